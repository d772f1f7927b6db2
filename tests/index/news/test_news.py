from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index import Draft, Index, Question
from index.extract.documents import from_file
from index.model import Article, Kind, Person, Quote
from index.news.news import Interest, News, find_news, find_quotes, last_article
from index.news.said_before import new_quotes
from tests.command import Command

CONFERENCE = Path(__file__).parents[3] / "index/sample/2026-03-02-varga-tamm-press-conference.md"
NOW = datetime(2031, 3, 10, 8, tzinfo=UTC)


def draft(text: str, title: str, outlet: str, days: float, collection: str = "public") -> Draft:
    """An article published so many days before now."""
    url = f"https://{outlet.split()[-1].lower()}.example/{title.replace(' ', '-').lower()}"
    return Draft(text, title, url, outlet, None, NOW - timedelta(days=days), "en", collection)


LAUNCH = draft(
    "Norvale launched its first weather satellite, Petrel, from Skerry Bank on Sunday.\n\n"
    "“Petrel will see a storm two days before a sailor does,” President Sigrun Halvorsen said at the launch.",
    "Satellite Petrel launched from Skerry Bank", "Kivik Daily", 0.8,
)  # fmt: skip
LAUNCH_AGAIN = draft(
    "The weather satellite Petrel reached its orbit on Sunday after a launch from Skerry Bank, Norvale said.\n\n"
    "Opposition leader Bram Okonkwo called the satellite overdue. “Petrel comes five storms too late,” Okonkwo said.",
    "Petrel in orbit after Skerry Bank launch", "The Harbour Post", 0.6,
)  # fmt: skip
WIRE = replace(
    LAUNCH, text="SKERRY BANK (Wire) — " + LAUNCH.text, outlet="Lunde Wire", url="https://wire.example/petrel"
)
STRIKE = draft(
    "Dock workers in Kivik will strike for a week over pay, their union said on Sunday.\n\n"
    "“We load the ships that feed this country, and we cannot feed our children,” union head Edda Tamm said.",
    "Kivik dockers to strike over pay", "The Harbour Post", 0.7,
)  # fmt: skip
STRIKE_BEFORE = draft(
    "Dock workers in Kivik voted on Saturday to strike over pay. Their union wants nine per cent more pay.\n\n"
    "Union head Edda Tamm said that the strike of the dock workers would begin within days.",
    "Kivik dockers vote to strike over pay", "Kivik Daily", 1.6,
)  # fmt: skip
ARCHIVE = draft(
    "President Sigrun Halvorsen promised a satellite in a speech to sailors. "
    "“Norvale will have a satellite of its own,” Halvorsen said.",
    "Halvorsen promises satellite", "Kivik Daily", 400,
)  # fmt: skip
SECRET = draft(
    "A memo says that the satellite Petrel cost twice its budget. "
    "“Nobody outside this house will hear the price of Petrel,” President Sigrun Halvorsen said.",
    "Petrel's price", "Members Letter", 0.5, "members",
)  # fmt: skip

EVERYTHING = Interest()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Iterator[Index]:
    """Article 1 came the day before; 2 to 7 came since."""
    made = Index.open(new_data_folder(tmp_path_factory.mktemp("news") / "data"))
    for one in (STRIKE_BEFORE, LAUNCH, LAUNCH_AGAIN, WIRE, STRIKE, ARCHIVE, SECRET):
        assert [outcome.status for outcome in made.add([one])] == ["added"]
    yield made
    made.close()


def told(found: News) -> list[set[int]]:
    return [{article.id for article in story.articles} for story in found.stories]


def test_a_window_holds_what_came_after_one_article_up_to_another(library: Index) -> None:
    assert last_article(library) == 7
    found = find_news(library, Interest(collections=("public",)), 1, 7, now=NOW)
    assert told(found) == [{2, 3, 4}, {5}]
    assert told(find_news(library, EVERYTHING, 1, 2, now=NOW)) == [{2}]
    assert find_news(library, EVERYTHING, 7, 7, now=NOW) == News()
    assert find_news(library, Interest("Halvorsen"), 7, 7, now=NOW) == News()


def test_windows_that_touch_tell_every_article_once(library: Index) -> None:
    parts = [told(find_news(library, EVERYTHING, after, after + 1, now=NOW)) for after in range(7)]
    ids = [id for part in parts for story in part for id in story]
    assert sorted(ids) == [1, 2, 3, 4, 5, 7]  # 6 is an archive's


def test_an_archive_is_counted_and_makes_no_story(library: Index) -> None:
    found = find_news(library, EVERYTHING, 1, 7, now=NOW)
    assert (found.article_count, found.old_count) == (6, 1)
    assert all(6 not in ids for ids in told(found))
    old = find_news(library, EVERYTHING, 5, 6, now=NOW)
    assert (old.stories, old.article_count, old.old_count) == ((), 1, 1)


