"""Regions as members read them: names, menus to look through them, and the public panel.

The menus and buttons only carry their custom_ids; what they do is registered by the feature
about regions, so that any message may hold them.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.domain.regions import Belonging, Family, Offers, People, Region, RegionPlace, State, Tie
from bot.i18n import Words
from bot.i18n.markers import N_
from bot.reference import continents, prefectures, regions
from bot.reference.locales import is_japanese
from bot.reference.resolution import Resolution
from bot.ui.asking import server_of
from bot.ui.autocomplete import Choices, labelled
from bot.ui.autocomplete.base import settled as settled_by_name
from bot.ui.panel import LABEL_LENGTH, Panel, Row, button, buttons, text
from bot.ui.reading import shown, words_for

OFFERS, MINE, BROWSE = "region:offers", "region:mine", "region:browse"
SHOWN = 25
MENUS = 10
"""As many menus as a message has room for, with what stands around them."""

TIES: Mapping[Tie, str] = {
    Tie.FROM: N_("from there"),
    Tie.PLACED: N_("placed there"),
    Tie.LIVES: N_("lives there now"),
    Tie.FAMILY: N_("family there"),
    Tie.INTERESTED: N_("interested"),
}
FAMILIES: Mapping[Family, str] = {
    Family.PREFECTURE: N_("Prefecture"),
    Family.COUNTRY: N_("Country"),
    Family.CITY: N_("City"),
    Family.CHAPTER: N_("Alumni chapter"),
    Family.OWN: N_("Group"),
}


def name(region: Region, words: Words) -> str:
    """Return what a region is called, safe to show."""
    return shown(label(region, words))


async def named(
    resolve: Callable[[int, str], Awaitable[Resolution[Region]]],
    interaction: discord.Interaction[Any],
    typed: str | None,
) -> Region | None:
    """Return the region that an option names, if it names one; ``resolve`` knows a server's."""
    if typed is None:
        return None
    found = await resolve(server_of(interaction).id, typed)
    return settled(typed, found, words_for(interaction))


def label(region: Region, words: Words) -> str:
    """Return what a region is called where nothing is formatted; Osaka is two, so it says which."""
    called = regions.name_of(region, words.locale)
    if region.name is None and region.family is Family.CITY:
        return words("{name} (city)", name=called)
    if region.name is None and regions.shares_its_name(region.code):
        return words("{name} (prefecture)", name=called)
    return called


def both_names(region: Region, words: Words) -> str:
    """Return the name in the reader's language and then in the other script."""
    other = "en" if is_japanese(words.locale) else "ja"
    usual = [] if region.code[:1] == "o" else [words.locale, other]
    names = (
        regions.name_of(region, words.locale),
        *(regions.name(region.code, each) for each in usual),
    )
    return " · ".join(shown(each) for each in dict.fromkeys(names))


def choices(found: Iterable[Region], words: Words) -> Choices:
    """Offer regions while somebody types; archived ones say so."""
    return labelled((_with_state(region, words), region.code) for region in found)


def settled(typed: str, found: Resolution[Region], words: Words) -> Region:
    """Return the one region that was meant, or refuse with the names of those it may be."""
    return settled_by_name(typed, found, lambda region: label(region, words), words)


def _with_state(region: Region, words: Words) -> str:
    called = label(region, words)
    if region.state is State.ARCHIVED:
        return words("{name} (archived)", name=called)
    return called


def part_name(part: str, words: Words) -> str:
    """Return what a part of Japan, a continent or a server's own part is called."""
    if part.startswith("j"):
        around = list(prefectures.regions().values())[int(part[1:])][0]
        called = around.region_ja if is_japanese(words.locale) else around.region
        return called if called == "北海道" else words("{name} region", name=called)
    if part.startswith("w"):
        return continents.name(part[1:], words.locale)
    return words("Alumni chapters") if part == "chapters" else words("More of this server")


def place_link(place: RegionPlace) -> str | None:
    """Return the link to a region's channel or post, or None."""
    return f"<#{place.home}>" if place.home else None


def told(people: People, words: Words) -> str:
    """Write how many people, as that may be told."""
    if people.most is None:
        return words("more than {n} people", n=words.number(people.least))
    if people.least != people.most:
        least, most = words.number(people.least), words.number(people.most)
        return words("{least}-{most} people", least=least, most=most)
    return words.n("{n} person", "{n} people", people.most)


