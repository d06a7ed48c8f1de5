"""What those who answer read, privately: their answer, their choices, and who comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.domain.events import Answer, Coming, Event
from bot.domain.reminders import Lead, Way
from bot.i18n import N_, Words
from bot.services.answers import Given, Guestlist
from bot.ui.events import join_buttons, start, title
from bot.ui.panel import Panel, Row, button, buttons, text
from bot.ui.reading import exact
from bot.ui.reading import shown as harmless
from cogs.events.cards import confirm_button

ROOM = 3_000
"""Characters that a list of people may take."""

LEADS: Mapping[Lead, str] = {
    Lead.DAY: N_("Remind me a day before"),
    Lead.HOUR: N_("Remind me an hour before"),
    Lead.START: N_("Remind me at the start"),
    Lead.NONE: N_("Do not remind me"),
}
WAYS: Mapping[Way, str] = {
    Way.MESSAGE: N_("by direct message"),
    Way.CHANNEL: N_("in the thread or channel: all read my name"),
}


def answered_card(given: Given, called: str, words: Words) -> Panel:
    """Confirm an answer; at somebody's first, ask whether cards may name them."""
    event = given.event
    rows: list[Row] = [text(f"{status(given, words)}\n{start(event)}")]
    if given.attendee.is_named is None and given.answer.coming is not Coming.NO:
        rows += _asks_for_name(event, called, words)
    if given.answer.coming is not Coming.NO:
        rows += _to_confirm(given, words)
        rows.append(buttons(*_choices(given, words), *join_buttons(event, words)))
    return Panel((*rows, *series_rows(given, words)))


def series_rows(given: Given, words: Words) -> list[Row]:
    """Let somebody answer for every date of a series, or no longer."""
    event, coming = given.event, given.answer.coming
    if event.series_id is None:
        return []
    once = button(words("Only the dates I answer"), f"event:once:{event.id}")
    leave = button(words("Leave every date"), f"event:never:{event.id}")
    if given.is_regular and coming is Coming.NO:
        told = words("At the other dates you stay seated beforehand: you leave only this one.")
        return [text(told), buttons(leave)]
    if given.is_regular:
        told = words(
            "**You come to every date:** you are seated beforehand, in the order in which people "
            "chose that, and may leave any single one."
        )
        return [text(told), buttons(once, leave)]
    if coming is not Coming.GOING:
        return []
    return [buttons(button(words("Come to every date"), f"event:always:{event.id}"))]


def status(given: Given, words: Words) -> str:
    """Say where somebody stands."""
    answer, called = given.answer, title(given.event, words)
    if answer.coming is Coming.NO:
        return words("Noted: you cannot come to **{title}**.", title=called)
    if answer.coming is Coming.MAYBE:
        return words("Noted: you may come to **{title}**. This takes no seat.", title=called)
    if answer.waits and answer.is_held:
        return words(
            "**You wait for a seat** at **{title}**: its host gives it to you, and you are told.",
            title=called,
        )
    if not answer.is_seated and given.event.by_approval and not answer.is_approved:
        return words(
            "**You wait for the host's yes** to **{title}**. Being on the list is not a seat yet: "
            "you are told as soon as you have one.",
            title=called,
        )
    if not answer.is_seated:
        return words(
            "**You wait for a seat** at **{title}**: every seat is taken, and {n} wait ahead of "
            "you. As soon as you have a seat, you are told.",
            title=called,
            n=words.number(given.ahead),
        )
    if answer.confirm_by is not None:
        return words(
            "**A seat at {title} is kept for you until {when}.** Please say by then that you "
            "come, or it goes to the next.",
            title=called,
            when=exact(answer.confirm_by),
        )
    if not answer.guests:
        return words("**You are going** to **{title}**.", title=called)
    guests = words.list([harmless(guest) for guest in answer.guests])
    return words("**You are going** to **{title}**, with {guests}.", title=called, guests=guests)


def more_card(given: Given | None, event: Event, words: Words) -> Panel:
    """Show everything else that one may choose or look at."""
    looks = [
        button(words("See who comes"), f"event:who:{event.id}"),
        button(words("Add to calendar"), f"event:calendar:{event.id}"),
        button(words("Ask the host"), f"inquiry:ask:{event.id}"),
    ]
    if given is None:
        told = words("Press **Going** or **Maybe** to be reminded, or to bring guests.")
        return Panel((text(f"**{title(event, words)}**\n{start(event)}\n{told}"), buttons(*looks)))
    return Panel(
        (
            text(f"{status(given, words)}\n{start(event)}"),
            *_to_confirm(given, words),
            _menu("lead", event, LEADS, given.answer.lead, words),
            _menu("way", event, WAYS, _way(given), words),
            buttons(*_choices(given, words, with_more=False), *looks),
            *([buttons(*thread)] if (thread := join_buttons(event, words)) else []),
            *series_rows(given, words),
        )
    )


