"""Small pictures for the people a visitor can be, and for the bot."""

from __future__ import annotations

import io
from pathlib import Path

import simcord.preview
from PIL import Image, ImageDraw, ImageFont

SIZE = 128
MARK_COLOUR = "#4338ca"

# The simulator brings a font with Latin letters and kanji.
_FONT = Path(simcord.preview.__file__).with_name("static") / "fonts" / "noto-sans-sc-v2.004.ttf"


def portrait(name: str, colour: str) -> bytes:
    """Draw the first letter of a name; a PNG."""
    picture = Image.new("RGB", (SIZE, SIZE), colour)
    font = ImageFont.truetype(_FONT, SIZE // 2)
    middle = (SIZE / 2, SIZE / 2)
    ImageDraw.Draw(picture).text(middle, name[0], fill="white", font=font, anchor="mm")
    return _png(picture)


def mark() -> bytes:
    """Draw the project's two linked rings; a PNG."""
    picture = Image.new("RGB", (SIZE, SIZE), MARK_COLOUR)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((24, 40, 72, 88), outline="white", width=8)
    draw.ellipse((56, 40, 104, 88), outline="#fda4af", width=8)
    return _png(picture)


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
