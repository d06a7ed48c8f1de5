"""What somebody agrees to besides being listed: each purpose by itself, in one server."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Purpose(StrEnum):
    """What a consent is for."""

    WEEKLY_LINE = "weekly_line"  # named, for everybody to read, in a region that one joins
    INTRODUCTIONS = "introductions"  # shown to newcomers of one's places, to welcome them


VERSIONS: Mapping[Purpose, int] = {Purpose.WEEKLY_LINE: 1, Purpose.INTRODUCTIONS: 1}
"""Raised when the words of a consent change their meaning."""
