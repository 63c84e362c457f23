"""Answers that are text travel compressed, to whoever can read that.

Names of answers (ETag) become weak ones: they name what is said, not its bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import zstandard
from flask import Flask, Response, request

_SMALLEST = 800
"""Bytes; less fits into one packet anyway."""
_TYPES = ("text/", "application/json", "application/x-ndjson", "application/x-bibtex", "image/svg+xml")
_ENDINGS = ("+xml", "+json", "/xml", "javascript", "-info-systems")
_GZIP_LEVEL = 5
_ZSTD_LEVEL = 3


class Compressor(Protocol):
    """What zlib and zstandard have in common."""

    def compress(self, data: bytes, /) -> bytes:
        """A part of what comes out."""

    def flush(self) -> bytes:
        """The rest of it."""


def _gzip() -> Compressor:
    return zlib.compressobj(_GZIP_LEVEL, wbits=31)


def _zstd() -> Compressor:
    return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()


_CODINGS: dict[str, Callable[[], Compressor]] = {"zstd": _zstd, "gzip": _gzip}
"""The quickest first: it is taken where a client likes several equally."""


def install(app: Flask) -> None:
    """Compress the app's answers. To be installed first: what is installed first is done last."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if not _is_text(response):
        return response
    response.vary.add("Accept-Encoding")
    coding = _coding()
    if coding is None or response.status_code != 200 or "Content-Encoding" in response.headers:
        return response
    if response.is_streamed and not response.direct_passthrough:
        if (close := getattr(response.response, "close", None)) is not None:
            response.call_on_close(close)
        response.response = _stream(response.iter_encoded(), _CODINGS[coding]())
    elif not _whole(response, _CODINGS[coding]()):
        return response
    response.headers["Content-Encoding"] = coding
    response.headers.pop("Accept-Ranges", None)
    name, _ = response.get_etag()
    if name is not None:
        response.set_etag(name, weak=True)
    return response


def _is_text(response: Response) -> bool:
    media_type = response.mimetype or ""
    return media_type.startswith(_TYPES) or media_type.endswith(_ENDINGS)


def _coding() -> str | None:
    """What the client likes best of what there is; None where it wants neither, or plain text more."""
    accepted = request.accept_encodings
    best = max(_CODINGS, key=lambda coding: accepted[coding])
    return best if accepted[best] > 0 and accepted[best] >= accepted.quality("identity") else None


def _whole(response: Response, compressor: Compressor) -> bool:
    """Whether the answer was worth it."""
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) < _SMALLEST:
        return False
    response.set_data(compressor.compress(plain) + compressor.flush())
    return True


def _stream(pieces: Iterable[bytes], compressor: Compressor) -> Iterator[bytes]:
    for piece in pieces:
        if part := compressor.compress(piece):
            yield part
    yield compressor.flush()
