"""The list of those who come as a file for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from bot.domain.attendance import Attendance, Guest, Part, Person
from bot.domain.events import Answer
from bot.domain.transfer import shielded
from bot.i18n import Words
from cogs.attendance.wording import PARTS


def sheet(found: Attendance, names: Mapping[int, str], words: Words) -> bytes:
    """Write everybody, a row each, under headings in the reader's language.

    It begins with the mark by which spreadsheets know UTF-8, and no cell is run as a formula.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(
        [
            words("Name"),
            words("Discord ID"),
            words("Answer"),
            words("Guests"),
            words("Seats"),
            words("Came"),
        ]
    )
    for part, each in found.people:
        writer.writerow([shielded(cell) for cell in _row(part, each, found, names, words)])
    return written.getvalue().encode("utf-8-sig")


def _row(
    part: Part,
    each: Person,
    found: Attendance,
    names: Mapping[int, str],
    words: Words,
) -> list[str]:
    if isinstance(each, Guest):
        name, number, guests, seats, came_at = each.name, "", "", 1, each.came_at
    else:
        name, number = names.get(each.user_id, ""), f"<@{each.user_id}>"
        guests, seats, came_at = "", 0, found.came.get(each.user_id)
    if isinstance(each, Answer):
        guests = "; ".join(each.guests)
        seats = each.size if each.is_seated else 0
    came = "" if came_at is None else came_at.strftime("%Y-%m-%d %H:%M UTC")
    return [name, number, words(PARTS[part]), guests, str(seats), came]
