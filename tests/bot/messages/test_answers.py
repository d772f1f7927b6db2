"""An answer on the screen: the exact words, never without who said them, within what Telegram takes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import answers
from bot.messages.html import fitting, units
from index.model import Answer, Article, Kind, Person, Question, Quote, Tally, Verdict
from index.silence import Reason, Silence
from tests.botapi.entities import Displayed, displayed

QUESTION = Question("What about homes?", topic="homes")


def article(text: str, **more: object) -> Article:
    known: dict[str, object] = {
        "id": 1, "title": "Homes", "outlet": "The Harbour Post", "author": "Ines Falk", "language": "en",
        "published": datetime(2031, 3, 3, tzinfo=UTC), "collection": "public", "urls": ("https://harbour.example/1",),
    }  # fmt: skip
    return Article(text=text, **{**known, **more})  # type: ignore[arg-type]


def quote(text: str, speaker: str | None = "Ada Brandt", kind: Kind = Kind.DIRECT, **more: object) -> Quote:
    return Quote(article(text, **more), 0, len(text), speaker=Person(speaker) if speaker else None, kind=kind)


def shown(answer: Answer, size: int = 3, language: str = "en") -> list[Displayed]:
    return [displayed(answers.quotes(page, language, answer), "HTML") for page in answers.pages(answer, size, language)]


def quoted(message: Displayed) -> list[str]:
    return message.all("blockquote", "expandable_blockquote")


def test_a_quote_stands_first_then_who_how_outlet_and_day_then_the_linked_title() -> None:
    [message] = shown(Answer(QUESTION, (quote("We will build."),)))
    assert message.text == "We will build.\nAda Brandt · quoted · The Harbour Post · 3 March 2031\nHomes"
    assert quoted(message) == ["We will build."]
    assert message.all("text_link") == ["Homes"]


@pytest.mark.parametrize(
    ("language", "pages", "shown_as"),
    [
        ("en", ((0, 7),), " · 3 March 2031 · p. 7\n"),
        ("en", ((0, 7), (5, 8)), " · 3 March 2031 · pp. 7–8\n"),
        ("en", ((0, 7), (5, 6)), " · p. 7\n"),  # a note of the page before stands behind the text
        ("ko", ((0, 7), (5, 8)), " · 7–8쪽\n"),
    ],
)
def test_a_quote_of_a_document_with_pages_shows_its_page(
    language: str, pages: tuple[tuple[int, int], ...], shown_as: str
) -> None:
    [message] = shown(Answer(QUESTION, (quote("We will build.", pages=pages),)), language=language)
    assert shown_as in message.text


def test_how_we_know_names_the_verb_and_who_passed_the_words_on() -> None:
    told = Quote(article("Rents will fall."), 0, 16, Person("Ada Brandt"), Person("Ines Falk"), Kind.INDIRECT, "told")
    [message] = shown(Answer(QUESTION, (told,)))
    assert "Ada Brandt · reported (“told”), via Ines Falk · The Harbour Post" in message.text


def test_what_is_not_known_is_left_out_or_said_never_guessed() -> None:
    bare = quote("Rents fell.", None, Kind.PASSAGE, title=None, outlet=None, published=None, urls=())
    [message] = shown(Answer(QUESTION, (bare,)))
    assert message.text == "Rents fell.\nthe article’s own words · date unknown"


def test_where_the_speaker_is_not_clear_the_attribution_says_so_and_names_nobody() -> None:
    answer = Answer(QUESTION, (quote("We will build.", None),))
    [english], [korean] = shown(answer), shown(answer, language="ko")
    assert english.text == "We will build.\nspeaker not clear · quoted · The Harbour Post · 3 March 2031\nHomes"
    assert korean.text == "We will build.\n화자 불분명 · 직접 인용 · The Harbour Post · 2031년 3월 3일\nHomes"
    assert english.all("bold") == []


def test_a_digest_says_that_a_speaker_is_not_clear() -> None:
    below = displayed(answers.brief(quote("We will build.", None), "en").html, "HTML").text
    assert below == "We will build.\nspeaker not clear · quoted · The Harbour Post · 3 March 2031"


def test_whether_somebody_said_words_of_an_unclear_speaker_is_said_not_to_be_clear() -> None:
    unclear = Reason(Silence.UNCLEAR_WORDS, "Tomas Quell")
    answer = Answer(QUESTION, (quote("We will build.", None),), reasons=(unclear,), verdict=Verdict.EXACT)
    [english], [korean] = shown(answer), shown(answer, language="ko")
    assert english.text.startswith("These words are on record, but whether Tomas Quell said them is not clear.\n\nWe")
    assert korean.text.startswith("기록에 있는 말이지만, Tomas Quell의 말인지는 분명하지 않습니다.\n\nWe will build.")


def test_a_korean_reader_gets_korean_words_and_dates_around_the_same_quote() -> None:
    [message] = shown(Answer(QUESTION, (quote("We will build."),)), language="ko")
    assert message.text == "We will build.\nAda Brandt · 직접 인용 · The Harbour Post · 2031년 3월 3일\nHomes"


def test_a_long_quote_is_folded_and_a_short_one_not() -> None:
    [message] = shown(Answer(QUESTION, (quote("Short."), quote("A long one. " * 60 + "End."))))
    assert [len(message.all(kind)) for kind in ("blockquote", "expandable_blockquote")] == [1, 1]


def test_three_quotes_make_a_page() -> None:
    answer = Answer(QUESTION, tuple(quote(f"Words {number}.") for number in range(7)))
    assert [quoted(message) for message in shown(answer)] == [
        ["Words 0.", "Words 1.", "Words 2."], ["Words 3.", "Words 4.", "Words 5."], ["Words 6."],
    ]  # fmt: skip
    assert [page.first for page in answers.pages(answer)] == [1, 4, 7]


def test_a_quote_longer_than_a_message_comes_in_parts_that_each_name_the_speaker() -> None:
    text = " ".join(f"word{number}" for number in range(2000))
    messages = shown(Answer(QUESTION, (quote(text),)))
    assert len(messages) > 2
    assert " ".join(part for message in messages for part in quoted(message)) == text
    for number, message in enumerate(messages, 1):
        below = f"Ada Brandt · quoted · The Harbour Post · 3 March 2031 · part {number} of {len(messages)}\n"
        assert below in message.text


def test_an_article_can_call_nobody_and_run_nothing() -> None:
    text = "Ask @someone, or type /forget now."
    hostile = quote(text, "@speaker", title="@title /start", outlet="@outlet", published=None)
    [message] = shown(Answer(QUESTION, (hostile,)))
    assert message.all("mention", "bot_command") == []
    assert quoted(message) == [text]


def test_only_web_addresses_become_links() -> None:
    for address in ("javascript:alert(1)", "tg://user?id=1", "briefings/homes.txt", "https://"):
        [message] = shown(Answer(QUESTION, (quote("Words.", urls=(address,)),)))
        assert message.all("text_link") == []


def test_other_articles_with_the_same_words_are_named_but_not_without_end() -> None:
    others = tuple(article("We will build.", outlet=f"Paper {number}") for number in range(5))
    same = Quote(article("We will build."), 0, 14, kind=Kind.DIRECT, also=others)
    [message] = shown(Answer(QUESTION, (same,)))
    assert message.text.endswith("Also in: Paper 0, Paper 1, Paper 2 +2")


def test_who_spoke_shows_each_person_with_their_count_and_best_line() -> None:
    best = quote("We will build.")
    answer = Answer(QUESTION, (best,), tallies=(Tally(Person("Ada Brandt"), 4, best),))
    [message] = shown(answer)
    assert message.text.startswith("Ada Brandt · on record 4×\nWe will build.\n")


def test_a_checked_quotation_is_told_apart_from_what_was_said() -> None:
    difference = (("=", "we"), ("-", "may"), ("+", "will"))
    answer = Answer(QUESTION, (quote("We will build."),), verdict=Verdict.NEAR, difference=difference)
    [message] = shown(answer)
    assert message.text.startswith("Not in these words; the nearest on record:\nwe may will\n\nWe will build.")
    assert message.all("strikethrough") == ["may"]
    assert message.all("underline") == ["will"]


def test_silence_gives_the_reason_and_the_nearest_people_and_topics() -> None:
    answer = Answer(
        QUESTION, reasons=(Reason(Silence.NOBODY, "Brant"),),
        people=(Person("Ada Brandt"),), topics=("homes", "rents"),
    )  # fmt: skip
    assert answers.pages(answer) == []
    assert displayed(answers.silence(answer, "en"), "HTML").text == (
        "Nobody called Brant is on record.\n\nOn record here: Ada Brandt\n\nTopics on record: homes, rents"
    )


def test_words_that_are_somebody_elses_are_said_to_be_theirs_in_the_chats_language() -> None:
    theirs = Reason(Silence.OTHERS_WORDS, "Tomas Quell", owner="Ada Brandt")
    answer = Answer(QUESTION, (quote("We will build."),), reasons=(theirs,), verdict=Verdict.EXACT)
    [english], [korean] = shown(answer), shown(answer, language="ko")
    assert english.text.startswith("These words are on record, but as Ada Brandt’s, not Tomas Quell’s.\n\nWe will")
    assert korean.text.startswith("기록에 있지만 Tomas Quell의 말이 아니라 Ada Brandt의 말입니다.\n\nWe will build.")


def test_the_context_view_shows_the_paragraph_with_the_quote_in_bold() -> None:
    text = "Before it. We will build. After it."
    answer = Answer(QUESTION, (Quote(article(text), 11, 25, Person("Ada Brandt"), kind=Kind.DIRECT),))
    [page] = answers.pages(answer)
    message = displayed(answers.context(page, "en", lambda quote: (0, len(text))), "HTML")
    assert quoted(message) == [text]
    assert message.all("bold") == ["We will build.", "Ada Brandt"]


def test_the_source_view_shows_all_that_is_known_of_each_article_once() -> None:
    [page] = answers.pages(Answer(QUESTION, (quote("One."), quote("One."))))
    message = displayed(answers.source(page, "en"), "HTML")
    assert message.text == "Homes\nThe Harbour Post · Ines Falk · 3 March 2031\nhttps://harbour.example/1"


# Whatever an article holds

hostile = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&\"'@/_ \n\t.…“”#*`[]()"), st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
        st.sampled_from("🌊👩‍👩‍👧е́가각\u0301\u202e\u200b\ufeff"),
    ),
    max_size=400,
)  # fmt: skip
# Made once: hypothesis checks each strategy when it is first drawn from, which took longer than the test itself.
bodies = hostile.filter(str.strip)
repetitions = st.sampled_from([1, 1, 1, 5, 40])
texts = st.none() | hostile
people = st.none() | hostile.map(Person)
article_ids = st.integers(1, 3)
kinds = st.sampled_from(Kind)
addresses = st.lists(st.one_of(hostile, hostile.map("https://x.example/".__add__)), max_size=3).map(tuple)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    body = draw(bodies) * draw(repetitions)
    start = draw(st.integers(0, len(body) - 1))
    source = article(
        body, title=draw(texts), outlet=draw(texts), id=draw(article_ids), urls=draw(addresses),
    )  # fmt: skip
    return Quote(
        source, start, draw(st.integers(start + 1, len(body))), speaker=draw(people), via=draw(people),
        kind=draw(kinds), cue=draw(texts),
    )  # fmt: skip


def as_telegram_keeps(text: str) -> str:
    return "".join(c for c in text if not "\u2028" <= c <= "\u202e").replace("\t", " ").strip()


@settings(max_examples=300, deadline=None)  # others each time; 10,000 once passed, in 160 s
@given(st.lists(quotes(), max_size=4), st.sampled_from(["en", "ko"]))
def test_every_view_of_any_answer_is_taken_by_telegram_and_shows_the_slices(found: list[Quote], language: str) -> None:
    answer = Answer(QUESTION, tuple(found), reasons=(Reason(Silence.NOBODY, "<&>"),))
    every: list[answers.ShownQuote] = []
    for page in answers.pages(answer, 3, language):
        message = displayed(answers.quotes(page, language, answer), "HTML")
        every += page.items
        shown_quotes = [as_telegram_keeps(text) for text in quoted(message)]
        assert shown_quotes == [kept for item in page.items if (kept := as_telegram_keeps(item.text))]
        inside = "".join(quoted(message))
        assert not [found for found in message.all("mention", "bot_command") if found in inside]
        displayed(answers.context(page, language, lambda quote: (0, len(quote.article.text))), "HTML")
        displayed(answers.source(page, language), "HTML")
    expected = "".join("".join(each.text.split()) for each in found)
    assert "".join("".join(item.text.split()) for item in every) == expected


@given(st.text(min_size=1), st.integers(1, 50))
def test_a_cut_takes_something_and_never_more_than_there_is_room_for(text: str, room: int) -> None:
    taken = fitting(text, room)
    assert taken >= 1
    assert units(text[:taken]) <= max(room, 2)


@pytest.mark.parametrize(("text", "room", "taken"), [("one two three", 9, 7), ("onetwothree", 5, 5), ("🌊🌊🌊", 4, 2)])
def test_a_cut_falls_between_words_where_it_can(text: str, room: int, taken: int) -> None:
    assert fitting(text, room) == taken
