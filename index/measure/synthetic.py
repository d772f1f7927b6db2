"""A large library made from a real one, to measure with: no article in it was ever published.

Every round copies the articles with some of their words exchanged for others of the same length and
frequency, so that statements keep their offsets and the text its statistics.  Those who spoke once or
twice get other names, as new articles bring new people; the embeddings are turned as far from the
originals as real neighbours lie apart, towards other real ones.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from index.model import Span
from index.search.indexed_documents import of_statements
from index.search.text_index import Document, TextIndex
from index.search.vector_file import Floats, Ids, Rows
from index.search.vector_index import VectorIndex
from index.store.store import Store
from index.text.topic_matches import matchable_stems

EXCHANGED = 0.15  # share of the vocabulary that is other words in each round
RARE = 2  # statements up to which a person is one that new articles would not name again
BLOCK = 50_000  # passages a time


@dataclass(frozen=True, slots=True)
class _Round:
    """One copy of the source's articles.  article, passage: what is added to their numbers."""

    number: int
    article: int
    passage: int
    ids: tuple[int, ...]
    exchange: dict[str, str]

    def text(self, text: str) -> str:
        """A text of the same length."""
        get = self.exchange.get
        return " ".join([get(word, word) for word in text.split(" ")])


def grow(source: Path, target: Path, passages: int, tell: Callable[[str], None] | None = None) -> None:
    """Make a data folder of so many passages (give or take an article) from another.

    source: a data folder with its indexes caught up; it is only read.  target: is replaced.
    tell: told in a few words what is going on.  The same source gives the same target.
    """
    tell = tell or (lambda _: None)
    shutil.rmtree(target, ignore_errors=True)
    Store(target / "onrecord.db").close()
    if (source / "model").exists():
        shutil.copytree(source / "model", target / "model", copy_function=_link)
    with closing(sqlite3.connect(target / "onrecord.db", isolation_level=None)) as sql:
        sql.execute("PRAGMA synchronous=OFF")
        sql.execute("ATTACH ? AS src", (str(source / "onrecord.db"),))
        rounds = _rounds(sql, passages)
        tell(f"copying {len(rounds)} times")
        for one in rounds:
            _copy(sql, one)
        generation = sql.execute("SELECT max(id) FROM change").fetchone()[0] or 0
        tell("turning vectors")
        _vectors(sql, source, target, rounds, generation)
        tell("indexing words")
        TextIndex(target / "words").update(_documents(sql), [], generation)
        tell("indexing what was said")
        TextIndex(target / "spoken").update(_said(sql, source, rounds), [], generation)
        sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _rounds(sql: sqlite3.Connection, passages: int) -> list[_Round]:
    sizes = sql.execute(
        "SELECT article, count(*), max(id) FROM src.passage GROUP BY article ORDER BY article"
    ).fetchall()
    last_article = sql.execute("SELECT max(id) FROM src.article").fetchone()[0] or 0
    last_passage = max((row[2] for row in sizes), default=0)
    vocabulary, names = _vocabulary(sql), _rare_names(sql)
    rounds: list[_Round] = []
    count = 0
    while sizes and count < passages:
        held = []
        for article, size, _ in sizes:
            if count >= passages:
                break
            held.append(article)
            count += size
        number = len(rounds)
        exchange = _exchange(vocabulary, names, number) if number else {}
        rounds.append(_Round(number, number * last_article, number * last_passage, tuple(held), exchange))
    return rounds


def _vocabulary(sql: sqlite3.Connection) -> Counter[str]:
    found: Counter[str] = Counter()
    for (text,) in sql.execute("SELECT text FROM src.article"):
        found.update(text.split(" "))
    return found


def _rare_names(sql: sqlite3.Connection) -> set[str]:
    """Words that stand only in names of people who hardly spoke."""
    said = dict(sql.execute("SELECT person, count(*) FROM src.statement WHERE person IS NOT NULL GROUP BY person"))
    rare: set[str] = set()
    common: set[str] = set()
    for id, name, organisation in sql.execute("SELECT id, name, organisation FROM src.person"):
        (rare if said.get(id, 0) <= RARE and not organisation else common).update(name.split())
    return {word for word in rare - common if word.isalpha() and len(word) > 3}


def _exchange(vocabulary: Counter[str], names: set[str], number: int) -> dict[str, str]:
    """Words for words of the same length and about the same frequency; rare names for new ones."""
    random = np.random.default_rng(number)
    by_length: dict[int, list[str]] = defaultdict(list)
    for word, _ in vocabulary.most_common():
        if len(word) > 3 and word.isalpha() and word.islower():
            by_length[len(word)].append(word)
    found = {}
    for held in by_length.values():
        for place in np.flatnonzero(random.random(len(held)) < EXCHANGED):
            other = held[(place + 1 + int(random.integers(5))) % len(held)]
            if len(other) == len(held[place]):
                found[held[place]] = other
    for word in vocabulary:
        bare = word.strip(".,;:!?\"“”‘’()'")
        bare = bare[:-2] if bare.endswith(("’s", "'s")) else bare
        if bare in names:
            found[word] = word.replace(bare, _other_name(bare, number))
    for name in names:
        found[name] = _other_name(name, number)
    return found


