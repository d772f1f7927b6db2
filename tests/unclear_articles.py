"""Invented articles that hold quotations whose speaker they don't tell, with the statements in them.

The statements are written down here, since what is tested is how they are shown, not how they are found.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from index.model import Draft, Kind, Person, Statement
from index.store.store import Store
from index.text.sentences import passages

VARGA = Person("Elin Varga", roles=("Mayor",))
TAMM = Person("Ilo Tamm", roles=("Minister",))
CROWD = "“We will not hand the old harbour to people who have never moored a boat in it.”"
UNCLEAR = (
    f"The doors of the hall stood open, and the talk went on in the yard. {CROWD} Then the rain began, and all of them "
    "went home."
)
NAMED = "“The harbour stays with the town of Lindesund,” Mayor Elin Varga said after the meeting."
OFFICIAL = "“The harbour fees are too low by half,” a senior official said."
LEDGER = "“The lighthouse ledger was burned on the night of the storm.”"
LONG = " ".join(
    [
        f"Sentence {number} of the report tells of nets, ropes and barrels in the sheds of the pier."
        for number in range(6)
    ]
    + [LEDGER]
    + [
        f"Sentence {number} of the report tells of nets, ropes and barrels in the sheds of the pier."
        for number in (7, 8)
    ]
)
TALKS = "\n\n".join(("Lindesund met on Monday to hear about its quays.", UNCLEAR, NAMED, OFFICIAL))


def statement(text: str, words: str, person: Person | None, mention: str | None = None) -> Statement:
    start = text.index(words)
    named = text.index(mention) if mention else None
    cue = text.find("said", start) if mention else -1
    return Statement(
        ((start, start + len(words)),),
        Kind.DIRECT,
        mention=None if named is None or mention is None else (named, named + len(mention)),
        cue=None if cue < 0 else (cue, cue + 4),
        person=person,
    )


ARTICLES = (
    (
        Draft(
            TALKS, "An evening at the quays", "https://post.example/talks", "The Lindesund Post",
            published=datetime(2031, 3, 3, tzinfo=UTC),
        ),
        (
            statement(TALKS, CROWD, None),
            statement(TALKS, "“The harbour stays with the town of Lindesund,”", VARGA, "Mayor Elin Varga"),
            statement(TALKS, "“The harbour fees are too low by half,”", Person("senior official", organisation=True)),
        ),
    ),
    (
        Draft(
            LONG, "What the report holds", "https://post.example/report", "The Lindesund Post",
            published=datetime(2031, 3, 4, tzinfo=UTC),
        ),
        (statement(LONG, LEDGER, None),),
    ),
)  # fmt: skip


def store_articles(data: Path) -> None:
    """Store the articles in a data folder; what is derived from them is made when a library opens it."""
    store = Store(data / "onrecord.db")
    store.add([(draft, passages(draft.text), statements) for draft, statements in ARTICLES])
    store.close()
