"""Read what the bot wrote, as a member would."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simcord.components import walk_components


def read(message: Any) -> str:
    """Return all text of a message, whatever it is made of."""
    parts = [message.content, *(part.get("content") for part in _parts(message))]
    return "\n".join(part for part in parts if part)


def read_private(result: Any) -> str:
    """Return all text of an answer that only the asker sees."""
    assert result.ephemeral
    return read(result.response)


def labels(message: Any) -> list[str]:
    """Return what stands on the buttons of a message."""
    return [part["label"] for part in _parts(message) if part.get("label")]


def offered(message: Any) -> list[str]:
    """Return what the menus of a message offer."""
    return [option["label"] for part in _parts(message) for option in part.get("options", ())]


def _parts(message: Any) -> Iterator[dict[str, Any]]:
    whole = [part if isinstance(part, dict) else part.to_dict() for part in message.components]
    return walk_components(whole)


def read_refusal(world: Any, result: Any) -> str:
    """Return the answer to what was refused; to look at the error is to expect it."""
    assert world.env.errors
    return read_private(result)
