"""The card of an event: what everybody in its channel reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import ui

from bot.domain.events import Event, Shown, State, left
from bot.i18n import Words
from bot.ui.events import title
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.reading import shown as harmless

SAME_DAY = timedelta(hours=12)
"""Up to this length only the time of the end is told."""

DESCRIPTION, NAMES = 2_000, 300
"""Characters that these may take once they are made safe; a message takes 4,000."""

Each = Sequence[Words]
"""The languages of a channel; a private card has one."""


def event_card(seen: Shown, each: Each, now: datetime) -> Panel:
    """Return the card; while the event is to come, with the buttons that answer it."""
    rows = event_rows(seen, each, now)
    return Panel((*rows, *answer_buttons(seen.event, each, now)))


def event_rows(seen: Shown, each: Each, now: datetime) -> list[Row]:
    """Return everything about an event but the buttons."""
    event = seen.event
    heading = filter(None, (f"## {title(event)}", _state(event, each, now)))
    rows: list[Row] = [text("\n".join(heading))]
    rows.append(text("\n".join(_facts(event, each))))
    if event.description:
        rows.append(text(_within(event.description, DESCRIPTION)))
    if event.state is not State.CANCELLED:
        rows.append(text("\n".join(_people(seen, each))))
    return rows


def answer_buttons(event: Event, each: Each, now: datetime) -> list[Row]:
    """Return the four buttons under a card that can still be answered."""
    if not event.is_open(now):
        return []
    wishes: tuple[tuple[str, Callable[[Words], str], discord.ButtonStyle], ...] = (
        ("going", lambda words: words("Going"), discord.ButtonStyle.success),
        ("maybe", lambda words: words("Maybe"), discord.ButtonStyle.secondary),
        ("no", lambda words: words("Can't"), discord.ButtonStyle.secondary),
        ("more", lambda words: words("More"), discord.ButtonStyle.secondary),
    )
    made: list[ui.Button[Any]] = [
        button(in_each(each, label), f"event:{wish}:{event.id}", style=style)
        for wish, label, style in wishes
    ]
    return [buttons(*made)]


def when(event: Event) -> str:
    """Write when an event is so that everybody reads their own time."""
    start, end = int(event.starts_at.timestamp()), int(event.ends_at.timestamp())
    is_short = event.ends_at - event.starts_at <= SAME_DAY
    return f"<t:{start}:F> – <t:{end}:{'t' if is_short else 'F'}> (<t:{start}:R>)"


def where(place: str | None, link: str | None) -> str:
    """Write the place and the link, or a dash."""
    return " · ".join(filter(None, (place and harmless(place), link))) or "–"


def in_each(each: Each, write: Callable[[Words], str]) -> str:
    """Write something in every language of a channel, on one line."""
    return " · ".join(dict.fromkeys(write(words) for words in each))


def lines_in_each(each: Each, write: Callable[[Words], str]) -> list[str]:
    """Write something in every language of a channel, a line each."""
    return list(dict.fromkeys(write(words) for words in each))


def _state(event: Event, each: Each, now: datetime) -> str:
    if event.state is State.CANCELLED:
        return in_each(each, lambda words: words("**This event was cancelled.**"))
    if event.is_past(now):
        return in_each(each, lambda words: words("**This event is over.**"))
    return ""


def _facts(event: Event, each: Each) -> list[str]:
    facts = [when(event)]
    if event.place or event.link:
        facts.append(where(event.place, event.link))
    if event.host_id is not None:
        host = f"<@{event.host_id}>"
        facts.append(in_each(each, lambda words: words("Host: {member}", member=host)))
    return facts


def _people(seen: Shown, each: Each) -> list[str]:
    tally = seen.tally
    lines = lines_in_each(each, lambda words: _seats(seen, words))
    lines += lines_in_each(each, lambda words: _going(seen, words))
    if tally.maybe:
        lines += lines_in_each(
            each, lambda words: words.n("{n} person may come", "{n} people may come", tally.maybe)
        )
    return lines


def _within(typed: str, limit: int) -> str:
    """Return a text made safe, cut where all of its marks would take too much room."""
    kept = typed
    while len(harmless(kept)) > limit:
        kept = kept[: len(kept) - max((len(harmless(kept)) - limit) // 2, 1)]
    return harmless(kept) if kept == typed else harmless(kept) + "…"


def _fitting(names: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        if sum(map(len, kept)) + len(name) > NAMES:
            break
        kept.append(name)
    return kept


def _seats(seen: Shown, words: Words) -> str:
    free = left(seen.event, seen.tally)
    if free is None:
        return words("There is room for everybody.")
    if free:
        return words.n("{n} seat is free", "{n} seats are free", free)
    waiting = seen.tally.waiting
    if not waiting:
        return words("Every seat is taken; **Going** puts you on the waiting list.")
    return words.n(
        "Every seat is taken, and {n} person waits.",
        "Every seat is taken, and {n} people wait.",
        waiting,
    )


def _going(seen: Shown, words: Words) -> str:
    """Name those who chose it and count the others, guests too."""
    names = _fitting([harmless(name) for name in seen.names])
    others = seen.tally.seats - len(names)
    if not names:
        return words.n("{n} person is going", "{n} people are going", others)
    if not others:
        return words("Going: {names}", names=words.list(names))
    return words.n(
        "Going: {names} and {n} more", "Going: {names} and {n} more", others, names=", ".join(names)
    )
