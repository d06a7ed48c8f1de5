"""What people are told of events by direct message, and reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.domain.events import About, Coming, Event
from bot.domain.reminders import Timing
from bot.i18n import Words
from bot.services.event_calls import Call
from bot.services.event_notes import Note
from bot.services.reminders import Reminder
from bot.ui.events import start, title, to_card
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.public import in_each, lines_in_each
from bot.ui.reading import exact, relative
from cogs.events.cards import confirm_button, old_and_new, where
from cogs.events.mirrored import changed_card, gone_card
from cogs.events.wording import hints


def note_card(note: Note, words: Words) -> Panel:
    """Tell one person what is new, with what they can do about it."""
    event = note.event
    match note.about:
        case About.SEATED:
            return _seated(note, words)
        case About.PASSED:
            told = words(
                "**Somebody behind you got a seat** at **{title}**, because there was not room for "
                "all of your party. You keep your turn; with fewer guests you may have a seat "
                "sooner.",
                title=title(event, words),
            )
            guests = button(words("Guests"), f"event:guests:{event.id}")
            return _card(told, event, words, guests, _drop(event, words))
        case About.LAPSED:
            told = words(
                "**Your seat at {title} is free for others now:** you did not say in time that you "
                "come. **Going** gives you one again, if there is one, or puts you on the list.",
                title=title(event, words),
            )
            return _card(told, event, words, _going(event, words))
        case About.TO_APPROVE:
            told = words("**People wait for your yes** to **{title}**.", title=title(event, words))
            asks = f"admission:asking:{event.id}:{event.server_id}:0"
            return _card(told, event, words, button(words("Who waits"), asks))
        case About.CHANGED:
            return _changed(note, words)
        case About.CANCELLED:
            told = words("**{title}** was cancelled.", title=title(event, words))
            return _card(told, event, words, _file(event, words))
        case About.UNREMINDED:
            told = words(
                "**Not everybody was reminded** of **{title}** in time: I was away, or Discord "
                "was, until long after the start. Those reminders are dropped.",
                title=title(event, words),
            )
            return _card(told, event, words)
        case About.CARD_GONE:
            return _card_gone(event, words)
        case About.PLACE_GONE:
            return _place_gone(event, words)
        case About.MIRROR_CHANGED:
            return changed_card(note, words)
        case About.MIRROR_GONE:
            return gone_card(event, words)
        case About.THREAD_FULL:
            told = words(
                "**The thread of {title} is full:** Discord lets 1,000 people into one. Your "
                "answer stays as it is. When somebody leaves the thread, there is room again.",
                title=title(event, words),
            )
            return _card(told, event, words)


def reminder_card(reminder: Reminder, words: Words) -> Panel:
    """Remind one person, who may be waiting, or undecided."""
    event, [answer] = reminder.event, reminder.people
    lines, made = [_starts(reminder, words)], [_drop(event, words), *to_card(event, words)]
    if answer.waits and event.by_approval and not answer.is_approved:
        lines.append(words("You wait for the host's yes and **do not have a seat** yet."))
    elif answer.confirm_by is not None:
        lines.append(_kept_until(answer.confirm_by, words))
        made.insert(0, confirm_button(event, words))
    elif answer.waits:
        lines.append(words("You **wait** for a seat and do not have one yet."))
    elif answer.coming is Coming.MAYBE:
        lines.append(words("You said that you may come."))
    else:
        lines.append(words("You are going."))
    if event.place or event.link:
        lines.append(where(event.place, event.link))
    lines += hints(event, (words,))
    return Panel((text("\n".join(lines)), buttons(*made)))


def reminder_post(reminder: Reminder, each: Sequence[Words]) -> Panel:
    """Remind several people where everybody reads it."""
    event = reminder.event
    lines = lines_in_each(each, lambda words: _starts(reminder, words))
    if event.place or event.link:
        lines.append(where(event.place, event.link))
    lines.append(" ".join(f"<@{answer.user_id}>" for answer in reminder.people))
    return Panel((text("\n".join(lines)),))


def _kept_until(moment: datetime, words: Words) -> str:
    """Say until when somebody's seat waits for their yes."""
    when = exact(moment)
    return words("Your seat is kept until {when}: please confirm it.", when=when)


def call_post(call: Call, each: Sequence[Words]) -> Panel:
    """Call somebody to news that their messages refused; which, only they read under More."""
    called = title(call.event)
    lines = lines_in_each(
        each,
        lambda words: words(
            "There is news of **{title}** that I could not write to you: **More** shows it.",
            title=called,
        ),
    )
    more = button(in_each(each, lambda words: words("More")), f"event:more:{call.event.id}")
    return Panel((text("\n".join([f"<@{call.user_id}>", *lines])), buttons(more)))


