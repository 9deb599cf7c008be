"""Reading an answer's body within bounds, whatever it claims to be."""

import asyncio
import zlib
from collections.abc import AsyncIterable, Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped] # it ships no types; only _Brotli touches it

LARGE = 2_000_000
"""Bytes beyond which a body is held as one of few; nearly all feeds are far smaller."""
_CHUNK = 262_144
_GZIP = b"\x1f\x8b"


class TooLargeError(Exception):
    """The body, as sent or decompressed, is larger than allowed."""


class EncodingError(Exception):
    """The body's content coding is unknown, broken or cut off."""


class _Decoder(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...

    def complete(self) -> bool: ...


class Turn:
    """One answer's place among the few large bodies that are in memory at a time.

    It is kept until the body is given away: the sum of what hosts send is bounded, not only what
    each of them sends.
    """

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._taken = False

    async def take(self) -> None:
        """Waits until there is a place; a second call has it already."""
        if not self._taken:
            await self._places.acquire()
            self._taken = True

    def give_back(self) -> None:
        """Harmless where none was taken. To be called in the loop's thread."""
        if self._taken:
            self._taken = False
            self._places.release()


async def read_body(
    chunks: AsyncIterable[bytes], coding: str, max_bytes: int, turn: Turn | None = None
) -> bytes:
    """The decompressed body; a bomb is noticed while it unfolds, in pieces of 256 kB.

    Args:
        chunks: the body as it comes off the wire.
        coding: the Content-Encoding header.
        max_bytes: bound for the bytes sent and for the bytes unfolded.
        turn: is taken before the body grows beyond LARGE.

    Raises:
        TooLargeError: either bound is passed.
        EncodingError: it cannot be unfolded.
    """
    decoder: _Decoder | None = None
    sent, size, parts = 0, 0, []
    async for chunk in chunks:
        sent += len(chunk)
        decoder = decoder or _decoder(coding, chunk)
        for part in decoder.feed(chunk):
            size += len(part)
            if size > max_bytes:
                raise TooLargeError
            if size > LARGE and turn:
                await turn.take()
            parts.append(part)
        if sent > max_bytes:
            raise TooLargeError
    if decoder is not None and not decoder.complete():
        raise EncodingError("the compressed body is cut off")
    body = b"".join(parts)
    return _unpacked(body, max_bytes) if body[:2] == _GZIP else body


def _unpacked(file: bytes, max_bytes: int) -> bytes:
    """A gzip file that is sent as such (`news.xml.gz`)."""
    stream, size, parts = _Zlib(31), 0, []
    for part in stream.feed(file):
        size += len(part)
        if size > max_bytes:
            raise TooLargeError
        parts.append(part)
    if not stream.complete():
        raise EncodingError("the compressed file is cut off")
    return b"".join(parts)


def _decoder(coding: str, first: bytes) -> _Decoder:
    names = [name.strip().lower() for name in coding.split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if len(names) > 1:
        raise EncodingError(f"the body is compressed more than once ({coding[:60]})")
    name = names[0] if names else ""
    if name in ("gzip", "x-gzip"):
        # some servers name gzip and send plain text
        return _Zlib(31) if first[:2] == _GZIP else _Plain()
    if name == "deflate":
        return _Zlib(15 if _is_zlib(first) else -15)
    if name == "br":
        return _Brotli()
    if name:
        raise EncodingError(f"the body's compression {name[:30]!r} was not asked for")
    return _Plain()


def _is_zlib(first: bytes) -> bool:
    """RFC 1950: compression method 8, and the first two bytes a multiple of 31."""
    return len(first) > 1 and first[0] & 15 == 8 and (first[0] * 256 + first[1]) % 31 == 0


class _Plain:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def complete(self) -> bool:
        return True


class _Zlib:
    """gzip (of several members too), zlib and raw deflate."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._stream = zlib.decompressobj(wbits)

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            while data:
                yield self._stream.decompress(data, _CHUNK)
                data = self._stream.unconsumed_tail or self._next_member()
        except zlib.error as error:
            raise EncodingError(f"the compressed body is broken ({error})") from None

    def complete(self) -> bool:
        return self._stream.eof

    def _next_member(self) -> bytes:
        rest = self._stream.unused_data
        if not rest.startswith(_GZIP):
            return b""
        self._stream = zlib.decompressobj(self._wbits)
        return rest


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            yield self._stream.process(data, output_buffer_limit=_CHUNK)
            while not self._stream.can_accept_more_data():
                yield self._stream.process(b"", output_buffer_limit=_CHUNK)
        except brotli.error as error:
            raise EncodingError(f"the compressed body is broken ({error})") from None

    def complete(self) -> bool:
        return bool(self._stream.is_finished())
