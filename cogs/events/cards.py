"""The card of an event: what everybody in its channel reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import ui

from bot.domain.events import Change, Event, Shown, State, Tally, left
from bot.i18n import N_, Words
from bot.ui.admission import rule_lines
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.public import Each, in_each, lines_in_each
from bot.ui.reading import shown as harmless
from cogs.events.repeats import series_line
from cogs.events.wording import KINDS, heading, said_rows

SAME_DAY = timedelta(hours=12)
"""Up to this length only the time of the end is told."""

NAMES, ALL = 300, 4_000
"""Characters that names on a card, and all texts of a message, may take once they are safe."""
BESIDE = 600
"""Characters that are left for what stands around an event."""


def event_card(seen: Shown, each: Each, now: datetime) -> Panel:
    """Return the card; while the event is to come, with the buttons that answer it."""
    rows = event_rows(seen, each, now)
    return Panel((*rows, *picture_rows(seen), *answer_buttons(seen.event, each, now)))


def event_rows(seen: Shown, each: Each, now: datetime, *, beside: int = BESIDE) -> list[Row]:
    """Return everything about an event but picture and buttons.

    Its words are cut where, made safe, they would not fit; ``beside`` characters are left free.
    """
    event = seen.event
    top = ["\n".join(filter(None, (heading(event, each), _state(event, each, now))))]
    top.append("\n".join((*_facts(seen, each), *series_line(seen, each))))
    below = [] if event.state is State.CANCELLED else ["\n".join(_people(seen, each))]
    room = ALL - beside - sum(map(len, (*top, *below)))
    return [text(part) for part in (*top, *said_rows(event, each, room), *below)]


def picture_rows(seen: Shown) -> list[Row]:
    """Return the picture, for a message that carries its file."""
    if seen.picture is None:
        return []
    shows = discord.MediaGalleryItem(
        f"attachment://{seen.picture.file}", description=seen.picture.alt
    )
    return [ui.MediaGallery(shows)]


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


def confirm_button(event: Event, words: Words) -> ui.Button[Any]:
    """Return the button that says yes to a seat which waits for it."""
    style = discord.ButtonStyle.success
    return button(words("Yes, I come"), f"event:confirm:{event.id}", style=style)


def when(event: Event) -> str:
    """Write when an event is so that everybody reads their own time."""
    return f"{_span(event)} (<t:{int(event.starts_at.timestamp())}:R>)"


def _span(event: Event | Change) -> str:
    start, end = int(event.starts_at.timestamp()), int(event.ends_at.timestamp())
    is_short = event.ends_at - event.starts_at <= SAME_DAY
    return f"<t:{start}:F> – <t:{end}:{'t' if is_short else 'F'}>"


def old_and_new(before: Event | Change, after: Event, words: Words) -> list[str]:
    """Write what an event was like and what it is like now, a line each."""
    old = f"{_span(before)}, {where(before.place, before.link)}"
    new = f"{when(after)}, {where(after.place, after.link)}"
    return [words("Before: {old}", old=old), words("Now: {new}", new=new)]


def where(place: str | None, link: str | None) -> str:
    """Write the place and the link, or a dash."""
    return " · ".join(filter(None, (place and harmless(place), link))) or "–"


def _state(event: Event, each: Each, now: datetime) -> str:
    if event.state is State.CANCELLED:
        return in_each(each, lambda words: words("**This event was cancelled.**"))
    if event.is_past(now):
        return in_each(each, lambda words: words("**This event is over.**"))
    return ""


def _facts(seen: Shown, each: Each) -> list[str]:
    event = seen.event
    facts = [when(event)]
    if event.kind is not None:
        kind = KINDS[event.kind]
        facts.append(f"-# {in_each(each, lambda words: words(kind))}")
    if event.place or event.link:
        facts.append(where(event.place, event.link))
    if event.host_id is not None:
        host = in_each(each, lambda words: words("Host"))
        facts.append(f"**{host}** <@{event.host_id}>")
    for rules in zip(*(rule_lines(event, seen.regions, words) for words in each), strict=True):
        facts.append(" · ".join(dict.fromkeys(rules)))
    return facts + _thread(event, each)


def _thread(event: Event, each: Each) -> list[str]:
    """Lead to the thread that everybody may read, or say how to get into a private one."""
    if event.thread_id is None:
        return []
    if event.thread_is_private:
        told = N_("Private thread: once you answered, **More** lets you in")
        return [in_each(each, lambda words: words(told))]
    thread = f"<#{event.thread_id}>"
    return [in_each(each, lambda words: words("Thread: {thread}", thread=thread))]


def _people(seen: Shown, each: Each) -> list[str]:
    tally = seen.tally
    lines = lines_in_each(each, lambda words: _seats(seen, words))
    lines += lines_in_each(each, lambda words: _counted(tally, words))
    if names := _fitting([harmless(name) for name in seen.names]):
        lines.append(f"-# {', '.join(names)}" + (" …" if tally.seats > len(names) else ""))
    if seen.interested:
        lines += lines_in_each(each, lambda words: _interested(seen.interested, words))
    return lines


def _interested(interested: int, words: Words) -> str:
    """Count who pressed Interested there: that is no answer, and takes no seat."""
    return words.n(
        "{n} person is interested in Discord's own event",
        "{n} people are interested in Discord's own event",
        interested,
    )


def _fitting(names: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for name in names:
        if sum(map(len, kept)) + len(name) > NAMES:
            break
        kept.append(name)
    return kept


def _seats(seen: Shown, words: Words) -> str:
    free = left(seen.event, seen.tally)
    if seen.event.by_approval:
        return _seats_by_approval(free, seen.tally.waiting, words)
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


def _seats_by_approval(free: int | None, waiting: int, words: Words) -> str:
    """Say that being on the list is no seat, and how many are on it."""
    told = [words("The host decides who has a seat: **Going** puts you on the list.")]
    if free is not None:
        told.append(words.n("{n} seat is free", "{n} seats are free", free))
    if waiting:
        told.append(words.n("{n} person waits", "{n} people wait", waiting))
    return " · ".join(told)


def _counted(tally: Tally, words: Words) -> str:
    """Count who comes, guests too, and who may."""
    told = [words.n("{n} person is going", "{n} people are going", tally.seats)]
    if tally.maybe:
        told.append(words.n("{n} person may come", "{n} people may come", tally.maybe))
    return words.list(told)
