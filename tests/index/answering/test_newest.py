"""What is new, what was said since an event, and facts of a time that were told later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from index import Draft, Index
from index.answering.reading.events import day_of_event
from index.answering.substance import says_something
from index.model import Answer, Ask, Question
from index.silence import Silence

TODAY = date(2031, 11, 20)
ARTICLES = (
    ("2030-04-30", "Tamm’s party takes the chamber", "Ilo Tamm’s party won 104 seats in Sunday’s election, the count "
     "showed. “The quiet people have spoken,” Prime Minister Ilo Tamm said. “Taxes will fall,” Ilo Tamm said."),
    ("2030-02-03", "Tamm promises trains", "“I promise a night train before the election,” Ilo Tamm said."),
    ("2031-03-11", "An accord for the river Orsa is signed", "“Neither of them got what they came for, and both "
     "of them signed,” said the envoy, Kari Sund. “They had the same numbers in two notebooks,” Kari Sund said."),
    ("2030-06-08", "Farmers fear for their wells", "“The Orsa is low, and the Orsa is ours,” Elin Varga said. Dykes "
     "are to be built."),
    ("2030-07-08", "The bank leaves its rate alone", "“The interest rates stay where they are until the autumn,” "
     "said Petra Lind, the governor of the bank."),
    ("2031-05-08", "Two towns and their guests", "“I look at their town with great interest and from a distance,” "
     "Mayor Ada Brandt said."),
    ("2031-01-21", "Trains stand still", "The night train to Kivik, which carried 118,000 people last year, did run. "
     "“A railway is no safer when it stands still,” Kari Sund said."),
    ("2030-08-02", "Signed in the station", "“We signed two papers, and I came by the night train,” Ilo Tamm said."),
    ("2031-11-17", "Press conference", "PRIME MINISTER TAMM: Good morning. I have forty minutes, and I’m told the "
     "heating in this room is honest work. Let’s begin.\n\nQ: What of the hospitals?\n\nPRIME MINISTER TAMM: We "
     "will build three hospitals in the north, because a ward that is two hours away is no ward."),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    drafts = [
        Draft(text, title=title, url=f"https://post.example/{n}", published=datetime.fromisoformat(f"{day}T08:00:00Z"))
        for n, (day, title, text) in enumerate(ARTICLES)
    ]
    made = Index.open(new_data_folder(tmp_path_factory.mktemp("newest") / "data"))
    assert all(outcome.status == "added" for outcome in made.add(drafts))
    yield made
    made.close()


def ask(library: Index, question: str, previous: Question | None = None) -> Answer:
    return library.ask(question, today=TODAY, previous=previous)


def days(answer: Answer) -> list[date]:
    return [quote.article.published.date() for quote in answer.quotes if quote.article.published]


@pytest.mark.parametrize("question", ["anything new this month?", "anything new since last week?", "what's new?"])
def test_what_is_new_opens_with_words_that_say_something(library: Index, question: str) -> None:
    answer = ask(library, question)
    assert answer.question.ask is Ask.LATEST
    assert "three hospitals" in answer.quotes[0].text


def test_the_newest_of_somebody_says_something(library: Index) -> None:
    assert "three hospitals" in ask(library, "latest from Tamm").quotes[0].text


def test_the_newest_on_a_topic_is_on_it_whether_by_its_words_or_its_article(library: Index) -> None:
    answer = ask(library, "news on the Orsa")
    assert days(answer) == sorted(days(answer), reverse=True)
    assert {quote.speaker.name for quote in answer.quotes if quote.speaker} == {"Kari Sund", "Elin Varga"}


def test_what_shares_a_word_with_a_topic_is_no_news_on_it(library: Index) -> None:
    answer = ask(library, "latest on interest rates")
    assert [quote.speaker.name for quote in answer.quotes if quote.speaker] == ["Petra Lind"]


def test_newer_words_of_the_same_speaker_come_first(library: Index) -> None:
    train = ask(library, "What did Tamm say about the night train?")
    answer = ask(library, "and more recently?", train.question)
    assert {quote.speaker.name for quote in answer.quotes if quote.speaker} == {"Ilo Tamm"}
    assert days(answer) == sorted(days(answer), reverse=True)


def test_an_event_has_the_day_that_the_articles_tell(library: Index) -> None:
    since = ask(library, "What has Tamm said since the election?")
    assert since.question.since == date(2030, 4, 28)  # the Sunday before
    assert min(days(since)) >= date(2030, 4, 28)
    before = ask(library, "What did Tamm say before the election?")
    assert [quote.text for quote in before.quotes] == ["“I promise a night train before the election,” Ilo Tamm said."]
    assert ask(library, "What did Sund say since the accord?").question.since == date(2031, 3, 11)


@pytest.mark.parametrize("event", ["the summit", "the earthquake", "the midterms"])
def test_an_event_that_no_article_is_about_stays_in_the_topic(library: Index, event: str) -> None:
    found = library.understand(f"What did Tamm say about trains since {event}?", today=TODAY)
    assert (found.since, found.until) == (None, None)
    assert event.split()[1] in (found.topic or "")


def test_no_event_is_later_than_today() -> None:
    texts = [("Ilo Tamm won Sunday’s election.", "2031-05-06")]
    assert day_of_event("the election", lambda _: texts, date(2031, 5, 7)) == date(2031, 5, 4)
    assert day_of_event("the election", lambda _: texts, date(2031, 5, 1)) is None


def test_an_american_election_has_its_day_by_law() -> None:
    texts = [("President Varga of the United States won the election on Tuesday.", "2030-11-06")]
    assert day_of_event("the election", lambda _: texts, TODAY) == date(2031, 11, 4)


def test_a_fact_of_a_time_may_be_told_later(library: Index) -> None:
    answer = ask(library, "How many people travelled on the night train in 2030?")
    assert "118,000" in answer.quotes[0].text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Good morning. I have forty minutes, and I’m told the heating works. Let’s begin.", False),
        ("Thank you all for coming. Let me begin with the reservoirs.", False),
        ("Next question, please.", False),
        ("I have a short statement, and then we take questions.", False),
        ("A pension is a promise, and a promise has to be paid for.", True),
        ("Thank you. We will build three hospitals in the north of the country.", True),
    ],
)
def test_greetings_and_thanks_say_nothing(text: str, says: bool) -> None:
    assert says_something(text) is says


def test_a_name_in_small_letters_is_checked_as_well(library: Index) -> None:
    assert ask(library, "did tamm say 'Taxes will fall'").reasons == ()
    reason = ask(library, "did varga say 'The quiet people have spoken'").reasons[0]
    assert (reason.silence, reason.owner) == (Silence.OTHERS_WORDS, "Ilo Tamm")


def test_no_passage_is_shown_twice(library: Index) -> None:
    for question in ("Why did Sund come?", "the night train", "What did Tamm say about trains and who signed papers?"):
        quotes = ask(library, question).quotes
        spans = [(quote.article.id, quote.start, quote.end) for quote in quotes]
        assert not [(a, b) for a in spans for b in spans if a != b and a[0] == b[0] and a[1] <= b[1] and b[2] <= a[2]]
