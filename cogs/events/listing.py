"""Lists of events, private to whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import discord
from discord import ui

from bot.domain.events import Answer, Coming, Event, Kind, Shown, State
from bot.domain.polls import Poll
from bot.i18n import N_, Words
from bot.services.events import Mine
from bot.ui.events import start, title, to_card
from bot.ui.panel import Panel, Row, button, buttons, text, with_button
from cogs.events.cards import answer_buttons, event_rows
from cogs.events.wording import KINDS

SHOWN = 25
A_PAGE = MOST = 5
"""Of each kind; a message has room for forty parts."""


class Span(StrEnum):
    """Which events a list is about."""

    WEEK = "week"
    MONTH = "month"
    COMING = "coming"
    PAST = "past"


SPANS: Mapping[Span, timedelta] = {Span.WEEK: timedelta(days=7), Span.MONTH: timedelta(days=31)}
PAST = timedelta(days=90)
HEADINGS: Mapping[Span, str] = {
    Span.WEEK: N_("Events in the next seven days"),
    Span.MONTH: N_("Events in the next month"),
    Span.COMING: N_("All events to come"),
    Span.PAST: N_("Events of the last three months"),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list shows."""

    span: Span
    code: str | None = None
    kind: Kind | None = None


def list_card(found: Sequence[Event], page: int, sought: Sought, words: Words) -> Panel:
    """Show one page, each event with a button that opens it."""
    heading = f"## {words(HEADINGS[sought.span])}"
    if sought.kind is not None:
        heading += f"\n{words(KINDS[sought.kind])}"
    if not found:
        nothing = words("None that you can see. /event create makes one, if you may.")
        return Panel((text(f"{heading}\n{nothing}"),))
    pages = -(-len(found) // A_PAGE)
    page = min(page, pages - 1)
    rows: list[Row] = [text(heading)]
    rows += _openings(found[page * A_PAGE : (page + 1) * A_PAGE], words)
    where = f"event:list:{sought.span}:{sought.code or '-'}:{sought.kind or '-'}"
    turns = [
        *([button(words("Earlier page"), f"{where}:{page - 1}")] if page else []),
        *([button(words("Next page"), f"{where}:{page + 1}")] if page + 1 < pages else []),
    ]
    return Panel([*rows, buttons(*turns)] if turns else rows)


def shown_card(
    seen: Shown,
    words: Words,
    now: datetime,
    *,
    hosts: Iterable[ui.Button[Any]] = (),
    why: str = "",
) -> Panel:
    """Show one event to one person, who can answer it here too; ``hosts`` is for its host."""
    rows = event_rows(seen, (words,), now)
    links = [*to_card(seen.event, words), *hosts]
    more: list[Row] = [buttons(*links)] if links else []
    more += [text(why)] if why else []
    return Panel((*rows, *answer_buttons(seen.event, (words,), now), *more))


def mine_card(mine: Mine, polls: Sequence[Poll], words: Words) -> Panel:
    """Show what somebody hosts and what they answered."""
    said = {event.id: _said(answer, words) for event, answer in mine.answered}
    hosted = mine.hosted[:MOST]
    there = {event.id for event in hosted}
    answered = [event for event, _ in mine.answered if event.id not in there][:MOST]
    rows: list[Row] = [text(words("## Your events"))]
    if hosted:
        rows.append(text(words("**You host**")))
        rows += _openings(hosted, words, said)
    if answered:
        rows.append(text(words("**You answered**")))
        rows += _openings(answered, words, said)
    if polls:
        rows.append(_menu(polls, words))
    if len(rows) == 1:
        rows.append(text(words("None yet. /event list shows what is coming.")))
    return Panel(rows)


def _menu(polls: Sequence[Poll], words: Words) -> Row:
    """Return the menu of one's own polls; what it opens is registered by the feature of polls."""
    options = [
        discord.SelectOption(
            label=each.title,
            value=str(each.id),
            description=words("a draft, which only you see") if each.is_draft else None,
        )
        for each in polls[:SHOWN]
    ]
    menu: ui.Select[Any] = ui.Select(
        custom_id="poll:mine:0", placeholder=words("Polls that you asked"), options=options
    )
    return ui.ActionRow(menu)


def _openings(
    found: Iterable[Event], words: Words, told: Mapping[int, str] | None = None
) -> list[Row]:
    return [
        with_button(
            title(event, words),
            "\n".join(
                filter(None, (start(event), _state(event, words), (told or {}).get(event.id)))
            ),
            button(words("Open"), _opens(event)),
        )
        for event in found
    ]


def _opens(event: Event) -> str:
    kind = "draft" if event.state is State.DRAFT else "show"
    return f"event:{kind}:{event.id}"


def _state(event: Event, words: Words) -> str:
    return words("a draft, which only you see") if event.state is State.DRAFT else ""


def _said(answer: Answer, words: Words) -> str:
    if answer.confirm_by is not None:
        return words("a seat is kept for you until you say that you come")
    if answer.earlier is not None:
        return words("you are asked anew: please answer again")
    if answer.coming is Coming.GOING:
        return words("you are going") if answer.is_seated else words("you wait for a seat")
    return words("you may come") if answer.coming is Coming.MAYBE else words("you cannot come")