def _starts(reminder: Reminder, words: Words) -> str:
    event = reminder.event
    told, when_ = title(event, words), relative(event.starts_at)
    match reminder.timing:
        case Timing.STARTING | Timing.TOO_LATE:
            return words("**{title}** is starting now.", title=told)
        case Timing.LATE:
            return words(
                "This reminder comes late: **{title}** starts {when}.", title=told, when=when_
            )
        case Timing.ON_TIME:
            return words("**{title}** starts {when}.", title=told, when=when_)


def _changed(note: Note, words: Words) -> Panel:
    """Show old and new side by side."""
    event, answer = note.event, note.answer
    # Also where this change did not ask: the one that did may not have been read.
    if answer is not None and answer.earlier is not None:
        return _asked_anew(note, answer.earlier, words)
    told = words(
        "**{title}** has changed. Please look whether you can still come.",
        title=title(event, words),
    )
    lines = [told, *old_and_new(note.change or event, event, words)]
    keep = button(words("Keep my answer"), f"event:keep:{event.id}")
    if answer is not None and answer.confirm_by is not None:
        lines.append(_kept_until(answer.confirm_by, words))
        keep = confirm_button(event, words)
    shown = (keep, _drop(event, words), _file(event, words), *to_card(event, words))
    return Panel((text("\n".join(lines)), buttons(*shown)))


def _file(event: Event, words: Words) -> ui.Button[Any]:
    """Return the button for who put it into a calendar, which now is wrong."""
    return button(words("Correct my calendar"), f"event:calendar:{event.id}")


def _asked_anew(note: Note, earlier: Coming, words: Words) -> Panel:
    """Show old and new side by side, and what they had answered, which one tap says again."""
    event = note.event
    told = (
        words(
            "**{title}** was postponed, and everybody is asked anew. You were coming, or waiting "
            "for a seat: please answer again, seats are given in that order.",
            title=title(event, words),
        )
        if earlier is Coming.GOING
        else words(
            "**{title}** was postponed, and everybody is asked anew. You had said that you may "
            "come: please answer again.",
            title=title(event, words),
        )
    )
    lines = [told, *old_and_new(note.change or event, event, words)]
    going = button(words("Going"), f"event:going:{event.id}")
    maybe = button(words("Maybe"), f"event:maybe:{event.id}")
    (going if earlier is Coming.GOING else maybe).style = discord.ButtonStyle.success
    shown = (going, maybe, _drop(event, words), *to_card(event, words))
    return Panel((text("\n".join(lines)), buttons(*shown)))


def _card_gone(event: Event, words: Words) -> Panel:
    told = words(
        "The card of **{title}** in {channel} was deleted. All answers are kept, and reminders go "
        "out. What shall become of it?",
        title=title(event, words),
        channel=f"<#{event.channel_id}>",
    )
    return Panel((text(told), _again_or_cancel(event, words("Post it again"), words)))


def _place_gone(event: Event, words: Words) -> Panel:
    told = words(
        "The channel with the card of **{title}** was deleted. All answers are kept, and reminders "
        "go out by direct message. What shall become of it?",
        title=title(event, words),
    )
    again = _again_or_cancel(event, words("Post it elsewhere"), words)
    return Panel((text(f"{told}\n{start(event)}"), again))


def _again_or_cancel(event: Event, label: str, words: Words) -> ui.ActionRow[Any]:
    again = button(label, f"event:repost:{event.id}:{event.server_id}")
    cancel = button(words("Cancel the event"), f"event:ask:{event.id}:{event.server_id}")
    return buttons(again, cancel)


def _card(told: str, event: Event, words: Words, *each: ui.Button[Any]) -> Panel:
    rows: list[Row] = [text(f"{told}\n{start(event)}")]
    shown = [*each, *to_card(event, words)]
    return Panel([*rows, buttons(*shown)] if shown else rows)


def _seated(note: Note, words: Words) -> Panel:
    """Tell of a seat, which close to the start waits for a yes."""
    event = note.event
    if note.answer is not None and note.answer.confirm_by is not None:
        return _to_confirm(event, note.answer.confirm_by, words)
    if event.by_approval:
        told = words(
            "**You have a seat** at **{title}**: the host said yes. If you cannot come after all, "
            "please let it go to the next.",
            title=title(event, words),
        )
    else:
        told = words(
            "**You have a seat.** One became free at **{title}**. If you cannot come after all, "
            "please let it go to the next.",
            title=title(event, words),
        )
    return _card(told, event, words, _drop(event, words))


def _to_confirm(event: Event, by: datetime, words: Words) -> Panel:
    told = words(
        "**A seat became free for you** at **{title}**. It starts soon, so please say {when} at "
        "the latest that you come; or else it goes to the next.",
        title=title(event, words),
        when=f"{exact(by)} ({relative(by)})",
    )
    return _card(told, event, words, confirm_button(event, words), _drop(event, words))


def _going(event: Event, words: Words) -> ui.Button[Any]:
    return button(words("Going"), f"event:going:{event.id}")


def _drop(event: Event, words: Words) -> ui.Button[Any]:
    return button(words("Can't"), f"event:no:{event.id}")
