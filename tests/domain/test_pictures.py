"""A picture is what its first bytes say, whatever its file is called."""

from __future__ import annotations

import pytest

from bot.domain.pictures import Format, Picture, format_of


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x89PNG\r\n\x1a\n....", Format.PNG),
        (b"\xff\xd8\xff\xe0....", Format.JPEG),
        (b"GIF87a....", Format.GIF),
        (b"GIF89a....", Format.GIF),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Format.WEBP),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
        (b"<svg xmlns=", None),
        (b"\x89PN", None),
        (b"", None),
    ],
)
def test_a_format_is_told_by_how_a_file_begins(content: bytes, found: Format | None) -> None:
    assert format_of(content) is found


def test_no_two_pictures_have_a_file_of_the_same_name() -> None:
    assert Picture(7, Format.JPEG, "A cat").file == "event-7.jpg"
