"""The tantivy indexes of words, one of passages and one of what may be quoted: derived, replaceable.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009,
as tantivy computes it (k1 = 1.2, b = 0.75).
"""

from __future__ import annotations

import json
import mmap
import os
import re
import shutil
import struct
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import tantivy

SCHEMA = 3
MANY = 5_000  # documents that touch some hundred passages, at most
AT_ONCE = 16_000_000  # bytes that are checked at opening; more is checked by whoever has the time


_NUMBERS = ("id", "article", "first", "last", "start", "end")


class Document(NamedTuple):
    """A text of an article, [start, end), and who speaks in it.

    id: of a passage, or of a statement, which may have several documents.  first, last: the passages it touches.
    stems: under which a topic may find something in it.  body, title: where it is searched for its words.
    """

    id: int
    article: int
    first: int
    last: int
    start: int
    end: int
    speakers: Sequence[int]
    stems: Iterable[str]
    body: str = ""
    title: str = ""


class Hit(NamedTuple):
    """A document that was found, without its words.  score: BM25, 0 where no words were looked for."""

    score: float
    id: int
    article: int
    first: int
    last: int
    start: int
    end: int

    @property
    def key(self) -> tuple[int, ...]:
        """What tells the document from others."""
        return self[1:]

    @property
    def place(self) -> tuple[int, int, int]:
        """(article, start, end)."""
        return self.article, self.start, self.end

    @property
    def touched(self) -> range:
        """The passages it touches."""
        return range(self.first, self.last + 1)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _NUMBERS:
        builder.add_unsigned_field(name, stored=False, indexed=name in ("id", "article", "first"), fast=True)
    builder.add_unsigned_field("passage", stored=False, indexed=True)
    builder.add_text_field("body", stored=False, tokenizer_name="en_stem", index_option="freq")
    builder.add_text_field("title", stored=False, tokenizer_name="en_stem", index_option="freq")
    builder.add_text_field("stems", stored=False, tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field("speaker", stored=False, indexed=True)
    return builder.build()


class TextIndex:
    """Documents by their words, with the people who speak in them as a filter."""

    def __init__(self, folder: Path) -> None:
        """Open what is there; start empty when it is missing or damaged.

        Small files are checked whole, large ones by their ends: `sound` checks the rest.
        Nothing is written before the first update: another process may be writing just now.
        """
        self.folder = folder
        self.generation = 0
        self.schema = _schema()
        self.index = tantivy.Index(self.schema)
        self._in_folder = False
        try:
            about = json.loads((folder / "words.json").read_text(encoding="utf-8"))
            generation = int(about["generation"])
            if about["schema"] == SCHEMA and _sound(folder / "index", AT_ONCE):
                self.index = tantivy.Index.open(str(folder / "index"))
                self.generation, self._in_folder = generation, True
        except (OSError, ValueError, KeyError, TypeError):
            pass  # derived: the caller catches up from the store

    @classmethod
    def empty(cls, folder: Path) -> TextIndex:
        """A new, empty index in place of whatever the folder holds."""
        _clear(folder)
        return cls(folder)

    def __len__(self) -> int:
        return int(self.index.searcher().num_docs)

    def update(self, added: Iterable[Document], removed: Iterable[tuple[int, int]], generation: int) -> None:
        """Add the documents of whole articles, in place of those they had, and remove ranges of passages; commit."""
        if not self._in_folder:
            _clear(self.folder)
            (self.folder / "index").mkdir(parents=True)
            self.index = tantivy.Index(self.schema, path=str(self.folder / "index"))
            self._in_folder = True
        writer = self.index.writer(heap_size=64_000_000, num_threads=1)
        for first, last in removed:
            writer.delete_documents_by_query(self._range("first", first, last))
        newest, seen = self._newest(), set()
        for one in added:
            if one.article <= newest and one.article not in seen:
                seen.add(one.article)
                writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, "article", one.article))
            writer.add_document(_written(one))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        meta = self.folder / f"words.json.{os.getpid()}.partial"
        meta.write_text(json.dumps({"schema": SCHEMA, "generation": generation}), encoding="utf-8")
        meta.replace(self.folder / "words.json")
        self.generation = generation

    def _newest(self) -> int:
        """The highest number of an article that is here, committed by whoever was killed after it, too."""
        every = tantivy.Query.all_query()
        hits = self.index.searcher().search(every, 1, count=False, order_by_field="article").hits
        return int(hits[0][0]) if hits else 0

    def checksums_valid(self) -> bool:
        """Whether every file has its checksum.  Reads all; not while another thread or process updates."""
        try:
            return not self._in_folder or _sound(self.folder / "index")
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def newest(self) -> TextIndex:
        """This, or what another process has written since."""
        try:
            about = json.loads((self.folder / "words.json").read_text(encoding="utf-8"))
            if int(about["generation"]) > self.generation:
                other = TextIndex(self.folder)
                return other if other.generation > self.generation else self
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return self

    def search(
        self,
        text: str,
        count: int,
        speakers: Sequence[int] | None = None,
        between: tuple[int, int] | None = None,
    ) -> list[Hit]:
        """Documents with words of a text, best first.

        speakers: only with words of one of them.  between: the least and the greatest passage wanted.
        """
        words = " ".join(re.findall(r"\w+", text))
        if not words or (speakers is not None and not speakers):
            return []
        query, _ = self.index.parse_query_lenient(words, ["body", "title"], {"title": 0.3})
        bounds = [] if between is None else [self._range("first", *between)]
        return self._hits([query, *map(_unweighed, bounds + self._by(speakers))], count)

    def of(
        self, passages: Sequence[int], speakers: Sequence[int] | None = None, stems: Iterable[str] | None = None
    ) -> list[Hit]:
        """The documents that touch these passages.

        speakers: only with words of one of them.  stems: only with one of these.
        """
        if not passages or (speakers is not None and not speakers):
            return []
        bounds = [self._any("passage", passages), *self._by(speakers)]
        if stems is not None:
            bounds.append(self._any("stems", stems))
        return self._hits(list(map(_unweighed, bounds)), MANY)

    def _by(self, speakers: Sequence[int] | None) -> list[tantivy.Query]:
        return [] if speakers is None else [self._any("speaker", speakers)]

    def _any(self, field: str, values: Iterable[int | str]) -> tantivy.Query:
        """One of some hundred values, looked up one by one: a query for a set goes through all there are."""
        terms = [tantivy.Query.term_query(self.schema, field, value) for value in values]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])

    def _range(self, field: str, first: int, last: int) -> tantivy.Query:
        return tantivy.Query.range_query(self.schema, field, tantivy.FieldType.Unsigned, first, last)

    def _hits(self, queries: Sequence[tantivy.Query], count: int) -> list[Hit]:
        query = queries[0]
        if len(queries) > 1:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in queries])
        searcher = self.index.searcher()
        # Without counting all that fit, those that can't be among the best are skipped unread.
        hits = searcher.search(query, count, count=False).hits
        places = [address for _, address in hits]
        columns = [searcher.fast_field_values(name, places) for name in _NUMBERS]
        return [Hit(hit[0], *numbers) for hit, *numbers in zip(hits, *columns, strict=True)]


