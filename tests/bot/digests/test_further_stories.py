"""A digest shows a few stories and counts all; a button brings the others, each once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sql

from bot.chats.database import Database
from bot.digests.edition import Edition, FeedTrouble, StoryItem, edition_from_json, edition_to_json, story_question
from bot.digests.keyboards import edition_keyboard
from bot.digests.outbox import Outbox, PartState, part_
from bot.digests.render import message_html, paginate, shown_quotes
from bot.messages.callback_data import StoryAction, StoryButton, decode
from index import Index
from index.model import Answer, Article, Kind, Person, Quote
from tests.bot.digests.test_composer import DigestSetup

VARGA = Person("Elin Varga", id=7)
NOW = datetime(2031, 3, 3, 7, tzinfo=UTC)


def article(number: int, outlet: str = "The Harbour Post") -> Article:
    text = (
        f"Elin Varga spoke in hall {number} on Monday. “The ferry to island {number} sails again,” she said. "
        "Neighbours had waited for months.\n\nNobody else spoke."
    )
    published = datetime(2031, 3, 3, 6, tzinfo=UTC)
    return Article(number, text, f"Ferry {number}", outlet, None, published, None, "public")


def story(number: int) -> StoryItem:
    one = article(number)
    start = one.text.index("“")
    quote = Quote(one, start, one.text.index("”") + 1, VARGA, kind=Kind.DIRECT, cue="said")
    return StoryItem((one, replace(article(number + 1000, "Kivik Daily"))), Answer(story_question(one.title), (quote,)))


def edition(stories: int, shown: int = 5, language: str = "en") -> Edition:
    items = tuple(map(story, range(1, stories + 1)))
    first = paginate(items[:shown], language) or ((),)
    pages = (*first, *paginate(items[shown:], language, min(shown, stories)))
    return Edition("digest", language, date(2031, 3, 3), items=items, pages=pages, sent_pages=len(first))


def without(whole: Edition, *stories: int) -> Edition:
    """The edition after the articles of some stories were removed or hidden."""
    items = [replace(item, articles=()) if place in stories else item for place, item in enumerate(whole.items)]
    return replace(whole, items=tuple(items))


def words(whole: Edition, page: int) -> str:
    return re.sub("<[^>]*>", "", message_html(whole, page) or "")


def further(whole: Edition, page: int) -> str | None:
    """The label of the button that brings more."""
    keyboard = edition_keyboard(whole, 1, page, 1)
    assert keyboard is not None
    labels = [
        button.text
        for row in keyboard.inline_keyboard
        for button in row
        if isinstance(action := decode(str(button.callback_data)), StoryAction) and action.button is StoryButton.FURTHER
    ]
    return labels[0] if labels else None


@pytest.mark.parametrize(
    ("stories", "language", "counts", "button"),
    [
        (1, "en", "2 articles · 1 story", None), (5, "en", "10 articles · 5 stories", None),
        (6, "en", "12 articles · 6 stories · 5 shown", "1 more"), (31, "en", "· 31 stories · 5 shown", "26 more"),
        (31, "ko", "기사 62건 · 소식 31건 · 5건 표시", "26건 더 보기"), (0, "en", "Nothing new.", None),
    ],
)  # fmt: skip
def test_counts_are_true_and_in_the_right_number(stories: int, language: str, counts: str, button: str | None) -> None:
    whole = edition(stories, language=language)
    assert words(whole, 0).splitlines()[1].endswith(counts)
    assert ("shown" in words(whole, 0)) == (button == "1 more" or (stories == 31 and language == "en"))
    assert further(whole, whole.first_pages[-1]) == button


@pytest.mark.parametrize("shown", [1, 3, 5, 10, 20])
def test_page_after_page_every_story_comes_once_in_its_order(shown: int) -> None:
    whole = edition(31, shown)
    pages = list(whole.first_pages)
    while (page := whole.further_page(pages[-1])) is not None:
        assert further(whole, pages[-1]) == f"{31 - sum(len(whole.pages[each]) for each in pages)} more"
        pages.append(page)
    assert further(whole, pages[-1]) is None
    headlines = [int(number) for page in pages for number in re.findall(r"\bFerry (\d+)", words(whole, page))]
    assert headlines == list(range(1, 32))
    assert all(further(whole, page) is None for page in whole.first_pages[:-1])
    assert all(len(message_html(whole, page) or "") > 0 for page in pages)


def test_what_is_gone_is_neither_counted_nor_brought_as_an_empty_page() -> None:
    whole = without(edition(21), 1, *range(5, 10), 12)
    assert "28 articles · 14 stories · 4 shown" in words(whole, 0)
    assert (further(whole, 0), whole.further_page(0)) == ("10 more", 2)
    assert re.findall(r"\bFerry (\d+)", words(whole, 2)) == ["11", "12", "14", "15"]
    assert without(edition(8), 5, 6, 7).further_page(0) is None
    # Of the first stories nothing is left: their message still says what there is, and has the button.
    assert "4 articles · 2 stories · 0 shown" in words(without(edition(7), *range(5)), 0)
    assert message_html(without(edition(7), *range(7)), 0) is None


def test_one_quote_stands_in_a_story_and_folded_below_it_what_is_around_it() -> None:
    html = message_html(edition(5), 0) or ""
    assert html.count("<blockquote>") == html.count("<blockquote expandable>") == 5
    first = re.search("<blockquote expandable>(.*?)</blockquote>", html)
    assert first is not None
    before, after = first[1].split(" […] ")
    assert before + " “The ferry to island 1 sails again,” " + after in article(1).text
    assert "Nobody else spoke" not in html  # another paragraph
    assert [quote.text for quote in shown_quotes(edition(5), 0)] == [
        item.answer.quotes[0].text for item in edition(5).items
    ]


def test_around_a_quote_that_is_all_of_its_paragraph_stand_those_before_and_after() -> None:
    text = "First one.\n\nThe hall was full.\n\n“The ferry sails again.”\n\nThen all went home.\n\nLast one."
    alone = replace(article(1), text=text)
    start = text.index("“")
    quote = Quote(alone, start, text.index("”") + 1)
    whole = replace(edition(1), items=(StoryItem((alone,), Answer(story_question(""), (quote,))),))
    [around] = re.findall("<blockquote expandable>(.*?)</blockquote>", message_html(whole, 0) or "", re.DOTALL)
    assert around == "The hall was full. […] Then all went home."


def test_no_context_is_shown_where_the_quote_is_all_and_none_makes_a_message_too_long() -> None:
    alone = replace(article(1), text="“The ferry sails again.”")
    long = replace(article(2), text="word " * 700 + "“The ferry sails again,” she said" + " more" * 700)
    start = long.text.index("“")
    items = [StoryItem((alone,), Answer(story_question(""), (Quote(alone, 0, len(alone.text)),)))]
    items += [StoryItem((long,), Answer(story_question(""), (Quote(long, start, start + 24),)))] * 4
    whole = Edition("digest", "en", date(2031, 3, 3), items=tuple(items), pages=((0, 1, 2, 3, 4),), sent_pages=1)
    html = message_html(whole, 0) or ""
    assert html.count("<blockquote expandable>") == 4
    assert len(words(whole, 0).encode("utf-16-le")) // 2 <= 4096
    for shown in re.findall("<blockquote expandable>(.*?)</blockquote>", html):
        before, after = shown.split(" […] ")
        assert before.strip("…") in long.text
        assert after.strip("…") in long.text


@pytest.mark.parametrize("size", range(10, 175, 12))
def test_the_longest_heading_and_stories_of_any_length_fit_into_a_message(size: int) -> None:
    since = datetime(2031, 9, 30, tzinfo=UTC)
    long = replace(article(1, "O" * 100), title="T" * 300, text="“" + "word " * size + "end,” she said.")
    quote = Quote(long, 0, len(long.text), replace(VARGA, name="V" * 200), kind=Kind.DIRECT, cue="c" * 200)
    items = (StoryItem((long,), Answer(story_question(""), (quote,))),) * 12
    whole = Edition(
        "digest", "en", date(2031, 9, 30), "s" * 300, 12, 99_999, "08:00",
        tuple(FeedTrouble("f" * 200, since) for _ in range(9)), items, paginate(items, "en"), since=date(2031, 9, 1),
    )  # fmt: skip
    for page in range(len(whole.pages)):
        assert len(words(replace(whole, sent_pages=len(whole.pages)), page).encode("utf-16-le")) // 2 <= 4096


def test_a_running_story_is_marked_as_an_update() -> None:
    whole = edition(2)
    marked = replace(whole, items=(replace(whole.items[0], is_update=True), whole.items[1]))
    assert "1. Update · Ferry 1" in words(marked, 0)
    assert "2. Ferry 2" in words(marked, 0)
    assert [item["articles"][0] for item in edition_to_json(marked)["items"] if item.get("update")] == [1]


def test_an_edition_takes_little_room() -> None:
    assert len(json.dumps(edition_to_json(edition(31)))) < 6_000
    assert len(json.dumps(edition_to_json(edition(200)))) < 40_000


def test_an_edition_of_a_former_release_is_as_it_was(index: Index) -> None:
    number = index.store.find("https://harbour.example/homes?a=1&b=2")
    assert number is not None
    quote: dict[str, Any] = {
        "article": number, "start": 0, "end": 20, "speaker": None, "via": None, "kind": "direct", "cue": None,
        "score": 1.0, "also": [],
    }  # fmt: skip
    answer = {
        "question": {"text": "", "ask": "said", "since": None, "until": None},
        "quotes": [quote, {**quote, "start": 21, "end": 40}],
        "reasons": [], "verdict": None, "people": [], "topics": [], "tallies": [],
    }  # fmt: skip
    body = {
        "kind": "digest", "language": "en", "day": "2031-03-03", "subject": "", "articles": 1, "older": 0, "late": None,
        "troubles": [], "items": [{"articles": [number], "answer": answer}], "pages": [[0]], "chart": True,
        "notice": "", "collections": None,
    }  # fmt: skip
    read = edition_from_json(body, index.view(None))
    assert read.message_numbers == (0, 1)
    assert [(each.start, each.end) for each in shown_quotes(read, 0)] == [(0, 20), (21, 40)]
    assert further(read, 0) is None


@pytest.fixture
def outbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outbox]:
    database = Database(tmp_path_factory.mktemp("outbox") / "bot.sqlite")
    yield Outbox(database, lambda: NOW.timestamp())
    database.close()


def test_a_page_is_brought_once_for_all_in_a_chat_and_again_when_its_message_was_deleted(outbox: Outbox) -> None:
    whole = edition(12)
    with outbox._database.writing() as connection:
        id = outbox.store_edition(connection, edition_to_json(whole))
        outbox.enqueue(connection, -5, 3, id, whole.message_numbers, 9)
    [first] = outbox.next_parts(9)
    outbox.mark_sent(first, 70)
    assert [outbox.bring(-5, 3, id, 1).is_new for _ in range(3)] == [True, False, False]
    [brought] = outbox.next_parts(9)
    assert (brought.chat, brought.thread, brought.page, brought.subscription, brought.silent) == (-5, 3, 1, 9, True)
    assert outbox.claim(brought)
    outbox.mark_sent(brought, 71)
    assert outbox.bring(-5, 3, id, 1).message == 71
    outbox.lose(-5, 71)
    assert outbox.bring(-5, 3, id, 1).is_new
    assert outbox.counts() == {PartState.SENT: 1, PartState.DROPPED: 1, PartState.WAITING: 1}


def test_only_the_first_message_is_heard_and_none_of_a_silent_subscription(outbox: Outbox) -> None:
    with outbox._database.writing() as connection:
        id = outbox.store_edition(connection, edition_to_json(edition(12, 10)))
        outbox.enqueue(connection, 1, 0, id, (0, 1))
        outbox.enqueue(connection, 2, 0, id, (0, 1), silent=True)
    with outbox._database.reading() as connection:
        heard = connection.execute(sql.select(part_.c.chat, part_.c.silent).order_by(part_.c.id)).all()
    assert [tuple(row) for row in heard] == [(1, False), (1, True), (2, True), (2, True)]


@pytest.fixture(scope="module")
def setup(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DigestSetup]:
    made = DigestSetup(tmp_path_factory.mktemp("digests"))
    yield made
    made.index.close()
    made.database.close()


def test_no_story_is_dropped_the_number_shown_is_chosen_and_missed_days_are_named(setup: DigestSetup) -> None:
    one = setup.subscribe(stories=3)
    topics = "ferry orchard tunnel library harvest bakery glacier violin".split()
    setup.at(4, 7)
    setup.add(*(setup.draft(f"Ilo {name.title()}", name) for name in topics))
    setup.at(4, 9)
    assert setup.composer.compose_digests() == 1
    [first] = setup.editions()
    stories = first.stories_of(range(len(first.pages)))
    assert {article.id for place in stories for article in first.items[place].articles} == set(range(1, 9))
    assert len(first.stories_of(first.first_pages)) == min(3, len(stories))
    assert first.since is None
    setup.at(7, 7)
    setup.article("Ada Brandt", "windmills")
    setup.at(7, 9)
    setup.composer.compose_digests()
    assert "It covers 4 March 2031 – 7 March 2031." in setup.texts()[1]
    assert setup.windows(one.id) == [(0, 8), (8, 9)]
    setup.at(8, 7)
    setup.article("Ada Brandt", "lanterns")
    setup.clock.now += timedelta(hours=1)
    setup.composer.compose_digests()
    assert "It covers" not in setup.texts()[2]


def test_its_quotes_are_found_again_in_the_store(setup: DigestSetup) -> None:
    body = edition_to_json(setup.editions()[0])
    again = edition_from_json(body, setup.index.view(None))
    assert [quote for item in again.items for quote in item.answer.quotes]
    assert edition_to_json(again) == body
