"""The archives that office files and books are: their parts as XML, and what they say about the document."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from lxml import etree

from index.errors import SourceError, SourceProblem

LARGEST = 40_000_000  # bytes of all parts that are read, unpacked
_STEP = 1_000_000


class Package:
    """An archive whose parts are unpacked within a bound."""

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        """Open an archive.

        Args:
            data: The document.
            name: What it is called in messages.
            kind: Its suffix.

        Raises:
            SourceError: It is damaged.
        """
        self.name, self.kind = name, kind
        self._left = LARGEST
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self.damaged(str(error)) from error
        self.parts = frozenset(self._archive.namelist())

    def damaged(self, cause: str) -> SourceError:
        """The refusal of a damaged archive."""
        return SourceError(self.name, SourceProblem.DAMAGED_DOCUMENT, kind=self.kind, cause=cause)

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Args:
            part: Its path in the archive.

        Raises:
            SourceError: It is missing, locked or damaged, or unpacks to too much.
        """
        pieces: list[bytes] = []
        try:
            if self._archive.getinfo(part).flag_bits & 1:
                raise SourceError(self.name, SourceProblem.LOCKED_DOCUMENT, kind=self.kind)
            with self._archive.open(part) as stream:
                while piece := stream.read(_STEP):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise SourceError(self.name, SourceProblem.LARGE_UNPACKED, most=LARGEST // 10**6)
                    pieces.append(piece)
        except KeyError as error:
            raise self.damaged(f"{part} is missing") from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise self.damaged(str(error)) from error
        return b"".join(pieces)

    def xml(self, part: str) -> Any:
        """The root element of a part.

        Args:
            part: Its path in the archive.

        Raises:
            SourceError: As `read`, or it is no XML.
        """
        try:
            return etree.fromstring(self.read(part), etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise self.damaged(str(error)) from error

    def related(self, part: str) -> Mapping[str, tuple[str, str]]:
        """What a part refers to, by id: the last word of the relation's type, and the part's path.

        Args:
            part: Its path in the archive.
        """
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self.parts:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, unquote(each.get("Target", "")))).lstrip("/"),
            )
            for each in self.xml(relations).iter("{*}Relationship")
        }

    def properties(self, part: str = "docProps/core.xml") -> Mapping[str, str]:
        """What an office file says of itself: its "title", "creator" and the like.

        Args:
            part: Where it does.
        """
        if part not in self.parts:
            return {}
        stated: dict[str, str] = {}
        for each in self.xml(part).iter("*"):
            if isinstance(each.tag, str) and not len(each):
                stated.setdefault(etree.QName(each).localname, " ".join("".join(each.itertext()).split()))
        return stated
