"""Whom and what a wish means: a person whatever happens to the name, an office, or nobody yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.digests.interests import ParsedInterest, Unfulfilled, parse_interest, parse_interests, speaker_now
from bot.digests.subscriptions import Subscription
from bot.digests.understood_wishes import understand_wish
from index import Draft, Index
from index.answering.reading.appointments import appointed_in
from index.curation import Curation
from index.store.decisions import Decision, DecisionKind
from tests.dated_articles import library_of

ARTICLES = [
    (
        "Justice minister Runa Feld said on Monday that the prisons of Lindesund are full.\n\n"
        "“No prison of ours will hold two in a cell,” Feld said.", "Feld: prisons are full", "The Courier",
    ),
    (
        "Elin Varga spoke of the harbour treaty. “The harbour treaty opens the port,” Varga said.\n\n"
        "The harbour treaty was signed in Kivik.", "Varga praises the harbour treaty", "Kivik Weekly",
    ),
    ("Ilo Tamm sells fish. “Fish is dear,” Ilo Tamm said of the fish market.", "Fish is dear", "The Courier"),
]  # fmt: skip
PUBLISHED = datetime(2031, 3, 10, 8, tzinfo=UTC)
TODAY = date(2031, 3, 10)
FISHING = ("season", "quay", "catch", "auction")
HEADS, OF = frozenset({"minister"}), frozenset({"fisheri"})  # the stem that tells which minister


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[..., object]) -> Iterator[Index]:
    made = Index.open(new_data_folder(tmp_path_factory.mktemp("wishes") / "data"))  # type: ignore[arg-type]
    drafts = [
        Draft(text, title, f"https://courier.example/{number}", outlet, None, PUBLISHED)
        for number, (text, title, outlet) in enumerate(ARTICLES)
    ]
    list(made.add(drafts))
    yield made
    made.close()


def read(library: Index, text: str) -> ParsedInterest:
    return replace(parse_interest(library.view(None), text), speaker_id=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("everything in the courier", ParsedInterest(outlet="The Courier")),
        ("everything in Kivik Weekly", ParsedInterest(outlet="Kivik Weekly")),
        ("in The Courier", ParsedInterest(outlet="The Courier")),
        ("kivik-weekly", ParsedInterest(outlet="Kivik Weekly")),
        ("everything from the Weekly", ParsedInterest(outlet="Kivik Weekly")),
        ("fish, but only what the Courier writes", ParsedInterest(topic="fish", outlet="The Courier")),
        ("whatever Courier reports about fish", ParsedInterest(topic="fish", outlet="The Courier")),
        ("Tamm on fish, only in the Courier", ParsedInterest("Ilo Tamm", "fish", "The Courier")),
        ("Elin Varga or Ilo Tamm on fish", ParsedInterest(topic="fish")),
        ("stories from the Courier about fish", ParsedInterest(topic="fish", outlet="The Courier")),
        ("the harbour tamms",
         ParsedInterest(topic="the harbour tamms", unfulfilled=(Unfulfilled.NOTHING,))),  # no misspelt Ilo Tamm
        ("anything the justice minister or the mayor of Kivik says about fish", ParsedInterest(topic="fish")),
        ("Courier articles about fish", ParsedInterest(topic="fish", outlet="The Courier")),
        ("everyone who talks about fish", ParsedInterest(topic="fish")),
        ("what did Tamm say about fish", ParsedInterest("Ilo Tamm", "fish")),
        ("Tamm 발언만", ParsedInterest("Ilo Tamm")),
        ("the Courier on fish", ParsedInterest(topic="fish", outlet="The Courier")),
        ("Tamm's remarks on fish", ParsedInterest("Ilo Tamm", "fish")),
        ("everything on fish", ParsedInterest(topic="fish")), ("top 5 stories", ParsedInterest()),
        ("all headlines", ParsedInterest()), ("everything else", ParsedInterest()), ("나머지 전부", ParsedInterest()),
        ("everything Varga says about the harbour treaty", ParsedInterest("Elin Varga", "the harbour treaty")),
        ("Elin Varga and Ilo Tamm",
         ParsedInterest(topic="Elin Varga and Ilo Tamm", unfulfilled=(Unfulfilled.NOTHING,))),
        ("Tamm mentions fish", ParsedInterest("Ilo Tamm", "fish")),
        ("Tamm speaks about fish", ParsedInterest("Ilo Tamm", "fish")),
        ("what Elin Varga says", ParsedInterest("Elin Varga")),
        ("the speeches of Elin Varga", ParsedInterest("Elin Varga")),
        ("Varga on the harbour treaty", ParsedInterest("Elin Varga", "the harbour treaty")),
        ("the justice minister on prisons", ParsedInterest("the justice minister", "prisons", office=True)),
        ("the justice minister", ParsedInterest("the justice minister", office=True)),
        ("harbour treaty", ParsedInterest(topic="harbour treaty")),
        ("“harbour treaty”", ParsedInterest(topic="“harbour treaty”")),
        # What nobody can fulfil:
        ("베라가 오염수에 대해 말하", ParsedInterest("베라", "오염수", unfulfilled=(Unfulfilled.NOBODY,))),
        ("Elin Varga가 항구에 대해 말씀하시", ParsedInterest("Elin Varga", "항구")),
        ("Ilo Tamm이 생선에 관해 언급하", ParsedInterest("Ilo Tamm", "생선")),
        ("Tamm이 생선을 언급하", ParsedInterest("Ilo Tamm", "생선")),
        ("Elin Varga가 말하", ParsedInterest("Elin Varga")),
        ("해안 투데이", ParsedInterest(topic="해안 투데이")),
        ("물가는", ParsedInterest(topic="물가")),
        ("Zed Unknown speaks about fish",
         ParsedInterest("Zed Unknown", "fish", unfulfilled=(Unfulfilled.NOBODY,))),
        ("everything in The Gazette", ParsedInterest(outlet="The Gazette", unfulfilled=(Unfulfilled.NO_OUTLET,))),
        ("the fisheries commissioner on fish",
         ParsedInterest("the fisheries commissioner", "fish", office=True, unfulfilled=(Unfulfilled.NO_HOLDER,))),
        ("the justice minister of the moon on prisons",
         ParsedInterest("the justice minister of the moon", "prisons", office=True,
                        unfulfilled=(Unfulfilled.NO_HOLDER,))),
        ("volcanoes", ParsedInterest(topic="volcanoes", unfulfilled=(Unfulfilled.NOTHING,))),
        ("asdf qwer", ParsedInterest(topic="asdf qwer", unfulfilled=(Unfulfilled.NOTHING,))),
    ],
)  # fmt: skip
def test_a_wish_means_somebody_something_or_what_is_not_there_yet(
    library: Index, text: str, expected: ParsedInterest
) -> None:
    assert read(library, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elin Varga or Ilo Tamm on fish", [("Elin Varga", "fish", None), ("Ilo Tamm", "fish", None)]),
        ("what did Varga and Ilo Tamm say", [("Elin Varga", None, None), ("Ilo Tamm", None, None)]),
        ("Tamm on fish in the Courier", [("Ilo Tamm", "fish", "The Courier")]),
        ("fish from Kivik Weekly and The Courier only",
         [(None, "fish", "Kivik Weekly"), (None, "fish", "The Courier")]),
        ("justice minister or mayor on fish", [("the justice minister", "fish", None), ("the mayor", "fish", None)]),
        ("anyone at the fish board on fish", [(None, "the fish board on fish", None)]),
        ("Tamm or Varga, anything", [("Ilo Tamm", None, None), ("Elin Varga", None, None)]),
        ("the justice minister on anything", [("the justice minister", None, None)]),
        ("fish and chips", [(None, "fish and chips", None)]),
        ("fish in the harbour", [(None, "fish in the harbour", None)]),
    ],
)  # fmt: skip
def test_a_wish_for_several_is_one_for_each(
    library: Index, text: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    found = parse_interests(library.view(None), text)
    assert [(each.speaker, each.topic, each.outlet) for each in found] == expected


def test_what_is_not_there_yet_is_said_on_the_card(library: Index) -> None:
    wish = understand_wish(library.view(None), "Zed Unknown on fish every hour")
    assert [note.split(".")[0] for note in wish.notes("en")] == [
        "Not understood: “every hour”", "Nobody called Zed Unknown is on record yet",
    ]  # fmt: skip


def test_an_office_is_whoever_holds_it(library: Index) -> None:
    wish = understand_wish(library.view(None), "the justice minister on prisons, weekdays 8:30")
    subscription = Subscription(1, 2, 0, 2, **wish.values())
    assert speaker_now(library.view(None), subscription, TODAY) == "Runa Feld"


def test_a_person_stays_the_same_whatever_editors_call_them(library: Index) -> None:
    wish = understand_wish(library.view(None), "Elin Varga weekly")
    subscription = Subscription(1, 2, 0, 2, **wish.values())
    library.store.decide(Decision(DecisionKind.RENAME, "Elin Varga", "Elin Varga-Holm"))
    view = library.view(None)
    name = speaker_now(view, subscription, TODAY)
    assert name == "Elin Varga-Holm"
    assert Curation(view.store, view.directory).found(name)


def test_a_minister_of_another_country_is_not_the_minister(tmp_path: Path) -> None:
    articles = [
        ("2031-03-03T08:00", "Minister to close the gaol at Torne",
         "Justice Minister Runa Feld will close the gaol. “Torne is cold,” Feld said."),
        ("2031-03-03T09:00", "Estmar’s justice minister resigns",
         "Estmar’s justice minister, Vidar Palm, resigned on Monday. “I signed it,” Palm said."),
    ]  # fmt: skip
    with library_of(articles, tmp_path) as index:
        view = index.view(None)
        asked = (
            "the justice minister", "the justice minister of Estmar", "Estmar's justice minister",
            "the justice minister of Sorvia",
        )  # fmt: skip
        told = [
            speaker_now(view, Subscription(1, 2, 0, 2, speaker=each, office=True), date(2031, 3, 3)) for each in asked
        ]
    assert told == ["Runa Feld", "Vidar Palm", "Vidar Palm", "justice minister of Sorvia"]  # nobody


def test_an_office_passes_on_the_day_when_papers_name_both(tmp_path: Path) -> None:
    said = "Fisheries Minister Bodil Kram spoke of the {0}. “The {0} is short, and it is enough,” Kram said."
    left = "PORT KIVIK — Prime Minister Osric Dahl dismissed Fisheries Minister Bodil Kram on Friday"
    articles = [
        *((f"2031-03-0{day}", f"On the {what}", said.format(what)) for day, what in enumerate(FISHING, 3)),
        ("2031-03-07T09:00", "Kram out as fisheries minister, Renner takes over",
         f"{left} and named Ulf Renner to succeed her. “A net has two ends,” Dahl said."),
        ("2031-03-07T10:00", "Dahl fires Kram",
         "Dahl fired his fisheries minister, Bodil Kram. “Who is late leaves early,” Kram said."),
        ("2031-03-08", "Renner counts boats",
         "Fisheries Minister Ulf Renner counted the boats. “I got to ninety,” Renner said."),
    ]  # fmt: skip
    subscription = Subscription(1, 2, 0, 2, speaker="the fisheries minister", office=True)
    with library_of(articles, tmp_path) as index:
        view = index.view(None)
        holders = [speaker_now(view, subscription, date(2031, 3, day)) for day in (6, 8, 20)]
        told = (
            f"{left} and named Ulf Renner to succeed her.", f"{left} and named Ulf Renner to replace Kram.",
            f"{left}. Her successor is the fisherman Ulf Renner.", f"{left} and named Ulf Renner to count boats.",
            "Ulf Renner said his successor is Bodil Kram.",
        )  # fmt: skip
        taken = [{each.person for each in appointed_in(text, view.directory, HEADS, OF)} for text in told]
        renner = {view.directory.matching("Ulf Renner")[0].person.id}
    assert holders == ["Bodil Kram", "Ulf Renner", "Ulf Renner"]
    assert taken == [renner, renner, renner, set(), set()]