def who_card(found: Guestlist, words: Words, *, is_host: bool) -> Panel:
    """Show who comes, as far as this reader may know; the others are counted."""
    tally = found.tally
    told = [_line(each, words, is_host=is_host) for each in found.people]
    fitting = _within(told)
    lines = [words("## Who comes to {title}", title=title(found.event, words)), *fitting]
    answered = tally.going + tally.waiting + tally.maybe if is_host else found.visible
    if len(fitting) < answered:
        lines.append(words.n("and {n} more", "and {n} more", answered - len(fitting)))
    unseen = tally.going - found.visible
    if is_host:
        lines.append(words.n("-# {n} person cannot come.", "-# {n} people cannot come.", tally.no))
    elif unseen > 0:
        lines.append(
            words.n(
                "{n} more person, whom you may not see.",
                "{n} more people, whom you may not see.",
                unseen,
            )
        )
    elif not fitting:
        lines.append(words("Nobody yet."))
    rows: list[Row] = [text("\n".join(lines))]
    if is_host:
        rows.append(buttons(button(words("See everybody"), f"attend:0:{found.event.id}")))
    return Panel(rows)


def _line(answer: Answer, words: Words, *, is_host: bool) -> str:
    parts = [f"<@{answer.user_id}>"]
    if answer.guests:
        parts.append(
            words("with {guests}", guests=words.list([harmless(each) for each in answer.guests]))
            if is_host
            else f"+{len(answer.guests)}"
        )
    if is_host and answer.waits:
        parts.append(words("waits for a seat"))
    if is_host and answer.confirm_by is not None:
        parts.append(words("has not confirmed their seat yet"))
    if is_host and answer.coming is Coming.MAYBE:
        parts.append(words("may come"))
    if is_host and answer.is_unreachable:
        parts.append(words("takes no direct messages"))
    return "- " + ", ".join(parts)


def _within(lines: Sequence[str]) -> list[str]:
    fitting: list[str] = []
    room = ROOM
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        fitting.append(line)
    return fitting


def _asks_for_name(event: Event, called: str, words: Words) -> list[Row]:
    return [
        text(
            words(
                "Cards here count you. Would you like to be **named** on them, as {name}, where "
                "everybody in their channel reads it? Reminders then mention you there too. The "
                "host sees who answers either way; you can change this later, under **More**.",
                name=harmless(called),
            )
        ),
        buttons(
            button(words("Name me"), f"event:name:{event.id}", style=discord.ButtonStyle.primary),
            button(words("Only count me"), f"event:count:{event.id}"),
        ),
    ]


def _to_confirm(given: Given, words: Words) -> list[Row]:
    """Return the button that says yes to a seat, where it waits for that."""
    waits = given.answer.confirm_by is not None
    return [buttons(confirm_button(given.event, words))] if waits else []


def _choices(given: Given, words: Words, *, with_more: bool = True) -> list[ui.Button[Any]]:
    event = given.event
    made: list[ui.Button[Any]] = []
    if given.answer.coming is Coming.GOING:
        made.append(button(words("Guests"), f"event:guests:{event.id}"))
    if not with_more and given.attendee.is_named:
        made.append(button(words("Only count me"), f"event:count:{event.id}"))
    if not with_more and not given.attendee.is_named:
        made.append(button(words("Name me"), f"event:name:{event.id}"))
    if with_more:
        made.append(button(words("More"), f"event:more:{event.id}"))
    return made


def _way(given: Given) -> Way:
    return given.answer.way or (Way.CHANNEL if given.attendee.is_named else Way.MESSAGE)


def _menu(
    what: str, event: Event, named: Mapping[Any, str], chosen: str, words: Words
) -> ui.ActionRow[Any]:
    options: Iterable[discord.SelectOption] = (
        discord.SelectOption(label=words(name), value=value, default=value == chosen)
        for value, name in named.items()
    )
    menu: ui.Select[Any] = ui.Select(custom_id=f"event:{what}:{event.id}", options=list(options))
    return ui.ActionRow(menu)
