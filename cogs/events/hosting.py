"""What hosts read, privately: drafts, changes, and the question before a cancellation."""

from __future__ import annotations

from datetime import datetime

import discord

from bot.domain.events import Event, Shown, State
from bot.domain.times import seen_from
from bot.i18n import Words
from bot.services.hosting import Edited
from bot.ui.events import start, title
from bot.ui.panel import Panel, button, buttons, text
from bot.ui.times import label
from cogs.events.cards import event_rows

JAPAN = "Asia/Tokyo"


def draft_card(seen: Shown, words: Words, now: datetime) -> Panel:
    """Show a draft as its card will be, and its time as the host's clock and Japan's show it."""
    event = seen.event
    heading = words(
        "## Draft\nOnly you see it. In {channel} it will look like this, and ping nobody:",
        channel=f"<#{event.channel_id}>",
    )
    kept = words(
        "-# It is kept until you publish or drop it: /event mine. /event edit changes its time."
    )
    publish, drop = discord.ButtonStyle.primary, discord.ButtonStyle.danger
    return Panel(
        (
            text(heading),
            *event_rows(seen, (words,), now),
            text(_times(event, words, now)),
            buttons(
                button(words("Publish"), f"event:publish:{event.id}", style=publish),
                button(words("Change the words"), f"event:edit:{event.id}"),
                button(words("Drop it"), f"event:drop:{event.id}", style=drop),
            ),
            text(kept),
        )
    )


def published_card(event: Event, words: Words) -> Panel:
    """Say that the card is on its way."""
    return _note(
        words(
            "**{title} is published:** in a moment its card stands in {channel}. If Discord "
            "refuses it, admins see that in /queue show.",
            title=title(event),
            channel=f"<#{event.channel_id}>",
        )
    )


def dropped_card(words: Words) -> Panel:
    """Say that nothing is left."""
    return _note(words("Dropped: nothing was posted. /event create begins another."))


def edited_card(edited: Edited, words: Words, now: datetime) -> Panel:
    """Show what an event is like now, and who is told; a draft as a draft."""
    seen = edited.shown
    if seen.event.state is State.DRAFT:
        return draft_card(seen, words, now)
    told = (
        words.n("{n} person is told of it.", "{n} people are told of it.", edited.told)
        if edited.told
        else words("Nobody is told: only a new time or place is.")
    )
    rows = (text(words("**Saved.** {told}", told=told)), *event_rows(seen, (words,), now))
    return Panel((*rows, text(_times(seen.event, words, now))))


def cancel_card(seen: Shown, words: Words) -> Panel:
    """Ask before everybody is told."""
    event, tally = seen.event, seen.tally
    people = tally.going + tally.waiting + tally.maybe
    told = words.n(
        "{n} person who comes, waits or may come is told.",
        "{n} people who come, wait or may come are told.",
        people,
    )
    if event.state is State.DRAFT:
        told = words("It is a draft: nobody knows of it.")
    sure = words(
        "**Cancel {title}?** {told} This cannot be taken back.", title=title(event), told=told
    )
    yes = button(
        words("Cancel the event"),
        f"event:cancel:{event.id}:{event.server_id}",
        style=discord.ButtonStyle.danger,
    )
    return Panel((text(f"{sure}\n{start(event)}"), buttons(yes)))


def cancelled_card(told: int, words: Words) -> Panel:
    """Say that it is cancelled."""
    people = words.n("{n} person is told of it.", "{n} people are told of it.", told)
    return _note(words("**Cancelled.** {told}", told=people))


def reposted_card(event: Event, words: Words) -> Panel:
    """Say that the card comes back."""
    channel = f"<#{event.channel_id}>"
    return _note(words("In a moment the card stands in {channel} again.", channel=channel))


def _times(event: Event, words: Words, now: datetime) -> str:
    """Tell the start by the host's clock, and in Japan where that is another."""
    own, japan = (seen_from(event.starts_at, zone) for zone in (event.zone, JAPAN))
    lines = [words("**By your clock:** {time}", time=label(own, now, words))]
    if own.local.utcoffset() != japan.local.utcoffset():
        lines.append(words("**In Japan:** {time}", time=label(japan, now, words)))
    lines.append(words("**Everybody reads their own time:** {time}", time=start(event)))
    return "\n".join(lines)


def _note(content: str) -> Panel:
    return Panel((text(content),))
