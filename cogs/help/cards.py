"""What people read about the bot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import __version__
from bot.i18n import Words
from bot.ui.panel import Panel, button, buttons, text
from cogs.help.topics import Topic

WAITING = "hello:waiting"


def overview_card(topics: Mapping[str, Topic], words: Words, *, waiting: int) -> Panel:
    """Show in a line each what this person may do here."""
    lines = [
        words("- **{title}**: {line}", title=words(topic.title), line=words(topic.line))
        for topic in topics.values()
    ]
    return Panel(
        (
            text(words("## What you can do here")),
            text("\n".join(lines)),
            text(
                words(
                    "/help with a topic says more. /about says what this is and how it keeps "
                    "your data."
                )
            ),
            *_waiting(words, waiting),
        )
    )


def topic_card(name: str, topic: Topic, words: Words, *, waiting: int) -> Panel:
    """Explain one topic."""
    rows = _waiting(words, waiting) if name == "hello" else ()
    return Panel((text(f"## {words(topic.title)}\n{words(topic.page)}"), *rows))


def about_card(words: Words) -> Panel:
    """Say what this is, and privacy in five lines."""
    return Panel(
        (
            text(
                words(
                    "## Tsunagari {version}\nAn alumni directory for a Discord server. An "
                    "independent project: not affiliated with the JET Programme, its "
                    "organisers or any alumni association.",
                    version=__version__,
                )
            ),
            text(
                words(
                    "### Your privacy\n"
                    "1. Nobody sees you until you press **List me**, and only in that server.\n"
                    "2. Each field of your profile has the audience you chose, also in searches.\n"
                    "3. Whoever leaves a server is hidden there at once.\n"
                    "4. The host of this bot keeps the data on their own machine and can read "
                    "it; it goes to nobody else.\n"
                    "5. /profile delete deletes all of it at once, but not what others decided "
                    "about you: not to list you, or to hear no more from you."
                )
            ),
        )
    )


def _waiting(words: Words, waiting: int) -> tuple[Any, ...]:
    """Offer the hellos that wait for an answer."""
    if not waiting:
        return ()
    label = words.n("{n} hello waits for you", "{n} hellos wait for you", waiting)
    return (buttons(button(label, WAITING)),)