def test_a_period_asked_for_may_be_old(library: Index) -> None:
    since = (NOW - timedelta(days=500)).date()
    assert {6} in told(find_news(library, EVERYTHING, 0, 7, now=NOW, since=since))


def test_a_speaker_brings_their_own_words_only(library: Index) -> None:
    (story,) = find_news(library, Interest("Halvorsen", collections=("public",)), 1, 7, now=NOW).stories
    assert {2, 4} >= {quote.article.id for quote in story.quotes}
    assert story.quotes
    assert {quote.speaker.name for quote in story.quotes if quote.speaker} == {"Sigrun Halvorsen"}
    assert all(quote.text in quote.article.text for quote in story.quotes)


def test_a_topic_brings_what_fits_it(library: Index) -> None:
    found = find_news(library, Interest(topic="dock workers' pay"), 1, 7, now=NOW)
    assert told(found) == [{5}]
    assert find_news(library, Interest(topic="volcanoes"), 1, 7, now=NOW) == News()
    assert find_news(library, Interest("Nobody Known"), 1, 7, now=NOW) == News()


def test_a_topic_brings_no_words_on_others_from_an_article_that_has_some_on_it(
    tmp_path: Path, new_data_folder: Callable[[Path], Path]
) -> None:
    with closing(Index.open(new_data_folder(tmp_path / "data"))) as index:
        list(index.add(from_file(CONFERENCE, CONFERENCE.name)))
        newest = last_article(index)
        (story, *_) = find_news(index, Interest(topic="sea cable"), 0, newest, now=NOW, since=date(2026, 1, 1)).stories
    assert any("sea cable" in quote.text for quote in story.quotes)
    assert not any("fisheries council" in quote.text for quote in story.quotes)


def test_an_outlet_and_collections_bound_what_is_told(library: Index) -> None:
    post = find_news(library, Interest(outlet="The Harbour Post"), 1, 7, now=NOW)
    assert sorted(map(sorted, told(post))) == [[3], [5]]
    closed = find_news(library, Interest(collections=()), 1, 7, now=NOW)
    assert closed == News()
    open_only = find_news(library, Interest("Halvorsen", collections=("public",)), 1, 7, now=NOW)
    assert all(article.collection == "public" for story in open_only.stories for article in story.articles)


def test_only_what_the_chat_was_sent_is_known(library: Index) -> None:
    found = find_news(library, Interest(collections=("public",)), 1, 7, now=NOW)
    assert [story.is_update for story in found.stories] == [False, False]  # though the library has an older report
    launch, strike = find_news(library, Interest(collections=("public",)), 1, 7, now=NOW, sent=[1]).stories
    assert (launch.is_update, strike.is_update) == (False, True)


def test_a_muted_story_is_left_out(library: Index) -> None:
    assert told(find_news(library, Interest(collections=("public",)), 1, 7, muted=[2], now=NOW)) == [{5}]
    assert told(find_news(library, Interest(collections=("public",)), 1, 7, muted=[1], now=NOW)) == [{2, 3, 4}]
    assert len(find_news(library, EVERYTHING, 1, 7, muted=[999], now=NOW).stories) >= 2


def test_alerts_are_the_new_words_that_fit(library: Index) -> None:
    words = find_quotes(library, Interest("Okonkwo"), 1, 7, 5)
    assert {quote.article.id for quote in words} == {3}
    assert any("five storms too late" in quote.text for quote in words)
    assert find_quotes(library, Interest("Okonkwo"), 3, 7, 5) == ()
    assert find_quotes(library, Interest("Okonkwo"), 7, 7, 5) == ()
    assert len(find_quotes(library, Interest(outlet="The Harbour Post"), 1, 7, 1)) == 1


def test_articles_are_counted_from_when_they_were_added(library: Index) -> None:
    assert last_article(library, datetime.now(UTC) + timedelta(minutes=1)) == 7
    assert last_article(library, datetime(2020, 1, 1, tzinfo=UTC)) == 0


@pytest.mark.parametrize(("topic", "fitting"), [(None, {2, 4, 6, 7}), ("Petrel", {2, 4, 7})])
@pytest.mark.parametrize(("after", "upto"), [(None, None), (5, None), (None, 4), (3, 6), (7, 9)])
def test_a_question_may_be_bound_to_a_window(
    library: Index, topic: str | None, fitting: set[int], after: int | None, upto: int | None
) -> None:
    answer = library.ask(Question("", "Halvorsen", topic, after=after, upto=upto), 20)
    window = range((after or 0) + 1, (upto or 99) + 1)
    assert {a.id for q in answer.quotes for a in (q.article, *q.also)} == fitting & set(window)
    assert answer.quotes or answer.reason


