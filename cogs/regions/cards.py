"""Regions to look through, one region, one's own, and what members suggested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any

import discord
from discord import ui

from bot.domain.regions import Belonging, Offers, People, State, Suggestion
from bot.i18n import Words
from bot.reference import continents, time_zones
from bot.services.region_catalogue import Group
from bot.services.regions import RegionInfo
from bot.ui.panel import LABEL_LENGTH, LIST_ME, Panel, Row, button, buttons, text
from bot.ui.reading import shown
from bot.ui.regions import (
    BROWSE,
    FAMILIES,
    MINE,
    SHOWN,
    TIES,
    both_names,
    follow_button,
    label,
    name,
    offers_button,
    part_menus,
    part_name,
    place_link,
    region_menus,
)

LIST_LENGTH = 3_500
"""What a message has room for, beside its title and buttons."""


def browse_card(parts: Sequence[str], words: Words, *, waiting: int) -> Panel:
    """Offer the parts to look into; admins also what members suggested."""
    told = words(
        "## Regions\nPick where to look. /region join takes a name in any language at once."
    )
    actions = [button(words("My regions"), MINE)]
    if waiting:
        suggested = words.n("{n} suggestion", "{n} suggestions", waiting)
        actions.append(button(suggested, "region:suggestions"))
    return Panel((text(told), *part_menus(parts, words), buttons(*actions)))


def part_card(part: str, groups: Sequence[Group], words: Words) -> Panel:
    """Offer the regions of a part."""
    back = buttons(button(words("Back"), BROWSE))
    if not groups:
        return Panel((text(words("There is no region to join in here just now.")), back))
    headed = ((_heading(group, part, words), group.regions) for group in groups)
    told = words("## {part}\nPick a region to see it.", part=part_name(part, words))
    return Panel((text(told), *region_menus(headed, words), back))


def _heading(group: Group, part: str, words: Words) -> str:
    return continents.name(group.part, words.locale) if group.part else part_name(part, words)


def region_card(
    info: RegionInfo, words: Words, *, now: datetime, below: Iterable[Row] = ()
) -> Panel:
    """Show one region, as this reader may see it; ``below`` are rows of other features."""
    region = info.region
    lines = [
        words(FAMILIES[region.family]),
        _people(info.people, words),
        _representatives(info.representatives, words),
        _time(region.code, now, words),
        place_link(info.place),
        _mine(info, words),
    ]
    if region.state is State.ARCHIVED:
        lines.insert(0, words("**Archived:** nobody joins it just now."))
    return Panel(
        (
            text(f"## {both_names(region, words)}"),
            text("\n".join(filter(None, lines))),
            *below,
            buttons(*_actions(info, words)),
        )
    )


def _people(people: People | None, words: Words) -> str:
    if people is None:
        return words("How many belong to it is for listed people to see: press **List me**.")
    if people.most is None:
        return words("More than {n} listed people", n=words.number(people.least))
    if people.least != people.most:
        least, most = words.number(people.least), words.number(people.most)
        return words("{least}-{most} listed people", least=least, most=most)
    if people.most == 0:
        return words("No listed person yet; you could be the first.")
    return words.n("{n} listed person", "{n} listed people", people.most)


def _representatives(accounts: Sequence[int], words: Words) -> str | None:
    if not accounts:
        return None
    mentioned = words.list([f"<@{account}>" for account in accounts[:SHOWN]])
    return words("Representatives: {people}", people=mentioned)


def _time(code: str, now: datetime, words: Words) -> str | None:
    """Tell the time there; several zones have several."""
    times = time_zones.local_times(code, now)
    if len(times) > 1:
        return words(
            "From {first} to {last} there now: it has several time zones",
            first=words.time(times[0]),
            last=words.time(times[-1]),
        )
    return words("{time} there now", time=words.time(times[0])) if times else None


def _mine(info: RegionInfo, words: Words) -> str | None:
    if info.mine is None:
        return None
    if info.mine.by_role:
        return words("You hold its role. Press **Change** to say what ties you to it.")
    tie = words(TIES[info.mine.tie])
    if info.mine.quiet:
        return words("You belong to it quietly ({tie}).", tie=tie)
    return words("You belong to it ({tie}).", tie=tie)


def _actions(info: RegionInfo, words: Words) -> list[ui.Button[Any]]:
    code = info.region.code
    actions: list[ui.Button[Any]] = []
    if info.mine is not None:
        kept = Belonging(info.region, info.mine, info.place)
        actions += follow_button(kept, words)
        actions.append(button(words("Change"), f"region:ask:{code}"))
        actions.append(button(words("Leave"), f"region:leave:{code}"))
    elif info.region.state is State.OPEN:
        joins = button(words("Join"), f"region:ask:{code}", style=discord.ButtonStyle.primary)
        actions.append(joins)
    if info.people is None:
        actions.append(button(words("List me"), LIST_ME))
    return [*actions, button(words("Back"), f"region:within:{info.part}")]


def mine_card(belongings: Sequence[Belonging], offers: Offers, words: Words) -> Panel:
    """Show where the person belongs, with a menu to open each."""
    actions = [*offers_button(offers, words), button(words("Look around"), BROWSE)]
    if not belongings:
        told = words(
            "## Your regions\nYou belong to none here yet. Join one with /region join, or look "
            "around."
        )
        return Panel((text(told), buttons(*actions)))
    lines = [_belonging(each, words) for each in belongings[:SHOWN]]
    ends = accumulate(len(line) + 1 for line in lines)
    lines = lines[: sum(end <= LIST_LENGTH for end in ends)]
    if rest := len(belongings) - len(lines):
        lines.append(words.n("and {n} more", "and {n} more", rest))
    menu: ui.Select[Any] = ui.Select(
        custom_id="region:pick:mine",
        placeholder=words("Pick one to see, change or leave it"),
        options=[
            discord.SelectOption(
                label=label(each.region, words)[:LABEL_LENGTH], value=each.region.code
            )
            for each in belongings[:SHOWN]
        ],
    )
    return Panel(
        (
            text(words("## Your regions")),
            text("\n".join(lines)),
            ui.ActionRow(menu),
            buttons(*actions),
        )
    )


def _belonging(belonging: Belonging, words: Words) -> str:
    by_role, quiet = belonging.membership.by_role, belonging.membership.quiet
    told = [words("by its role") if by_role else words(TIES[belonging.membership.tie])]
    if quiet and not by_role:
        told.append(words("quietly"))
    if belonging.region.state is State.ARCHIVED:
        told.append(words("archived"))
    parts = [f"**{name(belonging.region, words)}**", ", ".join(told), place_link(belonging.place)]
    return "- " + " · ".join(filter(None, parts))


def nothing_card(words: Words) -> Panel:
    """Say that nothing follows from the profile that is not so already."""
    told = words(
        "Nothing new follows from your profile. /start adds to it; any other region you may "
        "join as well."
    )
    return Panel(
        (
            text(told),
            buttons(button(words("My regions"), MINE), button(words("Look around"), BROWSE)),
        )
    )


def suggested_card(called: str, words: Words) -> Panel:
    """Thank for a suggestion."""
    told = words(
        "**Thank you.** The admins of this server will read your suggestion: {name}. Until then, "
        "look around in what is there.",
        name=shown(called),
    )
    return Panel((text(told), buttons(button(words("Look around"), BROWSE))))


def suggestions_card(waiting: Sequence[Suggestion], words: Words) -> Panel:
    """Show admins what members suggested, with a menu to take it off the list."""
    back = buttons(button(words("Back"), BROWSE))
    if not waiting:
        return Panel((text(words("No suggestion waits.")), back))
    lines = [
        words(
            "- **{name}** by {member}: {why}",
            name=shown(each.name),
            member=f"<@{each.user_id}>",
            why=shown(each.why[:100]),
        )
        for each in waiting[:10]
    ]
    told = words(
        "## Suggested regions\nAdd one with /region-admin add; then take it off this list."
    )
    menu: ui.Select[Any] = ui.Select(
        custom_id="region:settle",
        placeholder=words("Pick one to take it off the list"),
        options=[
            discord.SelectOption(label=each.name[:LABEL_LENGTH], value=str(each.id))
            for each in waiting[:10]
        ],
    )
    return Panel((text(told), text("\n".join(lines)), ui.ActionRow(menu), back))
