"""Cards of polls: the public one, and what each person reads privately."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.domain.polls import Count, Poll, Polled, State, Suits, is_night, leaders
from bot.domain.times import seen_from
from bot.i18n import Words
from bot.reference import time_zones
from bot.services.polls import Answered, Closed
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.public import Each, in_each, lines_in_each
from bot.ui.reading import shown
from bot.ui.times import LABEL_LENGTH, label

JAPAN = "Asia/Tokyo"


def poll_card(found: Polled, each: Each, now: datetime) -> Panel:
    """Return the card that everybody in its channel reads."""
    poll = found.poll
    rows: list[Row] = [text("\n".join((f"## {shown(poll.title)}", *_state(poll, each, now))))]
    rows.append(text("\n".join(_lines(found, each))))
    told = lines_in_each(each, lambda words: _people(found.people, words))
    if not poll.is_open(now):
        return Panel((*rows, text("\n".join(told))))
    told += lines_in_each(each, lambda words: words("-# Answers are counted, and nobody is named."))
    ticks = button(
        in_each(each, lambda words: words("Tick what suits me")),
        f"poll:answer:{poll.id}",
        style=discord.ButtonStyle.primary,
    )
    return Panel((*rows, text("\n".join(told)), buttons(ticks)))


def draft_card(poll: Poll, words: Words, now: datetime) -> Panel:
    """Show a new poll to its author, with each time as it was understood."""
    heading = words(
        "## Draft of a poll\nOnly you see it. This is how your times were understood; in "
        "{channel} everybody reads them by their own clock, and nobody is pinged.",
        channel=f"<#{poll.channel_id}>",
    )
    labels = _labels(poll, None, words, now)
    nights = [_night(poll, at, words) for at in poll.times]
    lines = [
        f"{number}. " + " ".join(filter(None, (each, night)))
        for number, (each, night) in enumerate(zip(labels, nights, strict=True), 1)
    ]
    post = button(words("Post it"), f"poll:post:{poll.id}", style=discord.ButtonStyle.primary)
    drop = button(words("Drop it"), f"poll:drop:{poll.id}", style=discord.ButtonStyle.danger)
    body = "\n".join((f"### {shown(poll.title)}", *lines))
    return Panel((text(heading), text(body), buttons(post, drop)))


def posted_card(poll: Poll, words: Words) -> Panel:
    """Say that it is on its way, and how it ends."""
    told = words(
        "**{title} is asked:** in a moment it stands in {channel}. When enough people have "
        "answered, close it here or under **Tick what suits me**; the time that wins becomes an "
        "event.",
        title=shown(poll.title),
        channel=f"<#{poll.channel_id}>",
    )
    return Panel((text(told), buttons(_review(poll, words))))


def dropped_card(words: Words) -> Panel:
    """Say that nothing is left."""
    return Panel((text(words("Dropped: nothing was posted. /event poll begins another.")),))


def answer_card(found: Answered, zone: str | None, words: Words, now: datetime) -> Panel:
    """Show the times by somebody's own clock, to tick what suits them."""
    poll = found.poll
    lines = [
        f"{number}. <t:{int(at.timestamp())}:F> {_mark(mark, words)}"
        for number, (at, mark) in enumerate(zip(poll.times, found.marks, strict=True), 1)
    ]
    hint = (
        words("-# Your time zone counts for how many it is night; nobody reads yours.")
        if zone
        else words(
            "-# The menus tell the times by the clock of whoever asks: /time set gives yours."
        )
    )
    labels = _labels(poll, zone, words, now)
    more = [button(words("None suits me"), f"poll:none:{poll.id}")]
    more += [_review(poll, words)] if found.may_close else []
    return Panel(
        (
            text("\n".join((f"## {shown(poll.title)}", *lines, hint))),
            _menu("yes", found, Suits.YES, words("These suit me"), labels),
            _menu("maybe", found, Suits.IF_NEEDED, words("These do if need be"), labels),
            buttons(*more),
        )
    )


def review_card(found: Polled, words: Words, now: datetime) -> Panel:
    """Show how things stand before the poll is closed."""
    first = leaders(found, now)
    return Panel(
        (
            text(f"## {shown(found.poll.title)}"),
            text("\n".join(_lines(found, (words,)))),
            text(f"{_people(found.people, words)}\n{_outlook(found, first, words, now)}"),
            *_ending(found.poll, first, words, now),
        )
    )


def closed_card(closed: Closed, words: Words, now: datetime) -> Panel:
    """Say what became of it: a draft, a choice among equals, or nothing."""
    poll = closed.polled.poll
    if closed.event is not None:
        told = words(
            "**Closed.** {time} wins, and is a draft of an event now, which only you see.",
            time=f"<t:{int(closed.event.starts_at.timestamp())}:F>",
        )
        opens = button(
            words("Open the draft"),
            f"event:draft:{closed.event.id}",
            style=discord.ButtonStyle.primary,
        )
        return Panel((text(told), buttons(opens)))
    told = words("**Closed:** nobody can answer any more.")
    outlook = _outlook(closed.polled, closed.level, words, now)
    return Panel((text(f"{told}\n{outlook}"), *_choice(poll, closed.level, words, now)))