def test_the_digest_command_prints_the_stories_of_the_newest_days(library: Index, command: Command) -> None:
    data = ("--data", str(library.data))
    run = command(*data, "digest", "--outlet", "the harbour post")
    assert "Kivik dockers to strike over pay" in run.output
    assert "> “Petrel comes five storms too late,” Okonkwo said." in run.output
    records = [json.loads(line) for line in command(*data, "digest", "--days", "3", "--json").lines]
    assert {id for record in records for id in (a["id"] for a in record["articles"])} == {1, 2, 3, 4, 5, 7}
    assert all(quote["text"] for record in records for quote in record["quotes"])
    assert "nothing new" in command(*data, "digest", "--topic", "volcanoes").output


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--since", "tomorrow"), 2, "tomorrow is no day"),
        (("--since", "2031-03-01", "--days", "2"), 2, "not both"),
        (("--outlet", "Nowhere"), 1, "no outlet is called Nowhere"),
        (("--speaker", "Quell"), 1, "nobody called Quell"),
    ],
)
def test_a_digest_asked_for_wrongly_ends_in_a_sentence(
    library: Index, command: Command, arguments: tuple[str, ...], status: int, said: str
) -> None:
    run = command("--data", str(library.data), "digest", *arguments, status=status)
    assert said in " ".join(run.errors.replace("│", " ").split())
    assert "Traceback" not in run.errors


def test_hidden_articles_in_between_make_no_two_windows_of_one(
    tmp_path: Path, new_data_folder: Callable[[Path], Path]
) -> None:
    named = draft("“The ferry accident will be looked into,” Ilo Tamm said.", "Ferry accident", "Kivik Daily", 0.5)
    near = draft("“The wreck has hurt some ferrymen,” Edda Tamm said.", "Ship wrecked", "Kivik Daily", 0.5)
    hidden = [draft(f"Memo {each} tells of tenders.", "Memo", "Members Letter", 0.5, "members") for each in range(25)]
    told_of = []
    for number, between in enumerate(((), hidden)):
        with closing(Index.open(new_data_folder(tmp_path / str(number)))) as made:
            list(made.add([named, *between, near]))
            wanted = Interest(topic="ferry accident", collections=("public",))
            told_of.append([quote.article.title for quote in find_quotes(made, wanted, 0, 99, 9, NOW)])
    assert told_of == [["Ferry accident"], ["Ferry accident"]]


def test_an_alert_gets_only_words_that_no_earlier_article_has(library: Index) -> None:
    wanted = Interest(speaker="Sigrun Halvorsen")
    assert [quote.article.id for quote in find_quotes(library, wanted, 1, 2, 9, NOW)] == [2]
    assert find_quotes(library, wanted, 2, 4, 9, NOW) == ()  # the wire's are those of article 2


def test_no_page_that_is_no_news_is_an_alert(library: Index) -> None:
    novel = (
        "“We will not land tonight,” the captain said. “The pilot is drunk.”\n\nFrom “The Ninth Lamp” by Ada Brandt."
    )
    page = Article(99, novel, "Excerpt: ‘The Ninth Lamp’", None, None, NOW, "en", "public")
    quote = Quote(page, 0, 45, Person("Ada Brandt"), kind=Kind.DIRECT, cue="said")
    view = library.view(None)
    assert new_quotes([quote], view, 0, None) == ()
    assert new_quotes([replace(quote, article=replace(page, title="Ship waits"))], view, 0, None) != ()


def test_an_alert_gets_nothing_that_was_published_long_before_the_last_look(library: Index) -> None:
    came_in = library.store.added(1)
    assert came_in is not None
    quotes = find_quotes(library, Interest(topic="dock workers' pay"), 0, 7, 9, NOW)
    assert {quote.article.id for quote in quotes} == {1, 5}
    view = library.view(None)
    assert new_quotes(quotes, view, 0, NOW + timedelta(days=2)) == ()
    assert new_quotes(quotes, view, 0, NOW) == tuple(quote for quote in quotes if quote.article.id == 5)


def test_what_is_left_out_is_in_no_story_and_no_quote(library: Index) -> None:
    everything = find_news(library, Interest(collections=("public",)), 1, 7, now=NOW)
    assert told(everything) == [{2, 3, 4}, {5}]
    without = Interest(collections=("public",), without=("satellite",))
    assert told(find_news(library, without, 1, 7, now=NOW)) == [{5}]
    assert find_quotes(library, Interest(speaker="Halvorsen", without=("Petrel",)), 0, 7, 9, NOW) == ()
