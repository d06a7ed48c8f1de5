"""Loops that outlive their failures."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

log = logging.getLogger(__name__)

P = ParamSpec("P")


def keeps_going(
    body: Callable[P, Coroutine[Any, Any, None]],
) -> Callable[P, Coroutine[Any, Any, None]]:
    """Wrap the body of a ``tasks.loop``, which ends for good at its first unexpected failure."""

    @functools.wraps(body)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await body(*args, **kwargs)
        except Exception:
            log.exception("unexpected failure in %s; it is tried again", body.__qualname__)

    return wrapped
