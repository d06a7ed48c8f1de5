"""What the two people read."""

from __future__ import annotations

import discord
from discord import ui

from bot.domain.greetings import Received
from bot.domain.privacy import SeenProfile
from bot.i18n import Words
from bot.ui.panel import Panel, button, buttons, text
from bot.ui.reading import shown


def hello_card(received: Received, words: Words, *, more: int = 0) -> Panel:
    """Show a hello with its four answers; ``more`` others wait behind it."""
    greeting = received.greeting
    said = "\n".join(f"> {line}" for line in shown(greeting.message).splitlines())
    title = words("## {name} says hello", name=shown(received.sender.name))
    notes: list[str] = []
    if greeting.reason:
        notes.append(words("Their reason: {reason}", reason=shown(greeting.reason)))
    if more:
        notes.append(words.n("{n} more hello waits.", "{n} more hellos wait.", more))
    return Panel(
        (
            text(f"{title}\n{said}"),
            *map(text, notes),
            text(
                words(
                    "-# If you accept, you both learn each other's account. If you do not, they "
                    "never learn of it."
                )
            ),
            buttons(
                _answer(words("Accept"), "accept", received, discord.ButtonStyle.success),
                _answer(words("Later"), "later", received),
                _answer(words("No"), "no", received),
                _answer(words("No more from this person"), "never", received),
            ),
        )
    )


def _answer(
    label: str,
    answer: str,
    received: Received,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ui.Button[ui.LayoutView]:
    return button(label, f"hello:{answer}:{received.greeting.id}", style=style)


def contact_card(seen: SeenProfile, account: str, words: Words) -> Panel:
    """Tell either of two people, once one accepted, how to reach the other."""
    return Panel(
        (
            text(
                words(
                    "## You and {name} are in touch\nTheir account is {account}. Open it and "
                    "write to them. /profile view shows their profile.",
                    name=shown(seen.name),
                    account=account,
                )
            ),
            ui.ActionRow(
                ui.Button(
                    label=words("Open their account"),
                    url=f"https://discord.com/users/{seen.user_id}",
                )
            ),
        )
    )


def said_card(name: str, words: Words) -> Panel:
    """Tell the sender what happens now."""
    return _note(
        words(
            "Your hello to **{name}** is saved and on its way. If they accept, you both learn "
            "each other's account. If you hear nothing, please leave it at that.",
            name=shown(name),
        )
    )


def later_card(words: Words) -> Panel:
    """Tell the recipient that nothing is lost."""
    return _note(
        words(
            "It waits for you, for 90 days. Find it again with /help: a button there shows the "
            "hellos that wait."
        )
    )


def refused_card(words: Words, *, silenced: bool) -> Panel:
    """Tell the recipient that it is settled, and that nobody hears of it."""
    if silenced:
        return _note(
            words("Done: nothing they write to you here reaches you any more. They never learn.")
        )
    return _note(words("Done. They never learn that you said no."))


def nothing_waits_card(words: Words) -> Panel:
    """Say that no hello waits."""
    return _note(words("No hello waits for you. Find people to greet with /find people."))


def _note(content: str) -> Panel:
    return Panel((text(content),))