def _state(poll: Poll, each: Each, now: datetime) -> list[str]:
    if poll.winner is not None:
        won = f"<t:{int(poll.times[poll.winner].timestamp())}:F>"
        return lines_in_each(
            each, lambda words: words("**Closed:** {time} suits most people.", time=won)
        )
    if not poll.is_open(now):
        return [in_each(each, lambda words: words("**This poll is over.**"))]
    return lines_in_each(each, lambda words: words("When does it suit you?"))


def _lines(found: Polled, each: Each) -> list[str]:
    """Return a line for each time: when it is, what suits how many, and who is asleep."""
    lines: list[str] = []
    times = zip(found.poll.times, found.counts, strict=True)
    for number, (at, count) in enumerate(times, 1):
        counts = in_each(each, lambda words: _counts(count, words))  # noqa: B023 - called at once
        lines.append(f"{number}. <t:{int(at.timestamp())}:F> – {counts}")
        nights = lines_in_each(each, lambda words: _asleep(found.poll, at, count, words))  # noqa: B023
        lines += [f"-# {night}" for night in nights if night]
    return lines


def _counts(count: Count, words: Words) -> str:
    suits = words.n("suits {n}", "suits {n}", count.yes)
    if not count.if_needed:
        return suits
    return suits + " / " + words.n("{n} if need be", "{n} if need be", count.if_needed)


def _asleep(poll: Poll, at: datetime, count: Count, words: Words) -> str:
    told = [_night(poll, at, words)]
    if count.asleep:
        told.append(
            words("Night for {n} or more of those who answered.", n=words.number(count.asleep))
        )
    return " ".join(filter(None, told))


def _night(poll: Poll, at: datetime, words: Words) -> str:
    """Say where it is night: in Japan, or in the poll's region; that is nobody's secret."""
    there = time_zones.of_place(poll.code, at) if poll.code else None
    zones = dict.fromkeys(filter(None, (JAPAN, there)))
    asleep = [words.zone(zone) for zone in zones if is_night(at, zone)]
    return words("Night in {places}.", places=words.list(asleep)) if asleep else ""


def _people(n: int, words: Words) -> str:
    return words.n("{n} person answered.", "{n} people answered.", n)


def _mark(mark: str, words: Words) -> str:
    if mark == Suits.YES:
        return "– " + words("suits you")
    return "– " + words("if need be") if mark == Suits.IF_NEEDED else ""


def _labels(poll: Poll, zone: str | None, words: Words, now: datetime) -> list[str]:
    own = zone or poll.zone
    return [label(seen_from(at, own), now, words) for at in poll.times]


def _menu(
    wish: str, found: Answered, suits: Suits, placeholder: str, labels: Sequence[str]
) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(
            label=f"{number + 1}. {each}"[:LABEL_LENGTH], value=str(number), default=mark == suits
        )
        for number, (each, mark) in enumerate(zip(labels, found.marks, strict=True))
    ]
    menu: ui.Select[Any] = ui.Select(
        custom_id=f"poll:{wish}:{found.poll.id}",
        placeholder=placeholder,
        min_values=0,
        max_values=len(options),
        options=options,
    )
    return ui.ActionRow(menu)


def _outlook(found: Polled, first: Iterable[int], words: Words, now: datetime) -> str:
    """Say which time wins as things stand."""
    numbers = list(first)
    if not numbers:
        return words("None of the times to come suits anybody: there is no event from it.")
    told = words.list([str(number + 1) for number in numbers])
    if len(numbers) > 1:
        return words("Level are {numbers}: you decide which of them it becomes.", numbers=told)
    return words("Number {number} wins.", number=told)


def _ending(poll: Poll, first: Sequence[int], words: Words, now: datetime) -> list[Row]:
    if poll.state is State.CLOSED or len(first) > 1:
        return _choice(poll, first, words, now)
    close = button(
        words("Close the poll"), f"poll:close:{poll.id}", style=discord.ButtonStyle.danger
    )
    return [buttons(close)]


def _choice(poll: Poll, level: Sequence[int], words: Words, now: datetime) -> list[Row]:
    """Return the menu that decides among times which are level, and closes."""
    if not level:
        return []
    labels = _labels(poll, None, words, now)
    options = [
        discord.SelectOption(
            label=f"{number + 1}. {labels[number]}"[:LABEL_LENGTH], value=str(number)
        )
        for number in level
    ]
    menu: ui.Select[Any] = ui.Select(
        custom_id=f"poll:choose:{poll.id}",
        placeholder=words("Close it, and take this time"),
        options=options,
    )
    return [ui.ActionRow(menu)]


def _review(poll: Poll, words: Words) -> ui.Button[Any]:
    return button(words("See how it stands, and close it"), f"poll:review:{poll.id}")
