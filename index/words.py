"""The tantivy index of passages' words: derived, replaceable.

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

import tantivy

SCHEMA = 1
AT_ONCE = 16_000_000  # bytes that are checked at opening; more is checked by whoever has the time


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    builder.add_text_field("body", stored=False, tokenizer_name="en_stem", index_option="freq")
    builder.add_text_field("title", stored=False, tokenizer_name="en_stem", index_option="freq")
    builder.add_unsigned_field("speaker", stored=False, indexed=True)
    return builder.build()


class Words:
    """Passages by their words, with the people who speak in them as a filter."""

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
        self._newest = 0  # no id above it was ever here
        try:
            about = json.loads((folder / "words.json").read_text(encoding="utf-8"))
            if about["schema"] == SCHEMA and _sound(folder / "index", AT_ONCE):
                self.index = tantivy.Index.open(str(folder / "index"))
                self.generation = int(about["generation"])
                self._newest = int(about.get("newest", 1 << 62))
                self._in_folder = True
        except (OSError, ValueError, KeyError, TypeError):
            pass  # derived: the caller catches up from the store

    @classmethod
    def empty(cls, folder: Path) -> Words:
        """A new, empty index in place of whatever the folder holds."""
        _clear(folder)
        return cls(folder)

    def __len__(self) -> int:
        return int(self.index.searcher().num_docs)

    def update(
        self,
        added: Iterable[tuple[int, str, str, Sequence[int]]],
        removed: Iterable[tuple[int, int]],
        generation: int,
    ) -> None:
        """Add or replace (passage id, text, title, speakers) and remove ranges of ids; commit."""
        if not self._in_folder:
            _clear(self.folder)
            (self.folder / "index").mkdir(parents=True)
            self.index = tantivy.Index(self.schema, path=str(self.folder / "index"))
            self._in_folder = True
        writer = self.index.writer(heap_size=64_000_000, num_threads=1)
        for first, last in removed:
            writer.delete_documents_by_query(
                tantivy.Query.range_query(self.schema, "id", tantivy.FieldType.Unsigned, first, last)
            )
        newest = self._newest
        for id, text, title, speakers in added:
            if id <= self._newest:
                writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, "id", id))
            newest = max(newest, id)
            document = tantivy.Document()
            document.add_unsigned("id", id)
            document.add_text("body", text)
            document.add_text("title", title)
            for person in speakers:
                document.add_unsigned("speaker", person)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        meta = self.folder / f"words.json.{os.getpid()}.partial"
        about = {"schema": SCHEMA, "generation": generation, "newest": newest}
        meta.write_text(json.dumps(about), encoding="utf-8")
        meta.replace(self.folder / "words.json")
        self.generation, self._newest = generation, newest

    def sound(self) -> bool:
        """Whether every file has its checksum.  Reads all; not while another thread or process updates."""
        try:
            return not self._in_folder or _sound(self.folder / "index")
        except (OSError, ValueError, KeyError, TypeError):
            return False

    @staticmethod
    def written(folder: Path) -> int:
        """The generation a folder holds, -1 when it can't be told."""
        try:
            return int(json.loads((folder / "words.json").read_text(encoding="utf-8"))["generation"])
        except (OSError, ValueError, KeyError, TypeError):
            return -1

    def search(
        self,
        text: str,
        count: int,
        speakers: Sequence[int] | None = None,
        between: tuple[int, int] | None = None,
    ) -> list[tuple[int, float]]:
        """(passage id, BM25), best first.

        speakers: only passages with words of one of them.  between: the least and the greatest id wanted.
        """
        words = " ".join(re.findall(r"\w+", text))
        if not words or (speakers is not None and not speakers):
            return []
        query, _ = self.index.parse_query_lenient(words, ["body", "title"], {"title": 0.3})
        bounds = []
        if speakers is not None:
            bounds.append(tantivy.Query.term_set_query(self.schema, "speaker", list(speakers)))
        if between is not None:
            bounds.append(tantivy.Query.range_query(self.schema, "id", tantivy.FieldType.Unsigned, *between))
        if bounds:
            must = [query, *(tantivy.Query.const_score_query(bound, 0.0) for bound in bounds)]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in must])
        searcher = self.index.searcher()
        # Without counting all that fit, those that can't be among the best are skipped unread.
        hits = searcher.search(query, count, count=False).hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        return [(int(id), float(score)) for (score, _), id in zip(hits, ids, strict=True)]


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
