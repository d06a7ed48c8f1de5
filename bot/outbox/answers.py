"""Keep discord.py from repeating by itself what may have happened.

After 500, 502, 504 and 524 it sends the very same request again, up to four times. For a POST
that made something and whose answer was lost, that makes it twice. While the queue carries a
row out, such an answer is raised instead, and the queue looks before it repeats.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from contextvars import ContextVar
from types import SimpleNamespace

import aiohttp

_nothing_repeated: ContextVar[bool] = ContextVar("nothing_repeated", default=False)


class AnswerLostError(aiohttp.ClientError):
    """A POST may have happened: its answer tells nothing, or did not come."""


@contextlib.contextmanager
def nothing_repeated() -> Generator[None]:
    """Let no POST be repeated within the block."""
    token = _nothing_repeated.set(True)
    try:
        yield
    finally:
        _nothing_repeated.reset(token)


def watched_answers() -> aiohttp.TraceConfig:
    """Return what a client needs as ``http_trace`` for :func:`nothing_repeated` to work."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_answered)
    trace.on_request_exception.append(_not_answered)
    return trace


async def _answered(
    _: aiohttp.ClientSession, __: SimpleNamespace, end: aiohttp.TraceRequestEndParams
) -> None:
    if end.method == "POST" and end.response.status >= 500 and _nothing_repeated.get():
        raise AnswerLostError(f"{end.response.status} {end.url.path}")


async def _not_answered(
    _: aiohttp.ClientSession, __: SimpleNamespace, end: aiohttp.TraceRequestExceptionParams
) -> None:
    if end.method == "POST" and isinstance(end.exception, OSError) and _nothing_repeated.get():
        raise AnswerLostError(f"{end.exception!r} {end.url.path}") from end.exception
