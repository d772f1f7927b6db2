"""Buttons that hand a quote on: each stands for exactly one quote, and for none that is shown in parts."""

from __future__ import annotations

import pytest

from bot.answers.history import StoredAnswer
from bot.answers.keyboards import page_buttons
from bot.answers.visibility import quote_location
from bot.chats.place import Place
from bot.messages import answers
from bot.messages.callback_data import CopyQuote, View
from bot.messages.citation import LONGEST_COPIED, citation
from bot.messages.html import units
from bot.messages.reply import Button
from index.model import Answer, Article, Kind, Person, Question, Quote

VARGA = Person("Elin Varga")


def quote(text: str, speaker: Person | None = VARGA, kind: Kind = Kind.DIRECT) -> Quote:
    article = Article(1, text, "Treaty", "Gazette", None, None, None, "public", ("https://gazette.example/a",))
    return Quote(article, 0, len(text), speaker, kind=kind)


def buttons(*quotes: Quote, chat: int = 5, page: int = 0, view: View = View.QUOTES) -> list[Button]:
    answer = Answer(Question("?"), quotes)
    shown = answers.pages(answer, 3, "en")[page]
    rows = page_buttons(StoredAnswer(7, Place(chat, 0, 5), answer), page, shown, True, view, "en")
    return [button for row in rows for button in row]


def test_each_quote_of_a_page_is_shared_and_copied_by_its_own_buttons() -> None:
    made = [quote(f"“It stays, {number}.”") for number in range(5)]
    for page, expected in ((0, made[:3]), (1, made[3:])):
        pressed = buttons(*made, page=page)
        links = [button.shares.numbers for button in pressed if button.shares]
        assert links == [quote_location(each) for each in expected]
        assert [button.copies for button in pressed if button.copies] == [citation(each, "en") for each in expected]
    assert [button.label for button in buttons(made[0]) if button.shares or button.copies] == ["Share", "Copy"]
    assert not [button for button in buttons(*made, view=View.SOURCE) if button.shares or button.copies]


@pytest.mark.parametrize("length", [1, 150, 195, 200, 240, 256, 300, 1500, 5000])
def test_what_is_copied_is_the_whole_quote_or_comes_as_a_message(length: int) -> None:
    words = ("가😀 x" * length)[:length]
    pressed = buttons(quote(words))
    copies = [button.copies for button in pressed if button.copies]
    for copied in copies:
        assert copied.startswith(f"{words}\n— Elin Varga, Gazette")
        assert units(copied) <= LONGEST_COPIED
    asked = [button.action for button in pressed if isinstance(button.action, CopyQuote)]
    assert asked == ([] if copies or length > 1500 else [CopyQuote(7, 0)])
    assert not any(isinstance(button.action, CopyQuote) for button in buttons(quote(words), chat=-5))


def test_no_part_of_a_quote_is_handed_on_as_the_quote() -> None:
    assert not [each for each in buttons(quote("Word. " * 1500)) if each.shares or each.copies]


@pytest.mark.parametrize(
    ("speaker", "kind", "named"),
    [
        (VARGA, Kind.DIRECT, "Elin Varga, Gazette"),
        (None, Kind.DIRECT, "speaker not clear, Gazette"),
        (None, Kind.PASSAGE, "Gazette"),
    ],
)
def test_a_citation_names_who_is_known_to_have_spoken(speaker: Person | None, kind: Kind, named: str) -> None:
    assert citation(quote("It stays.", speaker, kind), "en").startswith(f"It stays.\n— {named}, date unknown, https://")
