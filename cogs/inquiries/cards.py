"""What those who ask, and the hosts, read."""

from __future__ import annotations

import discord

from bot.domain.events import Event
from bot.domain.inquiries import Inquiry, Part
from bot.i18n import Words
from bot.services.inquiries import Brought
from bot.ui.events import start, title, to_card
from bot.ui.panel import Panel, button, buttons, text
from bot.ui.reading import shown

ROOM = 1_500
"""Characters that a text may take once it is made safe: two fit into a message."""


def brought_card(found: Brought, words: Words) -> Panel:
    """Show what a row brings to its reader."""
    match found.part:
        case Part.QUESTION:
            return _question(found, words)
        case Part.ANSWER:
            return _answer(found, words)
        case Part.UNREAD:
            told = words(
                "Your question about **{title}** could not be delivered: its host takes no direct "
                "messages. Please ask in its channel.",
                title=title(found.event, words),
            )
            return _card(told, found.event, words)
        case Part.UNHEARD:
            told = words(
                "Your answer about **{title}** could not be delivered: {member} takes no direct "
                "messages.",
                title=title(found.event, words),
                member=f"<@{found.inquiry.user_id}>",
            )
            return _card(told, found.event, words)


def asked_card(event: Event, words: Words) -> Panel:
    """Say that it is on its way."""
    return _note(
        words(
            "**Your question is on its way** to the host of {title}. The answer, if there is one, "
            "comes by direct message.",
            title=title(event, words),
        )
    )


def answered_card(inquiry: Inquiry, given: str, words: Words) -> Panel:
    """Let the answer take the place of the buttons."""
    told = words(
        "**Answered.** {name} asked:\n{question}\nYou answered:\n{answer}",
        name=shown(inquiry.called),
        question=_quoted(inquiry.question),
        answer=_quoted(given),
    )
    return _note(told)


def silenced_card(words: Words) -> Panel:
    """Say that it is done, and that nobody hears of it."""
    return _note(
        words("Done: nothing they write to you here reaches you any more. They never learn.")
    )


def _question(found: Brought, words: Words) -> Panel:
    inquiry = found.inquiry
    told = words(
        "**{name}** ({member}) asks about **{title}**, {time}:\n{question}",
        name=shown(inquiry.called),
        member=f"<@{inquiry.user_id}>",
        title=title(found.event, words),
        time=start(found.event),
        question=_quoted(inquiry.question),
    )
    return Panel(
        (
            text(told),
            text(words("-# You can answer once; your answer is brought to them.")),
            buttons(
                button(
                    words("Answer"),
                    f"inquiry:answer:{inquiry.id}",
                    style=discord.ButtonStyle.primary,
                ),
                button(words("No more from this person"), f"inquiry:silence:{inquiry.id}"),
                *to_card(found.event, words),
            ),
        )
    )


def _answer(found: Brought, words: Words) -> Panel:
    told = words(
        "**The host of {title} answers** your question:\n{question}\n{answer}",
        title=title(found.event, words),
        question=_quoted(found.inquiry.question),
        answer=_clipped(shown(found.inquiry.answer or "")),
    )
    return _card(told, found.event, words)


def _quoted(typed: str) -> str:
    return _clipped("\n".join(f"> {line}" for line in shown(typed).splitlines()))


def _clipped(content: str) -> str:
    return content if len(content) <= ROOM else f"{content[: ROOM - 1]}…"


def _card(told: str, event: Event, words: Words) -> Panel:
    links = to_card(event, words)
    return Panel((text(told), buttons(*links)) if links else (text(told),))


def _note(content: str) -> Panel:
    return Panel((text(content),))
