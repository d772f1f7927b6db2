"""Large synthetic libraries for measuring, grown from a real one: none of their further articles was published.

Every round copies the articles and exchanges some of their words for others of the same length and
frequency, so that statements keep their offsets and the text its statistics.  People who spoke once or
twice get other names, as new articles bring new people; embeddings are rotated as far from the originals
as real neighbours are apart, towards other real ones.
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
from index.origin import NOWHERE, Origin
from index.search.indexed_documents import of_statements
from index.search.text_index import Document, TextIndex
from index.search.vector_index import Floats, VectorIndex
from index.store.store import Store
from index.text.topic_matches import matchable_stems

EXCHANGED = 0.15  # share of the vocabulary that is exchanged in each round
RARE = 2  # statements up to which a person would not be named again in new articles
BLOCK = 50_000  # passages at a time
NEAR_COPY = 0.98  # cosine from which a neighbour is a copy
_COLUMNS = "id, sha256, collection, title, outlet, author, published, day, language, added, text"
_PLACES = ", ".join("?" * len(_COLUMNS.split(", ")))


@dataclass(frozen=True, slots=True)
class _Round:
    """One copy of the source's articles.

    Attributes:
        number: Of the round; 0 is the source itself.
        article_offset: What is added to the articles' ids.
        passage_offset: What is added to the passages' ids.
        ids: The articles that are copied.
        replacements: Words by the words that they replace.
    """

    number: int
    article_offset: int
    passage_offset: int
    ids: tuple[int, ...]
    replacements: dict[str, str]

    def text(self, text: str) -> str:
        """A text with its words replaced, of the same length."""
        get = self.replacements.get
        return " ".join([get(word, word) for word in text.split(" ")])


def grow(source: Path, target: Path, passages: int, notify: Callable[[str], None] | None = None) -> None:
    """Make a data folder of any size from another; the same source always gives the same target.

    Args:
        source: A data folder whose indexes are up to date; it is only read.
        target: The folder to make, in place of what is there.
        passages: How many passages it has, up to the end of an article.
        notify: Called with a few words about what is being done.
    """
    notify = notify or (lambda _: None)
    shutil.rmtree(target, ignore_errors=True)
    Store(target / "onrecord.db").close()
    if (source / "model").exists():
        shutil.copytree(source / "model", target / "model", copy_function=_link)
    with closing(sqlite3.connect(target / "onrecord.db", isolation_level=None)) as sql:
        sql.execute("PRAGMA synchronous=OFF")
        sql.execute("ATTACH ? AS src", (str(source / "onrecord.db"),))
        rounds = _rounds(sql, passages)
        notify(f"copying {len(rounds)} times")
        for copy in rounds:
            _copy(sql, copy)
        row = sql.execute("SELECT id, mark FROM change ORDER BY id DESC LIMIT 1").fetchone()
        origin = Origin(*row) if row else NOWHERE
        notify("turning vectors")
        _vectors(sql, source, target, rounds, origin)
        notify("indexing words")
        TextIndex(target / "words").update(_passage_documents(sql), [], origin.change, origin)
        notify("indexing what was said")
        spoken = _statement_documents(sql, source, rounds)
        TextIndex(target / "spoken").update(spoken, [], origin.change, origin)
        sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _rounds(sql: sqlite3.Connection, passages: int) -> list[_Round]:
    """As many rounds as make so many passages; the last one may copy fewer articles."""
    sizes = sql.execute(
        "SELECT article, count(*), max(id) FROM src.passage GROUP BY article ORDER BY article"
    ).fetchall()
    last_article = sql.execute("SELECT max(id) FROM src.article").fetchone()[0] or 0
    last_passage = max((row[2] for row in sizes), default=0)
    vocabulary, names = _vocabulary(sql), _rare_names(sql)
    rounds: list[_Round] = []
    count = 0
    while sizes and count < passages:
        articles = []
        for article, size, _ in sizes:
            if count >= passages:
                break
            articles.append(article)
            count += size
        number = len(rounds)
        replacements = _replacements(vocabulary, names, number) if number else {}
        rounds.append(_Round(number, number * last_article, number * last_passage, tuple(articles), replacements))
    return rounds


def _vocabulary(sql: sqlite3.Connection) -> Counter[str]:
    """How often each word occurs, punctuation included."""
    counts: Counter[str] = Counter()
    for (text,) in sql.execute("SELECT text FROM src.article"):
        counts.update(text.split(" "))
    return counts


def _rare_names(sql: sqlite3.Connection) -> set[str]:
    """Words that occur only in names of people who hardly spoke."""
    statements = dict(
        sql.execute("SELECT person, count(*) FROM src.statement WHERE person IS NOT NULL GROUP BY person")
    )
    rare: set[str] = set()
    common: set[str] = set()
    for id, name, organisation in sql.execute("SELECT id, name, organisation FROM src.person"):
        (rare if statements.get(id, 0) <= RARE and not organisation else common).update(name.split())
    return {word for word in rare - common if word.isalpha() and len(word) > 3}


def _replacements(vocabulary: Counter[str], names: set[str], number: int) -> dict[str, str]:
    """Replacements of a round: words by words of the same length and about the same frequency, rare names by new ones.

    Args:
        vocabulary: How often each word occurs.
        names: The rare names.
        number: Of the round, on which the replacements depend.

    Returns:
        New words by the words that they replace, punctuation included.
    """
    return _word_replacements(vocabulary, number) | _name_replacements(vocabulary, names, number)


def _word_replacements(vocabulary: Counter[str], number: int) -> dict[str, str]:
    random = np.random.default_rng(number)
    by_length: dict[int, list[str]] = defaultdict(list)  # the most frequent words first
    for word, _ in vocabulary.most_common():
        if len(word) > 3 and word.isalpha() and word.islower():
            by_length[len(word)].append(word)
    replacements = {}
    for words in by_length.values():
        for place in np.flatnonzero(random.random(len(words)) < EXCHANGED):
            replacements[words[place]] = words[(place + 1 + int(random.integers(5))) % len(words)]
    return replacements


def _name_replacements(vocabulary: Counter[str], names: set[str], number: int) -> dict[str, str]:
    replacements = {}
    for word in vocabulary:
        bare = word.strip(".,;:!?\"“”‘’()'")
        bare = bare[:-2] if bare.endswith(("’s", "'s")) else bare
        if bare in names:
            replacements[word] = word.replace(bare, _other_name(bare, number))
    for name in names:
        replacements[name] = _other_name(name, number)
    return replacements


def _other_name(name: str, number: int) -> str:
    """A pronounceable name of the same length: vowels for vowels, consonants for consonants."""
    kinds = ("aeiou", "bcdfghjklmnprstvwz")
    letters = []
    for place, letter in enumerate(name):
        kind = next((k for k in kinds if letter.lower() in k), None)
        other = kind[(kind.index(letter.lower()) + number + place) % len(kind)] if kind else letter
        letters.append(other.upper() if letter.isupper() else other)
    return "".join(letters)


def _copy(sql: sqlite3.Connection, copy: _Round) -> None:
    """Copy the articles of a round with their passages, people and statements."""
    sql.execute("BEGIN")
    sql.execute("CREATE TEMP TABLE copied (id INTEGER PRIMARY KEY)")
    sql.executemany("INSERT INTO copied VALUES (?)", ((id,) for id in copy.ids))
    sql.execute("CREATE TEMP TABLE who (old INTEGER PRIMARY KEY, new INTEGER)")
    _copy_people(sql, copy)
    sql.executemany(f"INSERT INTO article ({_COLUMNS}) VALUES ({_PLACES})", _articles(sql, copy))
    offsets = {"a": copy.article_offset, "p": copy.passage_offset, "n": copy.number}
    for statement in (
        "INSERT INTO address (article, url) SELECT article + :a, url || iif(:n, '#' || :n, '') "
        "FROM src.address WHERE article IN copied ORDER BY id",
        'INSERT INTO passage (id, article, start, "end") SELECT id + :p, article + :a, start, "end" '
        "FROM src.passage WHERE article IN copied ORDER BY id",
        'INSERT INTO statement (article, person, via, kind, content, start, "end", mention, cue, confidence, question) '
        'SELECT article + :a, p.new, v.new, kind, content, start, "end", mention, cue, confidence, question '
        "FROM src.statement s LEFT JOIN who p ON p.old = s.person LEFT JOIN who v ON v.old = s.via "
        "WHERE article IN copied ORDER BY s.id",
        "INSERT INTO speaks (passage, person) SELECT s.passage + :p, w.new FROM src.speaks s "
        "JOIN src.passage p ON p.id = s.passage JOIN who w ON w.old = s.person WHERE p.article IN copied",
        "INSERT INTO change (article, mark) SELECT id + :a, lower(hex(randomblob(8))) FROM copied ORDER BY id",
        "DROP TABLE copied",
        "DROP TABLE who",
    ):
        sql.execute(statement, {k: v for k, v in offsets.items() if f":{k}" in statement})
    sql.execute("COMMIT")


def _copy_people(sql: sqlite3.Connection, copy: _Round) -> None:
    """Copy everyone; those with another name are new people."""
    new = sql.execute("SELECT max(id) FROM person").fetchone()[0] or 0
    new = max(new, sql.execute("SELECT max(id) FROM src.person").fetchone()[0] or 0)
    for id, name, organisation in sql.execute("SELECT id, name, organisation FROM src.person ORDER BY id").fetchall():
        new_name = copy.text(name)
        if new_name == name:
            sql.execute("INSERT OR IGNORE INTO person VALUES (?, ?, ?)", (id, name, organisation))
            person = id
        else:
            person = new = new + 1
            sql.execute("INSERT INTO person VALUES (?, ?, ?)", (person, new_name, organisation))
        sql.execute("INSERT INTO who VALUES (?, ?)", (id, person))
    for old, name, role in sql.execute("SELECT person, name, role FROM src.alias").fetchall():
        person = sql.execute("SELECT new FROM who WHERE old = ?", (old,)).fetchone()[0]
        sql.execute("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", (person, name if role else copy.text(name), role))


def _articles(sql: sqlite3.Connection, copy: _Round) -> Iterator[tuple[object, ...]]:
    """Rows of the articles of a round; each round is a day earlier."""
    for row in sql.execute(f"SELECT {_COLUMNS} FROM src.article WHERE id IN copied ORDER BY id").fetchall():
        id, sha256, collection, title, outlet, author, published, day, language, added, text = row
        if copy.number:
            new_text = copy.text(text)
            # A text without a word to replace must become another one as well.
            text = new_text if new_text != text else text[:-1] + chr(0x2460 + copy.number % 500)
            sha256 = hashlib.sha256(f"{copy.number} {text}".encode("utf-8", "surrogatepass")).hexdigest()
            title = copy.text(title) if title else None
            if published:
                moment = datetime.fromisoformat(published) - timedelta(days=copy.number)
                published, day = moment.isoformat(), moment.date().isoformat()
        yield id + copy.article_offset, sha256, collection, title, outlet, author, published, day, language, added, text


def _vectors(sql: sqlite3.Connection, source: Path, target: Path, rounds: Sequence[_Round], origin: Origin) -> None:
    real = VectorIndex.existing(source / "vectors")
    index = VectorIndex.empty(target / "vectors", real.width, real.fingerprint)
    random = np.random.default_rng(1)
    cosines = nearest_cosines(real, random)
    for copy in rounds:
        articles = np.array(copy.ids)
        rows = sql.execute("SELECT id, article FROM src.passage ORDER BY id").fetchall()
        ids = np.array([id for id, article in rows], np.int64)
        ids = ids[np.isin(np.array([article for _, article in rows]), articles)]
        for start in range(0, len(ids), BLOCK):
            block = ids[start : start + BLOCK]
            vectors = real.get(block)
            if copy.number:
                vectors = rotated(vectors, real, cosines, random)
            index.add(block + copy.passage_offset, vectors)
            index.save(origin.change, origin)


def nearest_cosines(real: VectorIndex, random: np.random.Generator, sample: int = 500) -> Floats:
    """How near the nearest neighbours of real vectors are.

    Args:
        real: The vectors.
        random: Source of randomness.
        sample: Of how many vectors the nearest neighbours are looked for.

    Returns:
        [at most sample] cosines with the nearest other vector that is no copy, at least one.
    """
    ids = real.ids
    if len(ids) < 2:
        return np.array([0.7], np.float32)
    chosen = random.choice(ids, min(sample, len(ids)), replace=False)
    queries = real.get(chosen).T
    nearest = np.full(len(chosen), -1.0, np.float32)
    for start in range(0, len(ids), BLOCK):
        block = ids[start : start + BLOCK]
        cosines = real.get(block) @ queries
        cosines[block[:, None] == chosen] = -1.0
        nearest = np.maximum(nearest, cosines.max(0))
    is_other = nearest < NEAR_COPY
    return nearest[is_other] if is_other.any() else np.array([0.9], np.float32)


def rotated(vectors: Floats, real: VectorIndex, cosines: Floats, random: np.random.Generator) -> Floats:
    """Rotate vectors towards mixes of two real ones and some noise.

    Args:
        vectors: [count, width] unit vectors.
        real: The real vectors.
        cosines: [n] cosines between neighbours, of which each vector takes one.
        random: Source of randomness.

    Returns:
        [count, width] unit vectors.
    """
    count, width = vectors.shape
    ids = real.ids
    towards = real.get(random.choice(ids, count)) + real.get(random.choice(ids, count))
    towards = towards + random.standard_normal((count, width), dtype=np.float32) * np.float32(0.3 / width**0.5)
    towards -= (towards * vectors).sum(1, keepdims=True) * vectors
    towards /= np.linalg.norm(towards, axis=1, keepdims=True)
    cosine = random.choice(cosines, count)[:, None]
    turned: Floats = cosine * vectors + np.sqrt(1 - cosine * cosine) * towards
    return turned


def _passage_documents(sql: sqlite3.Connection) -> Iterator[Document]:
    """Documents of all passages, in order, with the people who speak in each."""
    speaks = iter(sql.execute("SELECT passage, person FROM speaks ORDER BY passage"))
    ahead = next(speaks, None)
    text = title = ""
    read = None  # the article of title and text
    articles = sql.cursor()
    for id, article, start, end in sql.execute('SELECT id, article, start, "end" FROM passage ORDER BY id'):
        if article != read:
            title, text = articles.execute("SELECT title, text FROM article WHERE id = ?", (article,)).fetchone()
            read = article
        people = []
        while ahead is not None and ahead[0] <= id:
            if ahead[0] == id:
                people.append(ahead[1])
            ahead = next(speaks, None)
        body = text[start:end]
        yield Document(id, article, id, id, start, end, people, matchable_stems(body), body, title or "")


def _statement_documents(sql: sqlite3.Connection, source: Path, rounds: Sequence[_Round]) -> Iterator[Document]:
    """Documents of what may be quoted, cut as in the source: the offsets are the same."""
    store = Store(source / "onrecord.db")
    quotable: dict[int, list[tuple[int, int, int, Span]]] = {}
    for copy in rounds:
        for original in copy.ids:
            if original not in quotable:
                quotable[original] = list(_quotable(store, original))
            article = original + copy.article_offset
            (text,) = sql.execute("SELECT text FROM article WHERE id = ?", (article,)).fetchone()
            statements = sql.execute(
                "SELECT id, person FROM statement WHERE article = ? ORDER BY id", (article,)
            ).fetchall()
            for place, first, last, (start, end) in quotable[original]:
                id, person = statements[place]
                where = id, article, first + copy.passage_offset, last + copy.passage_offset, start, end
                yield Document(*where, (person,), matchable_stems(text[start:end]))
    store.close()


def _quotable(store: Store, id: int) -> Iterator[tuple[int, int, int, Span]]:
    """(place among the article's statements, first passage, last passage, span) of what may be quoted of it."""
    statements = store.numbered([id])[id]
    places = {id: place for place, id in enumerate(sorted(statements))}
    (article,) = store.articles([id]).values()
    for document in of_statements(article, store.passages_of([id]), statements):
        yield places[document.id], document.first, document.last, (document.start, document.end)