def _other_name(name: str, number: int) -> str:
    """A name of the same length that can be spoken: vowels for vowels, consonants for consonants."""
    kinds = ("aeiou", "bcdfghjklmnprstvwz")
    found = ""
    for place, letter in enumerate(name):
        kind = next((k for k in kinds if letter.lower() in k), None)
        other = kind[(kind.index(letter.lower()) + number + place) % len(kind)] if kind else letter
        found += other.upper() if letter.isupper() else other
    return found


def _copy(sql: sqlite3.Connection, one: _Round) -> None:
    """Articles of a round with all that was found in them."""
    sql.execute("BEGIN")
    sql.execute("CREATE TEMP TABLE held (id INTEGER PRIMARY KEY)")
    sql.executemany("INSERT INTO held VALUES (?)", ((id,) for id in one.ids))
    sql.execute("CREATE TEMP TABLE who (old INTEGER PRIMARY KEY, new INTEGER)")
    _people(sql, one)
    sql.executemany("INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?)", _articles(sql, one))
    shifts = {"a": one.article, "p": one.passage, "n": one.number}
    for statement in (
        "INSERT INTO address (article, url) SELECT article + :a, url || iif(:n, '#' || :n, '') "
        "FROM src.address WHERE article IN held ORDER BY id",
        'INSERT INTO passage (id, article, start, "end") SELECT id + :p, article + :a, start, "end" '
        "FROM src.passage WHERE article IN held ORDER BY id",
        'INSERT INTO statement (article, person, via, kind, content, start, "end", mention, cue, confidence, question) '
        'SELECT article + :a, p.new, v.new, kind, content, start, "end", mention, cue, confidence, question '
        "FROM src.statement s LEFT JOIN who p ON p.old = s.person LEFT JOIN who v ON v.old = s.via "
        "WHERE article IN held ORDER BY s.id",
        "INSERT INTO speaks (passage, person) SELECT s.passage + :p, w.new FROM src.speaks s "
        "JOIN src.passage p ON p.id = s.passage JOIN who w ON w.old = s.person WHERE p.article IN held",
        "INSERT INTO change (article) SELECT id + :a FROM held ORDER BY id",
        "DROP TABLE held",
        "DROP TABLE who",
    ):
        sql.execute(statement, {k: v for k, v in shifts.items() if f":{k}" in statement})
    sql.execute("COMMIT")


def _people(sql: sqlite3.Connection, one: _Round) -> None:
    """Everyone who speaks in a round; those with another name are new people."""
    new = sql.execute("SELECT max(id) FROM person").fetchone()[0] or 0
    new = max(new, sql.execute("SELECT max(id) FROM src.person").fetchone()[0] or 0)
    for id, name, organisation in sql.execute("SELECT id, name, organisation FROM src.person ORDER BY id").fetchall():
        called = one.text(name)
        if called == name:
            sql.execute("INSERT OR IGNORE INTO person VALUES (?, ?, ?)", (id, name, organisation))
            person = id
        else:
            person = new = new + 1
            sql.execute("INSERT INTO person VALUES (?, ?, ?)", (person, called, organisation))
        sql.execute("INSERT INTO who VALUES (?, ?)", (id, person))
    for old, name, role in sql.execute("SELECT person, name, role FROM src.alias").fetchall():
        person = sql.execute("SELECT new FROM who WHERE old = ?", (old,)).fetchone()[0]
        sql.execute("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", (person, name if role else one.text(name), role))


def _articles(sql: sqlite3.Connection, one: _Round) -> Iterator[tuple[object, ...]]:
    columns = "id, sha256, collection, title, outlet, author, published, day, language, added, text"
    for row in sql.execute(f"SELECT {columns} FROM src.article WHERE id IN held ORDER BY id").fetchall():
        id, sha256, collection, title, outlet, author, published, day, language, added, text = row
        if one.number:
            copied = one.text(text)
            # A text without a word to exchange still must be another one.
            text = copied if copied != text else text[:-1] + chr(0x2460 + one.number % 500)
            sha256 = hashlib.sha256(f"{one.number} {text}".encode("utf-8", "surrogatepass")).hexdigest()
            title = one.text(title) if title else None
            if published:
                moment = datetime.fromisoformat(published) - timedelta(days=one.number)
                published, day = moment.isoformat(), moment.date().isoformat()
        yield id + one.article, sha256, collection, title, outlet, author, published, day, language, added, text


