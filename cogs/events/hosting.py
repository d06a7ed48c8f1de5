"""What hosts read, privately: drafts, changes, and the question before a cancellation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.domain.events import Event, Shown, State
from bot.domain.series import Scope
from bot.domain.times import seen_from
from bot.i18n import N_, Words
from bot.reference import time_zones
from bot.services.hosting import Edited
from bot.services.previews import Preview
from bot.ui.events import join_buttons, start, title
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.public import Each
from bot.ui.times import label
from cogs.events.cards import event_rows, old_and_new, picture_rows
from cogs.events.repeats import draft_lines

JAPAN = "Asia/Tokyo"
CANCEL = N_("Cancel the event")
SCOPES: Mapping[Scope, str] = {
    Scope.THIS: N_("Cancel only this date"),
    Scope.FOLLOWING: N_("Cancel it and those that follow"),
    Scope.ALL: N_("Cancel all dates to come"),
}
"""How much of a series is cancelled."""


def draft_card(
    seen: Shown, each: Each, words: Words, now: datetime, notice: str | None = None
) -> Panel:
    """Show a draft as its card will be, and its time as the host's clock and Japan's show it."""
    event = seen.event
    heading = words(
        "## Draft\nOnly you see it. In {channel} it will look like this, and ping nobody:",
        channel=f"<#{event.channel_id}>",
    )
    kept = words(
        "-# It is kept until you publish or drop it: /event mine. /event edit changes its time."
    )
    above = [notice, heading] if notice else [heading]
    repeats = (draft_lines(seen.series, words, now),) if seen.series else ()
    below = (_times(event, words, now), *repeats, _told(event, words))
    beside = sum(map(len, (*above, *below, kept)))
    publish, drop = discord.ButtonStyle.primary, discord.ButtonStyle.danger
    return Panel(
        (
            *map(text, above),
            ui.Separator(),
            *event_rows(seen, each, now, beside=beside),
            *picture_rows(seen),
            ui.Separator(),
            *map(text, below),
            buttons(
                button(words("Publish"), f"event:publish:{event.id}", style=publish),
                button(words("Drop it"), f"event:drop:{event.id}", style=drop),
            ),
            change_buttons(event, words),
            text(kept),
        )
    )


def change_buttons(event: Event, words: Words) -> Row:
    """Return a button for each part of what is said of an event."""
    return buttons(
        button(words("Change the words"), f"event:edit:{event.id}"),
        button(words("Second language"), f"event:second:{event.id}"),
        button(words("What to bring, and more"), f"event:hints:{event.id}"),
        button(words("Picture"), f"event:picture:{event.id}"),
        button(words("Who may come"), f"admission:show:{event.id}"),
    )


def dates_line(dates: int, words: Words) -> str:
    """Say how many dates of a series a change is about."""
    return words.n("It is about {n} date with a card.", "It is about {n} dates with a card.", dates)


def published_card(event: Event, words: Words) -> Panel:
    """Say that the card is on its way."""
    told = words(
        "**{title} is published:** in a moment its card stands in {channel}. If Discord "
        "refuses it, admins see that in /queue show.",
        title=title(event, words),
        channel=f"<#{event.channel_id}>",
    )
    thread = thread_buttons(event, words)
    return Panel((text(told), buttons(*thread))) if thread else _note(told)


def host_buttons(event: Event, words: Words, now: datetime) -> list[ui.Button[Any]]:
    """Return what its host can do with an event that is to come, besides the commands."""
    if not event.is_open(now):
        return []
    if event.message_id is None and not event.has_place:
        where = f"event:repost:{event.id}:{event.server_id}"
        return [button(words("Post it elsewhere"), where)]
    return thread_buttons(event, words) or join_buttons(event, words)


def thread_buttons(event: Event, words: Words) -> list[ui.Button[Any]]:
    """Return the button that opens a thread, where there is none and may be one."""
    if event.thread_id is not None or event.parent_id is not None or not event.has_place:
        return []
    return [button(words("Open a thread"), f"event-thread:open:{event.id}")]


def dropped_card(words: Words) -> Panel:
    """Say that nothing is left."""
    return _note(words("Dropped: nothing was posted. /event create begins another."))


def edited_card(edited: Edited, words: Words, now: datetime) -> Panel:
    """Show what an event is like now, and who is told."""
    seen = edited.shown
    told = (
        words.n("{n} person is told of it.", "{n} people are told of it.", edited.told)
        if edited.told
        else words("Nobody is told: only a new time or place is.")
    )
    if edited.dates > 1:
        told += " " + dates_line(edited.dates, words)
    rows = (text(words("**Saved.** {told}", told=told)), *event_rows(seen, (words,), now))
    return Panel((*rows, text(_times(seen.event, words, now)), change_buttons(seen.event, words)))


def preview_card(preview: Preview, words: Words) -> Panel:
    """Show old and new side by side, and who is told, before anything is saved."""
    change, style = preview.change, discord.ButtonStyle.primary
    lines = [
        words("**Change {title}?** Nothing is saved yet.", title=title(change.after)),
        *old_and_new(change.before, change.after, words),
        words.n(
            "{n} person who comes, waits or may come is told by direct message.",
            "{n} people who come, wait or may come are told by direct message.",
            change.told,
        )
        if change.told
        else words("Nobody else answered, so nobody is told."),
    ]
    if change.dates > 1:
        lines.append(
            words.n(
                "{n} date of its series changes with it.",
                "{n} dates of its series change with it.",
                change.dates - 1,
            )
        )
    if change.goes_on:
        lines.append(words("The dates to come, which have no card yet, change with it."))
    if change.asks_anew:
        lines.append(
            words(
                "All answers are taken back: each must answer again, with one tap, and seats are "
                "given in that order."
            )
        )
    return Panel(
        (
            text("\n".join(lines)),
            buttons(
                button(words("Save and tell them"), f"event:save:{preview.id}", style=style),
                button(words("Don't"), f"event:leave:{preview.id}"),
            ),
        )
    )


def left_card(words: Words) -> Panel:
    """Say that all is as it was."""
    return _note(words("Nothing was changed, and nobody is told."))


def cancel_card(seen: Shown, found: Mapping[Scope, Sequence[Shown]], words: Words) -> Panel:
    """Ask before everybody is told; of a series, how much of it, with who is told of each."""
    event = seen.event
    is_asked, style = len(found) > 1, discord.ButtonStyle.danger
    lines = [words("**Cancel {title}?** This cannot be taken back.", title=title(event, words))]
    lines.append(start(event))
    made: list[ui.Button[Any]] = []
    for scope, dates in found.items():
        told = _people_told(event, sum(each.tally.concerned for each in dates), words)
        name = words(SCOPES[scope] if is_asked or scope is not Scope.THIS else CANCEL)
        lines.append(f"**{name}:** {_of_dates(scope, dates, words)}{told}" if is_asked else told)
        where = f"event:cancel:{event.id}:{event.server_id}:{scope}"
        made.append(button(name, where, style=style))
    no = button(words("Don't"), "event:leave:0")
    return Panel((text("\n".join(lines)), buttons(*made, no)))


def cancelled_card(told: int, words: Words) -> Panel:
    """Say that it is cancelled."""
    people = words.n("{n} person is told of it.", "{n} people are told of it.", told)
    return _note(words("**Cancelled.** {told}", told=people))


def reposted_card(event: Event, words: Words) -> Panel:
    """Say that the card comes back."""
    channel = f"<#{event.channel_id}>"
    return _note(words("In a moment the card stands in {channel} again.", channel=channel))


def _people_told(event: Event, people: int, words: Words) -> str:
    if event.state is State.DRAFT:
        return words("It is a draft: nobody knows of it.")
    return words.n(
        "{n} person who comes, waits or may come is told.",
        "{n} people who come, wait or may come are told.",
        people,
    )


def _of_dates(scope: Scope, dates: Sequence[Shown], words: Words) -> str:
    if scope is Scope.THIS:
        return ""
    return words.n(
        "{n} date with a card, and no more come. ",
        "{n} dates with a card, and no more come. ",
        len(dates),
    )


def _times(event: Event, words: Words, now: datetime) -> str:
    """Tell the start by the host's clock, and in Japan and at the place where that is another."""
    own, japan = (seen_from(event.starts_at, zone) for zone in (event.zone, JAPAN))
    lines = [words("**By your clock:** {time}", time=label(own, now, words))]
    if own.local.utcoffset() != japan.local.utcoffset():
        lines.append(words("**In Japan:** {time}", time=label(japan, now, words)))
    there = _zone_there(event)
    if there is not None:
        local = seen_from(event.starts_at, there)
        if local.local.utcoffset() not in (own.local.utcoffset(), japan.local.utcoffset()):
            lines.append(words("**At the place:** {time}", time=label(local, now, words)))
    elif event.place:
        lines.append(words("-# To see the time at the place, name its clock: /event edit."))
    lines.append(words("**Everybody reads their own time:** {time}", time=start(event)))
    return "\n".join(lines)


def _zone_there(event: Event) -> str | None:
    """Return the zone of the place: the one that was named, or the only one of its region."""
    if event.place_zone is not None or event.code is None:
        return event.place_zone
    return time_zones.of_place(event.code, event.starts_at)


def _told(event: Event, words: Words) -> str:
    """Say who learns of it, and how."""
    return words(
        "**Who is told:** whoever looks into {channel}, and finds it with /event list if they see "
        "that channel. Nobody is pinged or written to; from then on, whoever answers is told of a "
        "new time or place.",
        channel=f"<#{event.channel_id}>",
    )


def _note(content: str) -> Panel:
    return Panel((text(content),))
