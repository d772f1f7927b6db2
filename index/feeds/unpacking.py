"""Bodies of answers, unpacked in small steps: what is packed can be a thousand times as large."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

ACCEPTED = "gzip, deflate"  # what an answer may be packed by, for the request
STEP = 65_536  # bytes unpacked at once
_HEADERS_TOO = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


class PackedTwiceError(ValueError):
    """A body that is packed more than once, which nobody needs but for a bomb."""


class Unpacker:
    """Unpacks a body as it arrives."""

    def __init__(self, encoding: str) -> None:
        """Begin a body.

        Args:
            encoding: The Content-Encoding header.

        Raises:
            PackedTwiceError: It names more than one.
            ValueError: It names one that was not asked for.
        """
        names = [name for name in map(str.strip, encoding.lower().split(",")) if name not in ("", "identity")]
        if len(names) > 1:
            raise PackedTwiceError(encoding)
        if names and names[0] not in _HEADERS_TOO:
            raise ValueError(f"unknown content encoding {names[0]}")
        self._bare = names == ["deflate"]  # some servers leave the header of zlib out
        self._unpack = zlib.decompressobj(_HEADERS_TOO[names[0]]) if names else None

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        """What a chunk holds, in pieces of at most `STEP` bytes; whoever has enough stops asking.

        Args:
            chunk: The next bytes of the body.

        Raises:
            zlib.error: It is damaged.
        """
        if self._unpack is None:
            yield chunk
            return
        while chunk and not self._unpack.eof:
            piece = self._step(self._unpack, chunk)
            chunk = self._unpack.unconsumed_tail
            yield piece
            if not piece:
                break
        # What is still to come out of bytes that were taken already.
        while not chunk and not self._unpack.eof and (piece := self._unpack.decompress(b"", STEP)):
            yield piece

    def _step(self, unpack: zlib._Decompress, chunk: bytes) -> bytes:
        bare, self._bare = self._bare, False
        try:
            return unpack.decompress(chunk, STEP)
        except zlib.error:
            if not bare:
                raise
            self._unpack = zlib.decompressobj(-zlib.MAX_WBITS)
            return self._unpack.decompress(chunk, STEP)
