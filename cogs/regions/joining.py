"""Before and after joining: what others will see, and how to belong quietly."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.domain.regions import Belonging, Offers, Region, RegionPlace, Tie
from bot.i18n import Words
from bot.services.regions import RegionInfo
from bot.ui.panel import Panel, Row, button, buttons, text, with_button
from bot.ui.regions import BROWSE, MINE, TIES, follow_button, name, place_link


def joining_card(info: RegionInfo, tie: Tie, words: Words) -> Panel:
    """Say in one line what others will see, and let the person choose."""
    region = info.region
    menu: ui.Select[Any] = ui.Select(
        custom_id=f"region:as:{region.code}",
        options=[
            discord.SelectOption(label=words(called), value=each, default=each is tie)
            for each, called in TIES.items()
        ],
    )
    title = words("## Join {region}\nPick as what you belong to it.", region=name(region, words))
    return Panel(
        (
            text(title),
            ui.ActionRow(menu),
            text(_seen_by_others(info.place, words)),
            buttons(
                button(
                    words("Join"),
                    f"region:join:{region.code}:{tie}",
                    style=discord.ButtonStyle.primary,
                ),
                button(words("Belong quietly"), f"region:quiet:{region.code}:{tie}"),
                button(words("See the region"), f"region:show:{region.code}"),
            ),
        )
    )


def _seen_by_others(place: RegionPlace, words: Words) -> str:
    quietly = words("-# **Belong quietly** is known to you alone: no role, no post, in no count.")
    if place.role_id is None:
        told = words("**What others will see:** that there is one more, if you are listed.")
    else:
        told = words(
            "**What others will see:** the role {role}, which everybody in this server sees on "
            "you.",
            role=f"<@&{place.role_id}>",
        )
    return f"{told}\n{quietly}"


def joined_card(belonging: Belonging, words: Words, *, asks_for_line: bool = False) -> Panel:
    """Say that it is done, where to go, and how to change it; perhaps ask who may be named."""
    region, membership = belonging.region, belonging.membership
    lines = [
        words(
            "**You belong to {region}** ({tie}).",
            region=name(region, words),
            tie=words(TIES[membership.tie]),
        )
    ]
    if membership.quiet:
        lines.append(words("Quietly: nobody but you knows."))
    elif belonging.place.role_id:
        lines.append(words("Its role comes to you in a moment."))
    if link := place_link(belonging.place):
        lines.append(words("Meet the others in {channel}.", channel=link))
    else:
        lines.append(words("It has no channel here yet. /region info shows who stands for it."))
    asked = [_line_offer(words)] if asks_for_line else []
    return Panel((text("\n".join(lines)), *asked, buttons(*_changes(belonging, words))))


def _line_offer(words: Words) -> Row:
    """Ask for the consent to be named; it is given only after its words were read."""
    return with_button(
        words("The weekly line"),
        words("It names who is new here, of those who agree. You are not named unless you do."),
        button(words("See more"), "consent:ask:weekly_line"),
    )


def _changes(belonging: Belonging, words: Words) -> list[ui.Button[Any]]:
    code, tie = belonging.region.code, belonging.membership.tie
    switch = (
        button(words("Belong openly"), f"region:ask:{code}")
        if belonging.membership.quiet
        else button(words("Belong quietly"), f"region:quiet:{code}:{tie}")
    )
    return [
        *follow_button(belonging, words),
        button(words("My regions"), MINE),
        switch,
        button(words("Leave"), f"region:leave:{code}"),
    ]


def following_card(place: RegionPlace, words: Words) -> Panel:
    """Say that following begins, and what holds where a post is full."""
    told = words(
        "**You follow {post} in a moment.** Where a post has 1,000 followers, Discord takes no "
        "more; the link works all the same.",
        post=f"<#{place.thread_id}>",
    )
    return Panel((text(told), buttons(button(words("My regions"), MINE))))


def left_card(region: Region, words: Words) -> Panel:
    """Say that it is done, and the way back."""
    told = words("**You left {region}.** Your profile stays as it is.", region=name(region, words))
    return Panel(
        (
            text(told),
            buttons(
                button(words("Join again"), f"region:ask:{region.code}"),
                button(words("My regions"), MINE),
            ),
        )
    )


def taken_up_card(done: Offers, words: Words, *, quiet: bool) -> Panel:
    """Say what was joined and left of what was ticked."""
    lines: list[str] = []
    if done.join:
        joined = words.list([name(each.region, words) for each in done.join])
        lines.append(
            words("**Quietly joined:** {regions}.", regions=joined)
            if quiet
            else words("**Joined:** {regions}.", regions=joined)
        )
    if done.leave:
        left = words.list([name(each.region, words) for each in done.leave])
        lines.append(words("**Left:** {regions}.", regions=left))
    if not lines:
        lines.append(words("Nothing was ticked, so nothing was joined."))
    lines.append(words("/region mine shows all of yours, with their channels."))
    return Panel(
        (
            text("\n".join(lines)),
            buttons(button(words("My regions"), MINE), button(words("Look around"), BROWSE)),
        )
    )
