"""What people read about templates of events, privately."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.templates import Template
from bot.i18n import Words
from bot.ui.autocomplete.lengths import told
from bot.ui.panel import Panel, text
from bot.ui.reading import shown

ROOM = 3_000
"""Characters that the list may take."""


def saved_card(made: Template, words: Words) -> Panel:
    """Say how to use it."""
    kept = words(
        "**Kept as {name}.** /event template use, or the option *template* of /event create, "
        "begins an event from it.",
        name=shown(made.name),
    )
    return Panel((text(kept),))


def deleted_card(gone: Template, words: Words) -> Panel:
    """Say that it is gone."""
    return Panel((text(words("**{name}** is deleted.", name=shown(gone.name))),))


def list_card(found: Sequence[Template], words: Words) -> Panel:
    """Show the server's own, and those that came with the bot."""
    own = _lines([each for each in found if each.is_own], words)
    shipped = _lines([each for each in found if not each.is_own], words)
    parts = [words("## Templates"), *([words("**Of this server**"), *own] if own else [])]
    parts += [words("**For alumni communities**, in English and Japanese"), *shipped]
    parts.append(
        words("-# /event template use begins an event; /event template save keeps one of yours.")
    )
    return Panel((text("\n".join(parts)),))


def _lines(found: Sequence[Template], words: Words) -> list[str]:
    lines: list[str] = []
    for n, each in enumerate(found):
        line = f"- {shown(each.name)} ({told(each.length, words)})"
        if sum(map(len, lines)) + len(line) > ROOM:
            lines.append(words.n("and {n} more", "and {n} more", len(found) - n))
            break
        lines.append(line)
    return lines
