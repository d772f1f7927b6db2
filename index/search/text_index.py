"""Full-text indexes by tantivy, one of passages and one of what may be quoted: derived from the store, replaceable.

Ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) as tantivy
computes it, with k1 = 1.2 and b = 0.75.
"""

from __future__ import annotations

import json
import math
import mmap
import os
import re
import shutil
import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, Protocol

import tantivy

from index.origin import NOWHERE, Origin
from index.text.hangul import in_pairs, pairs
from index.text.terms import stem, synonyms

SCHEMA = 7
MOST_TOUCHING = 5_000  # documents that touch some hundred passages
CHECKED_AT_OPENING = 16_000_000  # bytes of files; of larger indexes the checksums are computed later
FOOTER_MAGIC = 1337  # the last four bytes of a file of tantivy

_NUMBERS = ("id", "article", "first", "last", "start", "end")


class Document(NamedTuple):
    """A text of an article with those who speak in it.

    Attributes:
        id: Of the passage, or of the statement, which may have several documents.
        article: Its article.
        first: The first passage that it touches.
        last: The last passage that it touches.
        start: Where it starts in the article's text.
        end: Where it ends, exclusive.
        speakers: People whose words it holds.
        stems: By which a topic can match it.
        body: What is searched by words; empty for statements.
        title: The article's, searched with less weight.
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
    """A document that was found, without its words.

    Attributes:
        score: BM25; 0 where no words were searched for.
        id: Of the passage or the statement.
        article: Its article.
        first: The first passage that it touches.
        last: The last passage that it touches.
        start: Where it starts in the article's text.
        end: Where it ends, exclusive.
    """

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
        """Ids of the passages it touches."""
        return range(self.first, self.last + 1)


class Texts(Protocol):
    """Documents by their words: all of an index, or those of some collections."""

    def __len__(self) -> int:
        """How many documents there are."""

    def search(
        self,
        text: str,
        count: int,
        speakers: Sequence[int] | None = None,
        between: tuple[int, int] | None = None,
    ) -> list[Hit]:
        """See `TextIndex`."""

    def touching(
        self, passages: Sequence[int], speakers: Sequence[int] | None = None, stems: Iterable[str] | None = None
    ) -> list[Hit]:
        """See `TextIndex`."""

    def spelt(self, pattern: str, count: int) -> list[Hit]:
        """See `TextIndex`."""

    def is_used(self, word: str, times: int) -> bool:
        """See `TextIndex`."""

    def rarity(self, stems: Iterable[str]) -> tuple[float, ...]:
        """See `TextIndex`."""


def rarities(stems: Iterable[str], documents: int, frequency: Callable[[str], int]) -> tuple[float, ...]:
    """How rare each stem is, with what means the same: the inverse document frequency.

    Args:
        stems: Of a topic.
        documents: How many there are.
        frequency: How many of them hold a stem.
    """
    return tuple(math.log((documents + 1) / (1 + max(frequency(each) for each in synonyms(stem)))) for stem in stems)


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
    """Documents by their words, filtered by who speaks in them."""

    def __init__(self, folder: Path, accepts: Callable[[Origin], bool] = lambda _: True) -> None:
        """Open what a folder holds; start empty where it is missing, damaged or another store's.

        Small files are checked whole, of larger ones only the footers; `checksums_valid` checks the rest. Nothing is
        written before the first update, since another process may be writing.

        Args:
            folder: Where the index is kept.
            accepts: Tells whether an origin is this store.
        """
        self.folder = folder
        self._accepts = accepts
        self.generation = 0
        self.schema = _schema()
        self.index = tantivy.Index(self.schema)
        self._in_folder = False
        self._links: TemporaryDirectory[str] | None = None
        try:
            manifest = self._manifest()
            generation = int(manifest["generation"])
            ours = manifest["schema"] == SCHEMA and accepts(Origin(*manifest.get("origin", NOWHERE)))
            if ours and _files_valid(folder / "index", CHECKED_AT_OPENING):
                self._links = _links(folder / "index")
                self.index = tantivy.Index.open(self._links.name if self._links else str(folder / "index"))
                self.generation, self._in_folder = generation, True
        except (OSError, ValueError, KeyError, TypeError):
            pass  # derived: the caller catches up from the store

    @classmethod
    def empty(cls, folder: Path, accepts: Callable[[Origin], bool] = lambda _: True) -> TextIndex:
        """Make a new, empty index in place of whatever the folder holds.

        Args:
            folder: Where the index is kept.
            accepts: Tells whether an origin is this store.
        """
        _clear(folder)
        return cls(folder, accepts)

    def __len__(self) -> int:
        return int(self.index.searcher().num_docs)

    def update(
        self,
        added: Iterable[Document],
        removed: Iterable[tuple[int, int]],
        generation: int,
        origin: Origin = NOWHERE,
    ) -> None:
        """Add and remove documents, and commit.

        Args:
            added: The documents of whole articles, in place of those that these had.
            removed: Ranges of passages, both ends included.
            generation: The store's, to which this brings the index.
            origin: The store as it is now, which may be ahead of the generation.
        """
        if not self._in_folder:
            _clear(self.folder)
            (self.folder / "index").mkdir(parents=True)
            self.index = tantivy.Index(self.schema, path=str(self.folder / "index"))
            self._in_folder = True
        for unfinished in (self.folder / "index").glob(".tmp*"):  # of a writer that was killed
            unfinished.unlink(missing_ok=True)
        writer = self.index.writer(heap_size=64_000_000, num_threads=1)
        for first, last in removed:
            writer.delete_documents_by_query(self._range("first", first, last))
        newest, seen = self._newest_article(), set()
        for document in added:
            if document.article <= newest and document.article not in seen:
                seen.add(document.article)
                writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, "article", document.article))
            writer.add_document(_to_tantivy(document))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self._note(generation, origin)

    def mark(self, origin: Origin) -> None:
        """Note of which store this is.

        Args:
            origin: The store as it is now.
        """
        if self._in_folder:
            self._note(self.generation, origin)

    def _note(self, generation: int, origin: Origin) -> None:
        partial = self.folder / f"words.json.{os.getpid()}.partial"
        manifest = {"schema": SCHEMA, "generation": generation, "origin": origin}
        partial.write_text(json.dumps(manifest), encoding="utf-8")
        partial.replace(self.folder / "words.json")
        self.generation = generation

    def checksums_valid(self) -> bool:
        """Whether every file has its checksum. Reads all; not while another thread or process updates."""
        try:
            return not self._in_folder or _files_valid(self.folder / "index")
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def newest(self) -> TextIndex:
        """This, or what another process has written since."""
        try:
            if int(self._manifest()["generation"]) > self.generation:
                other = TextIndex(self.folder, self._accepts)
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
        """Search for documents with words of a text.

        Args:
            text: The words.
            count: How many documents, at most.
            speakers: Only with words of one of them; None means of anybody.
            between: The lowest and the highest passage wanted; None means all.

        Returns:
            Documents by BM25, best first.
        """
        words = in_pairs(" ".join(re.findall(r"\w+", text)).lower())  # "NOT" and "OR" would be operators
        if not words or (speakers is not None and not speakers):
            return []
        query, _ = self.index.parse_query_lenient(words, ["body", "title"], {"title": 0.3})
        filters = [] if between is None else [self._range("first", *between)]
        return self._hits([query, *map(_unscored, filters + self._by_speakers(speakers))], count)

    def spelt(self, pattern: str, count: int) -> list[Hit]:
        """Documents that hold a word whose stem a regular expression describes; so many at most.

        Args:
            pattern: Of the whole stem, in small letters.
            count: How many documents, at most.

        Returns:
            None of them where the expression is too long.
        """
        try:
            query = tantivy.Query.regex_query(self.schema, "body", pattern)
            return self._hits([_unscored(query)], count)
        except ValueError:  # more than a thousand states
            return []

    def is_used(self, word: str, times: int) -> bool:
        """Whether so many documents hold a word, whatever its ending."""
        return self.frequency(stem(word)) >= times

    def holding(self, stem: str, count: int) -> list[int]:
        """The first passages of documents that hold a stem; so many at most."""
        searcher = self.index.searcher()
        parts = [tantivy.Query.term_query(self.schema, "body", part) for part in pairs(stem)]
        query = _unscored(tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts]))
        hits = searcher.search(query, count, count=False).hits
        first: list[int] = searcher.fast_field_values("first", [address for _, address in hits])
        return first

    def rarity(self, stems: Iterable[str]) -> tuple[float, ...]:
        """How rare each stem is, with what means the same: the inverse document frequency."""
        return rarities(stems, len(self), self.frequency)

    def frequency(self, stem: str) -> int:
        """How many documents hold a stem; of a Korean one at most so many."""
        searcher = self.index.searcher()
        return min(int(searcher.doc_freq("body", part)) for part in pairs(stem))

    def touching(
        self, passages: Sequence[int], speakers: Sequence[int] | None = None, stems: Iterable[str] | None = None
    ) -> list[Hit]:
        """The documents that touch some passages.

        Args:
            passages: Some hundred passages.
            speakers: Only with words of one of them; None means of anybody.
            stems: Only with one of these; None means any.
        """
        if not passages or (speakers is not None and not speakers):
            return []
        filters = [self._any_of("passage", passages), *self._by_speakers(speakers)]
        if stems is not None:
            filters.append(self._any_of("stems", stems))
        return self._hits(list(map(_unscored, filters)), MOST_TOUCHING)

    def _manifest(self) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads((self.folder / "words.json").read_text(encoding="utf-8"))
        return manifest

    def _newest_article(self) -> int:
        """The highest id of an article that is here, be it of an update that was killed before it was noted."""
        every = tantivy.Query.all_query()
        hits = self.index.searcher().search(every, 1, count=False, order_by_field="article").hits
        return int(hits[0][0]) if hits else 0

    def _by_speakers(self, speakers: Sequence[int] | None) -> list[tantivy.Query]:
        return [] if speakers is None else [self._any_of("speaker", speakers)]

    def _any_of(self, field: str, values: Iterable[int | str]) -> tantivy.Query:
        """A query for some hundred values. A query for a set would go through all terms of the field."""
        terms = [tantivy.Query.term_query(self.schema, field, value) for value in values]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])

    def _range(self, field: str, first: int, last: int) -> tantivy.Query:
        return tantivy.Query.range_query(self.schema, field, tantivy.FieldType.Unsigned, first, last)

    def _hits(self, queries: Sequence[tantivy.Query], count: int) -> list[Hit]:
        query = queries[0]
        if len(queries) > 1:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in queries])
        searcher = self.index.searcher()
        # Without a count of all matches, those that can't be among the best are skipped.
        hits = searcher.search(query, count, count=False).hits
        addresses = [address for _, address in hits]
        columns = [searcher.fast_field_values(name, addresses) for name in _NUMBERS]
        return [Hit(hit[0], *numbers) for hit, *numbers in zip(hits, *columns, strict=True)]


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _to_tantivy(document: Document) -> tantivy.Document:
    fields = tantivy.Document()
    for name, number in zip(_NUMBERS, document, strict=False):
        fields.add_unsigned(name, number)
    for passage in range(document.first, document.last + 1):
        fields.add_unsigned("passage", passage)
    if document.body:
        fields.add_text("body", in_pairs(document.body))
        fields.add_text("title", in_pairs(document.title))
    fields.add_text("stems", " ".join(document.stems))
    for person in document.speakers:
        fields.add_unsigned("speaker", person)
    return fields


def _links(folder: Path) -> TemporaryDirectory[str] | None:
    """Links to the files of an index that may not be written; None where it may: tantivy makes a lock to read it."""
    if os.access(folder, os.W_OK):
        return None
    links = TemporaryDirectory(prefix="onrecord-")
    for path in folder.iterdir():
        if not path.name.endswith(".lock"):
            Path(links.name, path.name).symlink_to(path.absolute())
    return links


def _clear(folder: Path) -> None:
    if folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _files_valid(folder: Path, most: int | None = None) -> bool:
    """Whether every file of every segment is there, with the checksum in its own footer.

    A file ends in its footer (JSON with the CRC-32 of what stands before), the footer's length, and a magic number;
    tantivy itself reads damaged files till it stumbles.

    Args:
        folder: Of the index.
        most: Bytes of files from which only footers are read; None means none.
    """
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    files = []
    for segment in meta["segments"]:
        name = segment["segment_id"].replace("-", "")
        files += [folder / f"{name}.{kind}" for kind in ("fast", "fieldnorm", "idx", "pos", "store", "term")]
        if segment["deletes"]:
            files.append(folder / f"{name}.{segment['deletes']['opstamp']}.del")
    whole = most is None or sum(path.stat().st_size for path in files) <= most
    return all(_file_valid(path, whole) for path in files)


def _file_valid(path: Path, whole: bool) -> bool:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        size, magic = struct.unpack("<II", data[-8:]) if len(data) > 8 else (0, 0)
        body = len(data) - 8 - size
        if magic != FOOTER_MAGIC or body < 0:
            return False
        if not whole:
            return "crc" in json.loads(data[body:-8])
        with memoryview(data) as view:
            return zlib.crc32(view[:body]) == int(json.loads(data[body:-8])["crc"])