def _unweighed(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _written(one: Document) -> tantivy.Document:
    made = tantivy.Document()
    for name, number in zip(_NUMBERS, one, strict=False):
        made.add_unsigned(name, number)
    for passage in range(one.first, one.last + 1):
        made.add_unsigned("passage", passage)
    if one.body:
        made.add_text("body", one.body)
        made.add_text("title", one.title)
    made.add_text("stems", " ".join(one.stems))
    for person in one.speakers:
        made.add_unsigned("speaker", person)
    return made


def _clear(folder: Path) -> None:
    if folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _sound(folder: Path, most: int | None = None) -> bool:
    """Whether every file of every segment is there and has the checksum in its own footer.

    most: bytes up to which that is computed; where there are more, only the footers are read.

    A file ends in its footer (JSON with the CRC-32 of what stands before), the footer's
    length, and a magic number; tantivy itself reads damaged files till it stumbles.
    """
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    held = []
    for segment in meta["segments"]:
        name = segment["segment_id"].replace("-", "")
        files = [folder / f"{name}.{kind}" for kind in ("fast", "fieldnorm", "idx", "pos", "store", "term")]
        if segment["deletes"]:
            files.append(folder / f"{name}.{segment['deletes']['opstamp']}.del")
        held += files
    whole = most is None or sum(path.stat().st_size for path in held) <= most
    return all(_intact(path, whole) for path in held)


def _intact(path: Path, whole: bool) -> bool:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        size, magic = struct.unpack("<II", data[-8:]) if len(data) > 8 else (0, 0)
        body = len(data) - 8 - size
        if magic != 1337 or body < 0:
            return False
        if not whole:
            return "crc" in json.loads(data[body:-8])
        with memoryview(data) as view:
            return zlib.crc32(view[:body]) == int(json.loads(data[body:-8])["crc"])
