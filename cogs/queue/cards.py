"""What admins read about what could not be carried out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.outbox import DeadLetter
from bot.i18n import Words
from bot.ui.dead_letters import what, why
from bot.ui.panel import Panel, text
from bot.ui.reading import relative


def dead_letters_card(letters: Sequence[DeadLetter], count: int, words: Words) -> Panel:
    """List the oldest dead letters, each with its reason."""
    if not letters:
        return Panel((text(words("Nothing is stuck: all that was due here has been done.")),))
    title = words.n("## {n} thing is stuck", "## {n} things are stuck", count)
    rows = [text(title), *(text(_row(letter, words)) for letter in letters)]
    if count > len(letters):
        rows.append(text(words("These are the oldest; the others follow once they are settled.")))
    rows.append(text(words("-# /queue retry tries one again, /queue drop gives it up for good.")))
    return Panel(rows)


def _row(letter: DeadLetter, words: Words) -> str:
    return words(
        "**#{number}** {what} ({when})\n{why}",
        number=letter.row.id,
        what=what(letter, words),
        when=relative(letter.died_at),
        why=why(letter, words),
    )


def retried_card(letter: DeadLetter, words: Words) -> Panel:
    """Say that it is tried again."""
    told = words(
        "It is tried again now: {what}. If it gets stuck again, /queue show tells why.",
        what=what(letter, words),
    )
    return Panel((text(told),))


def dropped_card(letter: DeadLetter, words: Words) -> Panel:
    """Say that it will not happen."""
    told = words("Dropped: {what}. The bot does not try it again.", what=what(letter, words))
    return Panel((text(told),))


def label(letter: DeadLetter, words: Words) -> str:
    """Name a dead letter in one line, for a list to pick from."""
    return f"#{letter.row.id} {what(letter, words)}: {why(letter, words)}"
