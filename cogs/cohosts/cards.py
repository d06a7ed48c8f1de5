"""What people read about who hosts an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.domain.cohosts import Heir
from bot.domain.events import Event
from bot.domain.host_notes import Said
from bot.i18n import Words
from bot.services.host_notes import HostNote
from bot.services.takeovers import Told
from bot.ui.events import join_buttons, start, title, to_card
from bot.ui.panel import Panel, Row, button, buttons, text


def added_card(event: Event, user_id: int, words: Words) -> Panel:
    """Say that somebody helps, and what that means."""
    return _note(
        words(
            "**{member} is a co-host of {title}.** They may change and cancel it as you may, read "
            "who comes, and take it over should you be gone. They are told, and may decline.",
            member=f"<@{user_id}>",
            title=title(event, words),
        )
    )


def removed_card(event: Event, user_id: int, words: Words) -> Panel:
    """Say that somebody helps no longer."""
    return _note(
        words(
            "{member} is no co-host of **{title}** any more. They are told.",
            member=f"<@{user_id}>",
            title=title(event, words),
        )
    )


def offered_card(event: Event, user_id: int, words: Words) -> Panel:
    """Say that somebody is asked."""
    return _note(
        words(
            "**{member} is asked** to host {title}. Until they agree it stays as it is; you are "
            "told what they answer.",
            member=f"<@{user_id}>",
            title=title(event, words),
        )
    )


def accepted_card(event: Event, words: Words) -> Panel:
    """Say that the reader hosts it now."""
    told = words(
        "**You host {title} now.** /event edit and /event cancel change it, /event attendees shows "
        "who comes.",
        title=title(event, words),
    )
    return _card(told, event, words, *join_buttons(event, words))


def declined_card(event: Event, words: Words) -> Panel:
    """Say that all stays as it was."""
    return _note(
        words("Thank you for the answer: **{title}** stays as it was.", title=title(event, words))
    )


def stepped_down_card(event: Event, words: Words) -> Panel:
    """Say that the reader helps no longer."""
    return _note(
        words("You are no co-host of **{title}**. Its host is told.", title=title(event, words))
    )


def note_card(note: HostNote, words: Words) -> Panel:
    """Tell one person what hosts decided, with what they can do about it."""
    event, who = note.event, f"<@{note.who}>"
    match note.said:
        case Said.COHOST:
            told = words(
                "**You are a co-host of {title}:** {member} named you. You may change it, read who "
                "comes, and take it over should its host be gone. /event mine shows it.",
                title=title(event, words),
                member=who,
            )
            decline = _answer(words("Decline"), "resign", event)
            return _card(told, event, words, decline, *join_buttons(event, words))
        case Said.NO_COHOST:
            told = words("You are no co-host of **{title}** any more.", title=title(event, words))
            return _card(told, event, words)
        case Said.ASKED:
            told = words(
                "**Would you host {title}?** {member} asks you to. If you agree, your name stands "
                "on the card; if not, nothing changes.",
                title=title(event, words),
                member=who,
            )
            agree = _answer(words("I host it"), "accept", event, discord.ButtonStyle.success)
            return _card(told, event, words, agree, _answer(words("Decline"), "decline", event))
        case Said.TAKEN_OVER:
            told = words(
                "**You host {title} now:** its host is gone. If you cannot, /event transfer gives "
                "it to somebody else, and /event cancel cancels it.",
                title=title(event, words),
            )
            return _card(told, event, words, *join_buttons(event, words))
        case Said.WAITING:
            told = words(
                "**You wait for a seat** at {title}: its host put you on the waiting list. You are "
                "told when you have one.",
                title=title(event, words),
            )
            return _card(told, event, words)
        case Said.REMOVED:
            told = words(
                "The host took you off the list of **{title}**. If you think that is a mistake, "
                "please ask them.",
                title=title(event, words),
            )
            return _card(told, event, words)
        case _:
            return _card(_came_of_it(note.said, who, event, words), event, words)


def _came_of_it(said: Said, who: str, event: Event, words: Words) -> str:
    match said:
        case Said.AGREED:
            return words(
                "{member} hosts **{title}** from now on.", member=who, title=title(event, words)
            )
        case Said.DECLINED:
            return words(
                "{member} would rather not host **{title}**.", member=who, title=title(event, words)
            )
        case _:
            return words(
                "{member} takes no direct messages, so I could not tell them about hosting "
                "**{title}**. Please tell them yourself.",
                member=who,
                title=title(event, words),
            )


def takeover_card(told: Told, each: Sequence[Words]) -> Panel:
    """Tell moderators that a host is gone, and who hosts the event now."""
    lines = [_taken_over(told, words) for words in each]
    rows: list[Row] = [text("\n".join([*dict.fromkeys(lines), start(told.event)]))]
    links = to_card(told.event, each[0])
    return Panel([*rows, buttons(*links)] if links else rows)


def _taken_over(told: Told, words: Words) -> str:
    called, host = title(told.event, words), f"<@{told.event.host_id}>"
    match told.heir:
        case Heir.COHOST:
            return words(
                "**The host of {title} is gone.** The co-host {member} hosts it now.",
                title=called,
                member=host,
            )
        case Heir.REPRESENTATIVE:
            return words(
                "**The host of {title} is gone.** {member}, who represents its region, hosts it "
                "now.",
                title=called,
                member=host,
            )
        case Heir.NOBODY:
            return words(
                "**The host of {title} is gone, and nobody took it over.** /event transfer gives "
                "it to somebody, /event cancel cancels it.",
                title=called,
            )


def _answer(
    label: str,
    wish: str,
    event: Event,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ui.Button[Any]:
    return button(label, f"host:{wish}:{event.id}", style=style)


def _card(told: str, event: Event, words: Words, *each: ui.Button[Any]) -> Panel:
    shown = [*each, *to_card(event, words)]
    rows: list[Row] = [text(f"{told}\n{start(event)}")]
    return Panel([*rows, buttons(*shown)] if shown else rows)


def _note(content: str) -> Panel:
    return Panel((text(content),))
