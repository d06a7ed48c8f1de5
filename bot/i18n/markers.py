"""Mark texts that are translated later, where they are shown."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a text for the catalogues and return it unchanged."""
    return text
