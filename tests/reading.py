"""Read what the bot wrote, as a member would."""

from __future__ import annotations

from typing import Any

from simcord.components import walk_components


def read(message: Any) -> str:
    """Return all text of a message, whatever it is made of."""
    parts = [
        message.content,
        *(part.get("content") for part in walk_components(message.components)),
    ]
    return "\n".join(part for part in parts if part)


def read_private(result: Any) -> str:
    """Return all text of an answer that only the asker sees."""
    assert result.ephemeral
    return read(result.response)


def labels(message: Any) -> list[str]:
    """Return what stands on the buttons of a message."""
    return [part["label"] for part in walk_components(message.components) if "label" in part]
