"""Rows that are only moments: all that they mean is written when they are recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.outbox import Row


class MomentCarrier:
    """Lets a moment pass."""

    async def carry(self, row: Row) -> Mapping[str, Any]:
        """Do nothing."""
        return {}

    async def look(self, row: Row) -> None:
        """Let it be done once more."""
