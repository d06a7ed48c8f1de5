"""The picture on the card of an event, and the few formats that every Discord client shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LARGEST = 4 * 1024 * 1024
"""Bytes of a picture."""
ALT_LENGTH = 500


class Format(StrEnum):
    """The format of a picture, as the ending of its file's name."""

    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    GIF = "gif"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of a picture without its bytes.

    ``alt`` says what it shows, for people who do not see it. ``attachment`` is Discord's number
    of the file on the card, once it stands there.
    """

    id: int
    format: Format
    alt: str
    attachment: int | None = None

    @property
    def file(self) -> str:
        """The name of the file, which the card refers to; no other picture ever has it."""
        return f"event-{self.id}.{self.format}"


def format_of(content: bytes) -> Format | None:
    """Tell the format by how a file begins: what its name says may be wrong."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if content.startswith((b"GIF87a", b"GIF89a")):
        return Format.GIF
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Format.WEBP
    return None
