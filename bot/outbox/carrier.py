"""What carries a kind of row out, and what it may raise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from bot.domain.outbox import Row


class Carrier(Protocol):
    """Carries out one kind of row. Both methods may raise what discord.py raises.

    A carrier makes one thing: what takes several is several rows of one place. Where Discord
    refuses for the moment (429), the row is carried again without looking.
    """

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Do it, and return what the recorder of this kind needs."""
        ...

    async def look(self, row: Row) -> Mapping[str, Any] | None:
        """Return the result if an earlier attempt did it, None if not; raise CannotLook."""
        ...


class Refused(Exception):  # noqa: N818 - a verdict, not an error
    """It will never work: a dead letter, with a reason that admins read in words."""

    def __init__(self, reason: str, **details: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


class CannotLook(Exception):  # noqa: N818 - a verdict, not an error
    """Nobody can tell whether it happened: a dead letter, never done blindly."""


class Pause(Exception):  # noqa: N818 - a verdict, not an error
    """Not now, and no attempt counts; without ``certain`` it is looked for before it is done."""

    def __init__(self, until: datetime, *, certain: bool = True) -> None:
        super().__init__(until)
        self.until = until
        self.certain = certain
