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

        Nothing is written before the first update: another process may be writing just now.
        """
        self.folder = folder
        self.generation = 0
        self.schema = _schema()
        self.index = tantivy.Index(self.schema)
        self._in_folder = False
        try:
            about = json.loads((folder / "words.json").read_text(encoding="utf-8"))
            if about["schema"] == SCHEMA and _sound(folder / "index"):
                self.index = tantivy.Index.open(str(folder / "index"))
                self.generation = int(about["generation"])
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
        for id, text, title, speakers in added:
            writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, "id", id))
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
        meta.write_text(json.dumps({"schema": SCHEMA, "generation": generation}), encoding="utf-8")
        meta.replace(self.folder / "words.json")
        self.generation = generation

    def search(self, text: str, count: int, speakers: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """(passage id, BM25), best first.  speakers: only passages with words of one of them."""
        words = " ".join(re.findall(r"\w+", text))
        if not words:
            return []
        query, _ = self.index.parse_query_lenient(words, ["body", "title"], {"title": 0.3})
        if speakers is not None:
            held = [
                (tantivy.Occur.Should, tantivy.Query.term_query(self.schema, "speaker", person)) for person in speakers
            ]
            if not held:
                return []
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, query),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(tantivy.Query.boolean_query(held), 0.0)),
                ]
            )
        searcher = self.index.searcher()
        found = []
        for score, address in searcher.search(query, count).hits:
            found.append((int(searcher.doc(address)["id"][0]), float(score)))
        return found


def _clear(folder: Path) -> None:
    if folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _sound(folder: Path) -> bool:
    """Whether every file of every segment is there and has the checksum in its own footer.

    A file ends in its footer (JSON with the CRC-32 of what stands before), the footer's
    length, and a magic number; tantivy itself reads damaged files till it stumbles.
    """
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    for segment in meta["segments"]:
        name = segment["segment_id"].replace("-", "")
        files = [folder / f"{name}.{kind}" for kind in ("fast", "fieldnorm", "idx", "pos", "store", "term")]
        if segment["deletes"]:
            files.append(folder / f"{name}.{segment['deletes']['opstamp']}.del")
        if not all(_intact(path) for path in files):
            return False
    return True


def _intact(path: Path) -> bool:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        size, magic = struct.unpack("<II", data[-8:]) if len(data) > 8 else (0, 0)
        body = len(data) - 8 - size
        if magic != 1337 or body < 0:
            return False
        with memoryview(data) as view:
            return zlib.crc32(view[:body]) == int(json.loads(data[body:-8])["crc"])
