"""Who may read and write in a channel, as Discord's permission bits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.layout.server import BOT, EVERYONE, Overwrite, Shape

VIEW, SEND, HISTORY = 1 << 10, 1 << 11, 1 << 16
MANAGE_THREADS, PUBLIC_THREADS, PRIVATE_THREADS, SEND_IN_THREADS = (
    1 << 34,
    1 << 35,
    1 << 36,
    1 << 38,
)
WRITING = SEND | PUBLIC_THREADS | PRIVATE_THREADS | SEND_IN_THREADS
ITSELF = Overwrite(BOT, VIEW | SEND | HISTORY | SEND_IN_THREADS | MANAGE_THREADS)
"""Whatever else is forbidden, the bot does not lock itself out."""


def region_access(role: str, *, is_open: bool) -> tuple[Overwrite, ...]:
    """Let a region's people read and write, or everybody."""
    if is_open:
        return (ITSELF,)
    return tuple(
        sorted((ITSELF, Overwrite(EVERYONE, deny=VIEW), Overwrite(role, allow=VIEW | SEND)))
    )


def forum_access() -> tuple[Overwrite, ...]:
    """Let everybody who sees a forum write in its posts; posts are made by the bot."""
    return tuple(sorted((ITSELF, Overwrite(EVERYONE, deny=SEND))))


def category_access() -> tuple[Overwrite, ...]:
    """Say nothing about others: each channel says for itself."""
    return (ITSELF,)


def admitting(shape: Shape, role: str) -> Shape:
    """Return an adopted channel in which the bot may write and a region's people are not shut out.

    All else is as it was.
    """
    given = {each.target: each for each in shape.overwrites}
    given[BOT] = ITSELF
    if EVERYONE in given and given[EVERYONE].deny & VIEW:
        given.setdefault(role, Overwrite(role, VIEW | SEND))
    return replace(shape, overwrites=tuple(sorted(given.values())))


def read_only(overwrites: Iterable[Overwrite]) -> tuple[Overwrite, ...]:
    """Take writing from everybody but the bot; who could read still can."""
    others = {each.target: each for each in overwrites if each.target != BOT}
    others.setdefault(EVERYONE, Overwrite(EVERYONE))
    locked = (
        replace(
            each,
            allow=each.allow & ~WRITING,
            deny=each.deny | (WRITING if each.target == EVERYONE else 0),
        )
        for each in others.values()
    )
    return tuple(sorted((*locked, ITSELF)))
