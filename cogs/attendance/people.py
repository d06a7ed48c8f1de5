"""Whom a host means: by what was picked from the list, or typed."""

from __future__ import annotations

import re
from collections.abc import Mapping

import discord

from bot.domain.attendance import Attendance, Guest, part
from bot.domain.events import Answer
from bot.errors import NotOnListError
from bot.i18n import Words
from bot.services.attendance import Named
from bot.ui import members
from bot.ui.autocomplete.base import SHOWN
from cogs.attendance.wording import PARTS

_PERSON = re.compile(r"(?:<@!?)?(\d{15,20})>?")
_GUEST = re.compile(r"guest:(\d{1,18})")


async def offered(
    server: discord.Guild, found: Attendance, typed: str, words: Words
) -> list[tuple[str, str]]:
    """Offer guests and people whose name begins so; all of the first few, before anybody types."""
    wanted = typed.strip().casefold()
    guests = [
        (words("{name} (guest without Discord)", name=each.name), f"guest:{each.id}")
        for each in found.guests
        if wanted in each.name.casefold()
    ]
    answered = {each.user_id: each for _, each in found.people if isinstance(each, Answer)}
    if wanted:
        named = await members.beginning_with(server, typed.strip())
    else:
        named = await members.names(server, list(answered)[:SHOWN])
    people = [
        (f"{name} ({words(PARTS[part(answered[user_id], found.event)])})", str(user_id))
        for user_id, name in named.items()
        if user_id in answered
    ]
    return [*people, *guests]


async def meant(server: discord.Guild, found: Attendance, typed: str) -> Named:
    """Return who was picked or named; raise NotOnListError."""
    answered = {each.user_id for each in found.answers}
    if (person := _PERSON.fullmatch(typed.strip())) and int(person[1]) in answered:
        return Named(int(person[1]))
    guests = _guests(found, typed)
    people = set[int]()
    if not guests:
        people = _called(await members.beginning_with(server, typed.strip()), typed) & answered
    if len(guests) + len(people) != 1:
        raise NotOnListError(text=typed)
    return Named(0, guests[0]) if guests else Named(next(iter(people)))


def _guests(found: Attendance, typed: str) -> list[Guest]:
    picked = _GUEST.fullmatch(typed.strip())
    if picked:
        return [each for each in found.guests if each.id == int(picked[1])]
    wanted = typed.strip().casefold()
    return [each for each in found.guests if each.name.casefold() == wanted]


def _called(named: Mapping[int, str], typed: str) -> set[int]:
    wanted = typed.strip().removeprefix("@").casefold()
    return {user_id for user_id, name in named.items() if name.casefold() == wanted}
