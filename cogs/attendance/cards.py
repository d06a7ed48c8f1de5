"""What hosts read of those who come."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.domain.attendance import Attendance, Guest, Person
from bot.domain.events import Answer, Event, Tally
from bot.i18n import Words
from bot.ui.events import title
from bot.ui.panel import Panel, button, buttons, text
from bot.ui.reading import shown as harmless
from cogs.attendance.wording import HEADINGS

A_PAGE = 15
CAME = 60
"""So many of those who came are named below the word."""


def attendees_card(found: Attendance, page: int, words: Words) -> Panel:
    """Show one page of everybody, each part under its heading."""
    event, people = found.event, found.people
    pages = max(-(-len(people) // A_PAGE), 1)
    page = min(page, pages - 1)
    lines, before = list[str](), None
    for part, each in people[page * A_PAGE : (page + 1) * A_PAGE]:
        if part is not before:
            lines.append(words(HEADINGS[part]))
        lines.append(_line(each, found, words))
        before = part
    if not people:
        lines.append(words("Nobody has answered yet."))
    heading = words("## Who comes to {title}", title=title(event, words))
    head = f"{heading}\n{counted(found.tally, words)}"
    turns = _turns(event, page, pages, words)
    return Panel((text(head), text("\n".join(lines)), buttons(*turns)))


def counted(tally: Tally, words: Words) -> str:
    """Count everybody in one line."""
    seats = words.n("{n} seat taken", "{n} seats taken", tally.seats)
    return words(
        "{seats} · {waiting} waiting · {maybe} may come · {no} cannot",
        seats=seats,
        waiting=words.number(tally.waiting),
        maybe=words.number(tally.maybe),
        no=words.number(tally.no),
    )


def full_card(event: Event, who: int, words: Words, *, size: int, free: int) -> Panel:
    """Say that there is no room, with the way on; without ``who`` it is about a guest."""
    told = words(
        "**There is no room:** {size} needed, {n} free. Nobody is seated beyond the limit. Make "
        "room with /event manage, or raise the limit with /event edit; that seats whoever waits "
        "first.",
        size=words.number(size),
        n=words.number(free),
    )
    if not who:
        return _note(told)
    label = words("Raise the limit for this person")
    return Panel((text(told), buttons(button(label, f"attend:raise:{event.id}:{who}"))))


def settled_card(event: Event, told: str, words: Words) -> Panel:
    """Say what was done."""
    everybody = button(words("See everybody"), f"attend:0:{event.id}")
    return Panel((text(told), buttons(everybody)))


def seated(event: Event, who: str, words: Words) -> str:
    """Say that somebody has a seat."""
    return words(
        "{member} has a seat at **{title}**, and is told.", member=who, title=title(event, words)
    )


def waits(event: Event, who: str, words: Words) -> str:
    """Say that somebody waits."""
    return words(
        "{member} is last on the waiting list of **{title}**, and is told. They get a seat when "
        "you give them one.",
        member=who,
        title=title(event, words),
    )


def removed(event: Event, who: str, words: Words, *, is_told: bool) -> str:
    """Say that somebody is off the list."""
    if is_told:
        return words(
            "{member} is off the list of **{title}**, and is told.",
            member=who,
            title=title(event, words),
        )
    return words("{member} is off the list of **{title}**.", member=who, title=title(event, words))


def added(event: Event, guest: Guest, words: Words) -> str:
    """Say that a guest is on the list."""
    return words(
        "{name} is on the list of **{title}** and has a seat.",
        name=harmless(guest.name),
        title=title(event, words),
    )


def guests_sit_card(event: Event, words: Words) -> Panel:
    """Say that a guest has a seat as long as they are on the list."""
    told = words(
        "Guests without Discord have a seat as long as they are on the list; **remove** takes it "
        "away."
    )
    return settled_card(event, told, words)


def came(event: Event, who: str, words: Words) -> str:
    """Say that somebody is checked in."""
    return words("{member} came to **{title}**.", member=who, title=title(event, words))


def word_card(found: Attendance, word: str, words: Words) -> Panel:
    """Tell hosts the word, and who came."""
    event = found.event
    told = words(
        "## The word for {title}: {word}\nSay it to those who are there. From an hour before the "
        "start until the end they type /event checkin with it, after at most five tries. You check "
        "others in with /event manage.",
        title=title(event, words),
        word=harmless(word),
    )
    people = [f"<@{user_id}>" for user_id in found.came]
    people += [harmless(each.name) for each in found.guests if each.came_at is not None]
    lines = [told, words.n("**{n} person came.**", "**{n} people came.**", len(people))]
    if people:
        more = len(people) - CAME
        lines.append(" ".join(people[:CAME]))
        lines += [words.n("and {n} more", "and {n} more", more)] if more > 0 else []
    return settled_card(event, "\n".join(lines), words)


def checked_in_card(event: Event, words: Words) -> Panel:
    """Tell somebody that they are counted."""
    return _note(
        words(
            "**You are checked in** at {title}. Its hosts see that you came; nobody else does.",
            title=title(event, words),
        )
    )


def _line(each: Person, found: Attendance, words: Words) -> str:
    if isinstance(each, Guest):
        parts, has_come = [harmless(each.name)], each.came_at is not None
    else:
        parts, has_come = [f"<@{each.user_id}>"], each.user_id in found.came
    if isinstance(each, Answer):
        if each.guests:
            guests = words.list([harmless(guest) for guest in each.guests])
            parts.append(words("with {guests}", guests=guests))
        if each.confirm_by is not None:
            parts.append(words("has yet to confirm"))
        if each.is_unreachable:
            parts.append(words("takes no direct messages"))
    if has_come:
        parts.append(words("came"))
    return "- " + ", ".join(parts)


def _turns(event: Event, page: int, pages: int, words: Words) -> list[ui.Button[Any]]:
    def turn(label: str, to: int | str) -> ui.Button[Any]:
        return button(label, f"attend:{to}:{event.id}", style=discord.ButtonStyle.secondary)

    return [
        *([turn(words("Earlier page"), page - 1)] if page else []),
        *([turn(words("Next page"), page + 1)] if page + 1 < pages else []),
        turn(words("As a file"), "csv"),
    ]


def _note(content: str) -> Panel:
    return Panel((text(content),))
