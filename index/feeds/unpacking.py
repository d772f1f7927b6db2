"""Bodies of answers, unpacked in small steps: what is packed can be a thousand times as large."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from typing import Any, Protocol

ACCEPTED = "gzip, deflate, br, zstd"  # what an answer may be packed by, for the request
STEP = 65_536  # bytes unpacked at once
GZIP = b"\x1f\x8b"  # how a packed file begins
_HEADERS_TOO = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
_WINDOW = 23  # powers of two: 8 MB, the most that an answer may ask of its reader (RFC 9659)


class PackedTwiceError(ValueError):
    """A body that is packed more than once, which nobody needs but for a bomb."""


class DamagedError(Exception):
    """A body that can't be unpacked."""


class _Decoder(Protocol):
    """Unpacks one kind of packing."""

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        """What a chunk holds, in pieces of at most about `STEP` bytes."""


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
        self._decoder = _decoder(names[0]) if names else None

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        """What a chunk holds, in pieces of at most about `STEP` bytes; whoever has enough stops asking.

        Args:
            chunk: The next bytes of the body.

        Raises:
            DamagedError: It is damaged.
        """
        if self._decoder is None:
            yield chunk
            return
        yield from self._decoder.unpacked(chunk)


def file_unpacked(data: bytes) -> Iterator[bytes]:
    """What a gzipped file holds, as "feed.xml.gz" does, in pieces of at most `STEP` bytes.

    Args:
        data: The file.

    Raises:
        DamagedError: It is damaged.
    """
    return _Zlib("gzip").unpacked(data)


def _decoder(name: str) -> _Decoder:
    if name in _HEADERS_TOO:
        return _Zlib(name)
    if name == "br":
        return _Brotli()
    if name == "zstd":
        return _Zstandard()
    raise ValueError(f"unknown content encoding {name}")


class _Zlib:
    """Unpacks gzip and deflate."""

    def __init__(self, name: str) -> None:
        self._bare = name == "deflate"  # some servers leave the header of zlib out
        self._unpack = zlib.decompressobj(_HEADERS_TOO[name])

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        try:
            while chunk and not self._unpack.eof:
                piece = self._step(chunk)
                chunk = self._unpack.unconsumed_tail
                yield piece
                if not piece:
                    break
            # What is still to come out of bytes that were taken already.
            while not chunk and not self._unpack.eof and (piece := self._unpack.decompress(b"", STEP)):
                yield piece
        except zlib.error as error:
            raise DamagedError(str(error)) from error

    def _step(self, chunk: bytes) -> bytes:
        bare, self._bare = self._bare, False
        try:
            return self._unpack.decompress(chunk, STEP)
        except zlib.error:
            if not bare:
                raise
            self._unpack = zlib.decompressobj(-zlib.MAX_WBITS)
            return self._unpack.decompress(chunk, STEP)


class _Brotli:
    """Unpacks br (RFC 7932)."""

    def __init__(self) -> None:
        import brotli

        self._error: type[Exception] = brotli.error
        self._unpack: Any = brotli.Decompressor()

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        try:
            piece = self._unpack.process(chunk, output_buffer_limit=STEP)
            while piece or not self._unpack.can_accept_more_data():
                yield piece
                if self._unpack.is_finished():
                    return
                piece = self._unpack.process(b"", output_buffer_limit=STEP)
        except self._error as error:
            raise DamagedError(str(error)) from error


class _Zstandard:
    """Unpacks zstd (RFC 8878), also of several frames."""

    def __init__(self) -> None:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd

        self._zstd: Any = zstd
        self._unpack = self._new()

    def _new(self) -> Any:
        return self._zstd.ZstdDecompressor(options={self._zstd.DecompressionParameter.window_log_max: _WINDOW})

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        try:
            while True:
                if self._unpack.eof:
                    chunk = self._unpack.unused_data + chunk
                    if not chunk:
                        return
                    self._unpack = self._new()
                piece = self._unpack.decompress(chunk, STEP)
                chunk = b""
                yield piece
                if self._unpack.needs_input and not self._unpack.eof:
                    return
        except self._zstd.ZstdError as error:
            raise DamagedError(str(error)) from error
