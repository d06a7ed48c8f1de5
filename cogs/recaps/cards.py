"""What a summary shows: date, place, numbers and the host's note; nobody is named."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.events import Event
from bot.domain.recaps import Recap
from bot.i18n import Words
from bot.ui.events import start, title, to_card
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.reading import shown

ROOM = 2_000
"""Characters that the note may take once it is made safe."""


def recap_card(recap: Recap, each: Sequence[Words]) -> Panel:
    """Return what everybody in the channel reads."""
    links = to_card(recap.event, each[0])
    rows = recap_rows(recap, each)
    return Panel([*rows, buttons(*links)] if links else rows)


def recap_rows(recap: Recap, each: Sequence[Words]) -> list[Row]:
    """Return the summary but for its buttons."""
    event = recap.event
    where = [shown(event.place)] if event.place else []
    called = " · ".join(dict.fromkeys(title(event, words) for words in each))
    lines = [f"## {called}", " · ".join([start(event), *where])]
    lines += dict.fromkeys(_numbers(recap, words) for words in each)
    rows: list[Row] = [text("\n".join(lines))]
    if recap.note:
        note = shown(recap.note)
        rows.append(text(note if len(note) <= ROOM else f"{note[: ROOM - 1]}…"))
    return rows


def preview_card(recap: Recap, words: Words) -> Panel:
    """Show its host the summary, before or after it is posted."""
    event = recap.event
    if recap.is_posted:
        told = words("## Summary\nIt was posted in {channel}.", channel=f"<#{event.channel_id}>")
        return Panel((text(told), *recap_rows(recap, (words,))))
    told = words(
        "## Summary\nOnly you see it. In {channel} it will look like this; it names and pings "
        "nobody:",
        channel=f"<#{event.channel_id}>",
    )
    post = button(words("Post it"), f"recap:post:{event.id}", style=discord.ButtonStyle.primary)
    change = button(words("Change the note"), f"recap:note:{event.id}")
    return Panel((text(told), *recap_rows(recap, (words,)), buttons(post, change)))


def posted_card(event: Event, words: Words) -> Panel:
    """Say that it is on its way."""
    channel = f"<#{event.channel_id}>"
    return Panel((text(words("In a moment the summary stands in {channel}.", channel=channel)),))


def _numbers(recap: Recap, words: Words) -> str:
    """Tell what is not nothing; who came, only where somebody was checked in."""
    tally = recap.tally
    parts = [
        words.n("{n} person came", "{n} people came", recap.came) if recap.came else "",
        words.n("{n} was going", "{n} were going", tally.going),
        words.n("{n} guest", "{n} guests", recap.guests) if recap.guests else "",
        words.n("{n} waited for a seat", "{n} waited for a seat", tally.waiting)
        if tally.waiting
        else "",
        words.n("{n} was undecided", "{n} were undecided", tally.maybe) if tally.maybe else "",
        words.n("{n} could not come", "{n} could not come", tally.no) if tally.no else "",
    ]
    return " · ".join(filter(None, parts))
