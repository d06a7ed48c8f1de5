"""Who may see what: the listing, the one switch, and the audience of every field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import discord
from discord import ui

from bot.domain.consents import Purpose
from bot.domain.profiles import Audience, Field, Profile
from bot.i18n import N_, Words
from bot.services.services import Services
from bot.ui import vocabulary
from bot.ui.exclusion import exclusion_rows
from bot.ui.panel import Panel, Row, button, buttons, text, with_button
from bot.ui.reading import words_for

Interaction = discord.Interaction[Any]

_PURPOSES: Mapping[Purpose, tuple[str, str, str]] = {
    Purpose.WEEKLY_LINE: (
        N_("The weekly line of a region that you join"),
        N_("It does not name you."),
        N_("It may name you, for everybody who reads there."),
    ),
    Purpose.INTRODUCTIONS: (
        N_("Welcoming newcomers"),
        N_("You are not introduced to them."),
        N_("You may be introduced to those of your places."),
    ),
}


async def privacy_card(
    interaction: Interaction, services: Services, picked: Iterable[Field] = ()
) -> Panel:
    """Show the asker's own choices; ``picked`` fields are about to get another audience."""
    mine = await services.directory.own(interaction.user.id)
    words = words_for(interaction)
    consent = None
    if interaction.guild_id in mine.listed_in:
        consent = await services.listings.status(interaction.user.id, interaction.guild_id)
    since = words.date(consent.listed_at) if consent else None
    given = await services.consents.given(interaction.guild_id, interaction.user.id)
    exclusion = await services.moderation.exclusion(interaction.guild_id, interaction.user.id)
    notice = exclusion_rows(exclusion, words)
    return privacy_panel(
        mine, words, interaction.guild_id, since, frozenset(picked), given=given, notice=notice
    )


def privacy_panel(
    mine: Profile,
    words: Words,
    server_id: int | None,
    listed_since: str | None,
    picked: frozenset[Field],
    *,
    given: frozenset[Purpose] = frozenset(),
    notice: Iterable[Row] = (),
) -> Panel:
    """Show who may see what, with everything that changes it."""
    return Panel(
        [
            text(
                words(
                    "## Who may see what\nYour name and your Discord account are seen by "
                    "members once you are listed. For all else you choose, field by field."
                )
            ),
            *notice,
            _listing(mine, words, server_id, listed_since),
            _switch(mine, words),
            *(_consents(given, words) if listed_since else ()),
            ui.Separator(),
            *(text(_audience(mine, each, words)) for each in reversed(Audience)),
            _fields(mine, words),
            *(_choices(picked, words) if picked else ()),
            text(words("-# To see your card through others' eyes, use /profile preview.")),
        ]
    )


def _listing(mine: Profile, words: Words, server_id: int | None, since: str | None) -> Row:
    if server_id is None:
        servers = len(mine.listed_in)
        if not servers:
            told = words("**You are not listed in any server.** Use /start in one to be listed.")
            return text(told)
        told = words.n("You are listed in {n} server.", "You are listed in {n} servers.", servers)
        everywhere = button(words("Unlist me everywhere"), "profile:unlist")
        return with_button(words("Listing"), told, everywhere)
    if since is None:
        told = words("You are not listed in this server: nobody sees you, and you see nobody.")
        return with_button(words("Listing"), told, button(words("List me"), "profile:list"))
    told = words("You are listed in this server since {date}.", date=since)
    return with_button(words("Listing"), told, button(words("Unlist me"), "profile:unlist"))


def _switch(mine: Profile, words: Words) -> Row:
    if mine.hidden:
        told = words("It is hidden: nobody sees any of it, and you see nobody.")
        return with_button(
            words("The whole profile"), told, button(words("Show it"), "profile:show")
        )
    told = words("It is shown, each field to its audience.")
    return with_button(words("The whole profile"), told, button(words("Hide it"), "profile:hide"))


def _consents(given: frozenset[Purpose], words: Words) -> Iterator[Row]:
    """Show what is agreed to besides being listed; what it means is read before it is changed."""
    for purpose, (heading, off, on) in _PURPOSES.items():
        told = words(on) if purpose in given else words(off)
        yield with_button(words(heading), told, button(words("See more"), f"consent:ask:{purpose}"))


def _audience(mine: Profile, audience: Audience, words: Words) -> str:
    parts = [
        words(name) for part, name in vocabulary.FIELDS.items() if mine.audience(part) is audience
    ]
    return words(
        "**{audience}**: {fields}\n-# {hint}",
        audience=words(vocabulary.AUDIENCES[audience]),
        hint=words(vocabulary.AUDIENCE_HINTS[audience]),
        fields=words.list(parts) or words("nothing"),
    )


def _fields(mine: Profile, words: Words) -> Row:
    """Offer every field, with its audience now."""
    menu: ui.Select[Any] = ui.Select(
        custom_id="profile:fields",
        placeholder=words("Pick fields to change who sees them"),
        max_values=len(Field),
        options=[
            discord.SelectOption(
                label=words(name),
                value=part,
                description=words(vocabulary.AUDIENCES[mine.audience(part)]),
            )
            for part, name in vocabulary.FIELDS.items()
        ],
    )
    return ui.ActionRow(menu)


def _choices(picked: frozenset[Field], words: Words) -> tuple[Row, Row]:
    names = [words(name) for part, name in vocabulary.FIELDS.items() if part in picked]
    return (
        text(words("Who may see this: {fields}?", fields=words.list(names))),
        buttons(
            *(
                button(
                    words(vocabulary.AUDIENCES[audience]),
                    f"profile:audience:{mask(picked)}:{audience}",
                )
                for audience in reversed(Audience)
            )
        ),
    )


def mask(parts: Iterable[Field]) -> int:
    """Return fields as one number, short enough for a button."""
    order = list(Field)
    return sum(1 << order.index(part) for part in parts)


def unmasked(number: int) -> list[Field]:
    """Return the fields of such a number."""
    return [part for place, part in enumerate(Field) if number >> place & 1]
