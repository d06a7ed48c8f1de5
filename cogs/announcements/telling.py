"""What authors are told of their announcements by direct message."""

from __future__ import annotations

from bot.domain.announcements import About
from bot.i18n import Words
from bot.reference.locales import is_japanese
from bot.services.announcement_rows import Note
from bot.ui.announcements import excerpt
from bot.ui.panel import Panel, text
from bot.ui.reading import shown


def note_card(note: Note, words: Words) -> Panel:
    """Tell an author what became of it, and what to do next."""
    told = [
        _told(note, words),
        f"> {excerpt(note.announcement, prefers_japanese=is_japanese(words.locale))}",
    ]
    if note.why:
        told.append(words("Why: {why}", why=shown(note.why)))
    return Panel((text("\n".join(told)),))


def _told(note: Note, words: Words) -> str:
    number = f"#{note.announcement.id}"
    match note.about:
        case About.APPROVED:
            return words("**Your announcement {number} was approved** and goes.", number=number)
        case About.REJECTED:
            return words(
                "**Your announcement {number} came back:** somebody who organises or moderates "
                "sent it back to you, and it is a draft again. /announce list leads to it.",
                number=number,
            )
        case About.EXPIRED:
            return words(
                "**Nobody approved your announcement {number}** within seven days, so it is a "
                "draft again. /announce list leads to it.",
                number=number,
            )
        case About.LATE:
            return words(
                "**Your announcement {number} did not go at its time:** I was away until more "
                "than a day later, or none of its channels is there any more. It is a draft again; "
                "/announce list leads to it.",
                number=number,
            )
