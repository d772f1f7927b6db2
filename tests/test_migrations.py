"""The revisions of both databases lead to the tables that the code declares, wherever a file begins."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
import sqlalchemy as sql
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import bot.chats.database
import index.store.schema
import index.store.store
from bot.chats.database import Database
from index.errors import Refusal, SourceProblem, StoreError
from index.feeds.registry import FeedRegistry
from index.store.decisions import Decision, DecisionKind
from index.store.layout import Layout
from index.store.store import Store
from tests.command import ROOT
from tests.layouts import columns_of, described, dumped, restored, rows_of

RELEASE = ROOT / "tests" / "releases" / "0.1.0"

for path in sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "index").rglob("*.py")]):
    if "= Table(" in path.read_text("utf-8"):  # the models are whole once every module that declares one is imported
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


@dataclass(frozen=True)
class Kind:
    """One of the two databases."""

    name: str
    open: Callable[[Path], Store | Database]
    models: sql.MetaData
    layout: Layout
    folder: Path

    def made(self, path: Path) -> Path:
        self.open(path).close()
        return path


KINDS = [
    Kind("onrecord", Store, index.store.schema.metadata, index.store.store.LAYOUT, ROOT / "index/store/migrations"),
    Kind("bot", Database, bot.chats.database.metadata, bot.chats.database.LAYOUT, ROOT / "bot/chats/migrations"),
]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> Kind:
    assert isinstance(request.param, Kind)
    return request.param


def test_the_revisions_make_what_the_models_declare(kind: Kind, tmp_path: Path) -> None:
    declared = tmp_path / "declared.db"
    engine = sql.create_engine(f"sqlite:///{declared}")
    kind.models.create_all(engine)
    engine.dispose()
    assert described(kind.made(tmp_path / "made.db")) == described(declared)


# The test above compares those, too.
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_nothing_is_left_for_a_further_revision(kind: Kind, tmp_path: Path) -> None:
    engine = sql.create_engine(f"sqlite:///{kind.made(tmp_path / 'made.db')}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), kind.models) == []
    engine.dispose()


def test_the_files_are_named_by_their_revisions_and_stand_in_one_line(kind: Kind) -> None:
    config = Config()
    config.set_main_option("script_location", str(kind.folder))
    steps = list(ScriptDirectory.from_config(config).walk_revisions())[::-1]
    assert tuple(step.revision for step in steps) == kind.layout.revisions
    assert [step.down_revision for step in steps] == [None, *kind.layout.revisions[:-1]]
    for step in steps:
        assert Path(step.path).name.startswith(f"v{step.revision}_")


def test_a_file_of_the_release_before_becomes_like_a_new_one(kind: Kind, tmp_path: Path) -> None:
    old = restored(RELEASE / f"{kind.name}.sql", tmp_path / "old.db")
    assert described(kind.made(old)) == described(kind.made(tmp_path / "new.db"))


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("onrecord", "DROP INDEX speaks_by_person; DROP INDEX statement_by_place"),
        ("onrecord", "DROP TABLE entry; DROP TABLE outage; DROP TABLE feed"),
        ("bot", "DROP INDEX part_of"),
        ("bot", "DROP TABLE part; DROP TABLE run; DROP TABLE edition"),
        ("bot", 'DROP TABLE prompt; DROP TABLE mute; DROP TABLE subscription; DROP TABLE "update"'),
    ],
)
def test_a_file_from_before_gets_what_0_1_0_added(name: str, missing: str, tmp_path: Path) -> None:
    (kind,) = (kind for kind in KINDS if kind.name == name)
    old = restored(RELEASE / f"{name}.sql", tmp_path / "old.db")
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(missing)
    assert described(kind.made(old)) == described(kind.made(tmp_path / "new.db"))


@pytest.mark.parametrize(
    ("name", "table", "column"),
    [("bot", "subscription", "quiet_until"), ("bot", "asked", "page"), ("onrecord", "entry", "retry")],
)
def test_a_file_that_lacks_a_column_is_refused_in_one_sentence(
    name: str, table: str, column: str, tmp_path: Path
) -> None:
    (kind,) = (kind for kind in KINDS if kind.name == name)
    old = restored(RELEASE / f"{name}.sql", tmp_path / "old.db")
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    before = dumped(old)
    with pytest.raises(StoreError, match=rf"lacks columns .*\({table}\.{column}\)") as caught:
        kind.open(old)
    assert str(old) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert dumped(old) == before


def test_a_file_of_a_later_release_is_refused_and_left_alone(kind: Kind, tmp_path: Path) -> None:
    path = kind.made(tmp_path / "later.db")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = dumped(path)
    with pytest.raises(StoreError, match="later release"):
        kind.open(path)
    assert dumped(path) == before


def test_no_row_changes_on_the_way_from_0_1_0_but_the_version_and_feeds(kind: Kind, tmp_path: Path) -> None:
    old = restored(RELEASE / f"{kind.name}.sql", tmp_path / "old.db")
    columns = columns_of(old)
    before = rows_of(old, columns)
    after = rows_of(kind.made(old), columns)
    changed = [row for row in before ^ after if row[0] not in ("property", "sqlite_sequence")]
    # What is wrong with a feed, as a code.
    assert all(row[0] == "feed" and any("404" in str(value) for value in row) for row in changed), changed
    assert len(changed) == (2 if kind.name == "onrecord" else 0)


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("answered 404 Not Found", SourceProblem.HTTP_STATUS),
        ("answered 599", SourceProblem.HTTP_STATUS),
        ("is unreachable: no such host, or no network", SourceProblem.NO_HOST),
        ("is unreachable (ConnectError)", SourceProblem.UNREACHABLE),
        ("did not answer within 20 seconds", SourceProblem.TIMEOUT),
        ("answered with damaged data", SourceProblem.DAMAGED_ANSWER),
        (
            "intranet.example leads into a private network; add it to fetch.allow_hosts if that is meant",
            SourceProblem.PRIVATE_NETWORK,
        ),
        ("is no http or https address", SourceProblem.NOT_HTTP),
        ("answered with data that is packed more than once", SourceProblem.PACKED_TWICE),
        ("is larger than 10 MB", SourceProblem.TOO_LARGE),
        ("redirects more than 5 times", SourceProblem.TOO_MANY_REDIRECTS),
        ("answered with nothing where a feed should be", SourceProblem.EMPTY_ANSWER),
        ("is a web page where a feed should be; look for the address of its feed", SourceProblem.WEB_PAGE),
        (
            "is a web page where a feed should be; its feed may be https://feeds.example/rss",
            SourceProblem.WEB_PAGE_WITH_FEED,
        ),
        ("is a broken feed (SAXException)", SourceProblem.BROKEN_FEED),
        ("is no feed; On Record reads RSS, Atom and JSON Feed", SourceProblem.NOT_A_FEED),
        ("is neither a feed nor a web page; On Record reads RSS, Atom and JSON Feed", SourceProblem.NOT_A_FEED_OR_PAGE),
        ("is a broken feed: it breaks off or is damaged before its first entry", SourceProblem.TRUNCATED_FEED),
        ("is a broken JSON Feed: it breaks off or is damaged", SourceProblem.TRUNCATED_JSON_FEED),
        ('is JSON but no JSON Feed, whose "version" names jsonfeed.org', SourceProblem.NOT_A_JSON_FEED),
        ('is a broken JSON Feed: it has no list of "items"', SourceProblem.JSON_FEED_WITHOUT_ITEMS),
        ("is a feed without entries", SourceProblem.FEED_WITHOUT_ENTRIES),
        ("could not be read (KeyError)", SourceProblem.UNREADABLE),
    ],
)
def test_what_0_1_0_found_wrong_with_a_feed_is_said_in_the_same_words(
    tmp_path: Path, sentence: str, problem: SourceProblem
) -> None:
    refusal = _problem_of_a_feed(tmp_path, sentence)
    assert refusal.problem is problem
    assert str(refusal) == sentence


def test_what_nobody_recognises_is_an_unknown_problem(tmp_path: Path) -> None:
    assert _problem_of_a_feed(tmp_path, "fell off a shelf").problem is SourceProblem.UNKNOWN


def _problem_of_a_feed(folder: Path, sentence: str) -> Refusal:
    """What the feed that failed is said to have, when 0.1.0 wrote this sentence."""
    old = restored(RELEASE / "onrecord.sql", folder / "onrecord.db")
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE feed SET problem = ? WHERE problem IS NOT NULL", (sentence,))
    store = Store(old)
    (problem,) = [feed.problem for feed in FeedRegistry(store).listing() if feed.problem]
    store.close()
    return problem


def test_people_of_the_release_before_can_be_joined_and_parted(tmp_path: Path) -> None:
    """Each statement's article names whom 0.1.0 took its speaker for, with that person's other forms and roles."""
    old = restored(RELEASE / "onrecord.sql", tmp_path / "onrecord.db")
    store = Store(old)
    before = store.speakers()
    (first, count), (second, other_count) = [each for each in before if not each[0].organisation][:2]
    joined = store.decide(Decision(DecisionKind.JOIN, first.name, second.name))
    assert count + other_count in [total for _, total in store.speakers()]
    store.undo(joined.id)
    assert {(person.name, person.aliases, person.roles): n for person, n in store.speakers()} == {
        (person.name, person.aliases, person.roles): n for person, n in before
    }
    store.close()


KILLED_AT = """
import os, signal, sys
from pathlib import Path
import sqlalchemy as sql
from bot.chats.database import Database
from index.store.store import Store
kind, path, number = sys.argv[1:]
left = int(number)
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
sql.event.listen(sql.engine.Engine, "before_cursor_execute", count)
(Store if kind == "onrecord" else Database)(Path(path)).close()
print(int(number) - left)
"""


def test_a_file_of_a_release_whose_migration_is_killed_is_as_it_was_and_migrates_then(
    kind: Kind, tmp_path: Path
) -> None:
    for release in sorted(path.parent for path in (ROOT / "tests" / "releases").glob("*/onrecord.sql")):
        made = restored(release / f"{kind.name}.sql", tmp_path / f"{release.name}.db")
        with closing(sqlite3.connect(made)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        before = dumped(made)

        def migrate(path: Path, at: int) -> subprocess.CompletedProcess[str]:
            line = [sys.executable, "-c", KILLED_AT, kind.name, str(path), str(at)]
            return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)

        statements = int(migrate(Path(shutil.copy(made, tmp_path / "counted.db")), -1).stdout) + 1
        after = dumped(tmp_path / "counted.db")
        assert statements > 10
        for share in (0.2, 0.5, 0.7, 0.9):
            target = Path(shutil.copy(made, tmp_path / f"{share}.db"))
            assert migrate(target, int(statements * share)).returncode == -signal.SIGKILL
            assert dumped(target) == before
            kind.open(target).close()
            assert _without_marks(dumped(target)) == _without_marks(after)


def _without_marks(lines: list[str]) -> list[str]:
    """Without the marks of changes, which are drawn at random."""
    return [line for line in lines if not line.startswith('INSERT INTO "change"')]