def follow_button(belonging: Belonging, words: Words) -> list[ui.Button[Any]]:
    """Offer to follow a region's post to somebody who belongs openly: followers are seen."""
    place, membership = belonging.place, belonging.membership
    if place.channel_id or not place.thread_id or membership.quiet:
        return []
    return [button(words("Follow"), f"region:follow:{belonging.region.code}")]


def part_menus(parts: Sequence[str], *each: Words) -> list[Row]:
    """Offer the parts of Japan, and then the rest of the world, in one language or in two."""
    japan = [part for part in parts if part.startswith("j")]
    others = [part for part in parts if not part.startswith("j")]
    to_japan = _in(each, lambda words: words("Japan: pick a part"))
    to_world = _in(each, lambda words: words("The world: pick a continent"))
    return [
        _menu("region:part:japan", to_japan, _parts(japan, each)),
        _menu("region:part:world", to_world, _parts(others, each)),
    ]


def region_menus(groups: Iterable[tuple[str, Sequence[Region]]], words: Words) -> list[Row]:
    """Offer regions in menus of at most 25; a group of more has several, each says from where."""
    menus: list[Row] = []
    for heading, members in groups:
        # Of equal length, or the last would hold what is left over.
        length = math.ceil(len(members) / math.ceil(len(members) / SHOWN)) if members else SHOWN
        for start in range(0, len(members), length):
            some = members[start : start + length]
            told = heading
            if len(members) > length:
                first, last = label(some[0], words), label(some[-1], words)
                told = words("{group}: {first} to {last}", group=heading, first=first, last=last)
            options = [(label(region, words), region.code) for region in some]
            menus.append(_menu(f"region:pick:{len(menus)}", told, options))
    return menus[:MENUS]


def regions_panel(parts: Sequence[str], each: Sequence[Words]) -> Panel:
    """Return the public panel: everybody presses for themselves and is answered privately."""
    mine = _in(each, lambda words: words("My regions"))
    return Panel(
        (
            text(f"## {_in(each, lambda words: words('Regions'))}"),
            *(text(_invitation(words)) for words in each),
            *part_menus(parts, *each),
            buttons(
                button(mine, MINE, style=discord.ButtonStyle.primary),
                button(_in(each, lambda words: words("Regions for you")), OFFERS),
            ),
        )
    )


def _invitation(words: Words) -> str:
    return words(
        "Find your people: prefectures, cities, countries and chapters. Pick where to look. Only "
        "you see the answers, in your own language, and nothing is joined before you say so."
    )


def _in(each: Iterable[Words], called: Callable[[Words], str]) -> str:
    """Say something in each language."""
    return _together(called(words) for words in each)


def _together(called: Iterable[str]) -> str:
    """Put what is said in one language or two beside each other; the same stands once."""
    return " · ".join(dict.fromkeys(called))


def offers_button(offers: Offers, words: Words) -> list[ui.Button[Any]]:
    """Return the button to what follows from a profile; none when nothing does."""
    if not offers:
        return []
    return [button(words("Regions for you ({n})", n=words.number(len(offers))), OFFERS)]


def offer_rows(offers: Offers, words: Words) -> list[Row]:
    """Name the regions that follow from a profile, with the button that leads to them."""
    if not offers:
        return []
    some = [name(each.region, words) for each in offers.join][:5]
    told = words("**Regions that go with your profile:** {regions}.", regions=words.list(some))
    if not some:
        told = words("**Your profile says that you moved,** your regions do not yet.")
    elif len(offers.join) > len(some):
        told = words(
            "**Regions that go with your profile:** {regions} and more.", regions=", ".join(some)
        )
    return [text(told), buttons(*offers_button(offers, words))]


def _parts(parts: Iterable[str], each: Sequence[Words]) -> list[tuple[str, str]]:
    return [(_together(part_name(part, words) for words in each), part) for part in parts]


def _menu(custom_id: str, placeholder: str, options: Iterable[tuple[str, str]]) -> Row:
    menu: ui.Select[Any] = ui.Select(
        custom_id=custom_id,
        placeholder=placeholder[:LABEL_LENGTH],
        options=[
            discord.SelectOption(label=called[:LABEL_LENGTH], value=value)
            for called, value in options
        ],
    )
    return ui.ActionRow(menu)