def _vectors(sql: sqlite3.Connection, source: Path, target: Path, rounds: Sequence[_Round], generation: int) -> None:
    held = Rows.open(source / "vectors")
    made = VectorIndex.empty(target / "vectors", held.width, held.fingerprint)
    random = np.random.default_rng(1)
    live = np.flatnonzero(~held.dead)
    apart = nearness(held, live, random)
    for one in rounds:
        articles = np.array(one.ids)
        rows = sql.execute("SELECT id, article FROM src.passage ORDER BY id").fetchall()
        ids = np.array([id for id, article in rows], np.int64)
        ids = ids[np.isin(np.array([article for _, article in rows]), articles)]
        for start in range(0, len(ids), BLOCK):
            block = ids[start : start + BLOCK]
            vectors = held.vectors[held.find(block)]
            made.add(block + one.passage, turned(vectors, held, live, apart, random) if one.number else vectors)
            made.save(generation)


def nearness(held: Rows, live: Ids, random: np.random.Generator, sample: int = 500) -> Floats:
    """Cosines of real vectors with the nearest of the others, but for copies."""
    if len(live) < 2:
        return np.array([0.7], np.float32)
    chosen = random.choice(live, min(sample, len(live)), replace=False)
    asked = held.vectors[chosen].T
    near = np.full(len(chosen), -1.0, np.float32)
    for start in range(0, len(live), BLOCK):
        rows = live[start : start + BLOCK]
        likeness = held.vectors[rows] @ asked
        likeness[rows[:, None] == chosen] = -1.0
        near = np.maximum(near, likeness.max(0))
    return near[near < 0.98] if (near < 0.98).any() else np.array([0.9], np.float32)


def turned(vectors: Floats, held: Rows, live: Ids, apart: Floats, random: np.random.Generator) -> Floats:
    """Each vector turned towards a mix of two real ones and some noise, as far as neighbours are apart."""
    count, width = vectors.shape
    towards = held.vectors[random.choice(live, count)] + held.vectors[random.choice(live, count)]
    towards = towards + random.standard_normal((count, width), dtype=np.float32) * np.float32(0.3 / width**0.5)
    towards -= (towards * vectors).sum(1, keepdims=True) * vectors
    towards /= np.linalg.norm(towards, axis=1, keepdims=True)
    cosines = random.choice(apart, count)[:, None]
    found: Floats = cosines * vectors + np.sqrt(1 - cosines * cosines) * towards
    return found


def _documents(sql: sqlite3.Connection) -> Iterator[Document]:
    speaks = iter(sql.execute("SELECT passage, person FROM speaks ORDER BY passage"))
    ahead = next(speaks, None)
    text = title = ""
    now = None
    articles = sql.cursor()
    for id, article, start, end in sql.execute('SELECT id, article, start, "end" FROM passage ORDER BY id'):
        if article != now:
            title, text = articles.execute("SELECT title, text FROM article WHERE id = ?", (article,)).fetchone()
            now = article
        people = []
        while ahead is not None and ahead[0] <= id:
            if ahead[0] == id:
                people.append(ahead[1])
            ahead = next(speaks, None)
        body = text[start:end]
        yield Document(id, article, id, id, start, end, people, matchable_stems(body), body, title or "")


def _said(sql: sqlite3.Connection, source: Path, rounds: Sequence[_Round]) -> Iterator[Document]:
    """What may be quoted, cut where it was in the source: the offsets are the same."""
    store = Store(source / "onrecord.db")
    cut: dict[int, list[tuple[int, int, int, Span]]] = {}
    for one in rounds:
        for article in one.ids:
            if article not in cut:
                cut[article] = list(_cut(store, article))
            (text,) = sql.execute("SELECT text FROM article WHERE id = ?", (article + one.article,)).fetchone()
            said = sql.execute(
                "SELECT id, person FROM statement WHERE article = ? ORDER BY id", (article + one.article,)
            ).fetchall()
            for place, first, last, (start, end) in cut[article]:
                id, person = said[place]
                first, last = first + one.passage, last + one.passage
                where = id, article + one.article, first, last, start, end
                yield Document(*where, (person,), matchable_stems(text[start:end]))
    store.close()


def _cut(store: Store, article: int) -> Iterator[tuple[int, int, int, Span]]:
    """(place among the article's statements, first passage, last passage, span) of what may be quoted."""
    statements = store.numbered([article])[article]
    places = {id: place for place, id in enumerate(sorted(statements))}
    (held,) = store.articles([article]).values()
    for one in of_statements(held, store.passages_of([article]), statements):
        yield places[one.id], one.first, one.last, (one.start, one.end)
