"""The ten invented people whom a visitor can be: of every kind, and of every right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import discord

from bot.demo import biographies
from bot.domain.profiles import Profile
from bot.i18n.markers import N_

CONFIRMED = datetime(2026, 3, 14, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody to be: what they are here, and what to try as them."""

    key: str
    name: str
    part: str
    about: str
    tries: tuple[str, ...]
    locale: str = "en-US"
    rights: discord.Permissions = field(default_factory=discord.Permissions.none)
    colour: str = "#5865f2"
    profile: Callable[[], Profile] | None = None

    def described(self, user_id: int, guild_id: int) -> Profile | None:
        """Return the profile as it is listed in a server; None for a stranger."""
        if self.profile is None:
            return None
        return replace(
            self.profile(),
            user_id=user_id,
            name=self.name,
            listed_in=frozenset({guild_id}),
            confirmed_at=CONFIRMED,
        )


CAST = (
    Character(
        "maria",
        "María Fernández",
        N_("alumna, lives in Portugal"),
        N_("Taught in Hirosaki from 2008 to 2010. Looks for the people who were there with her."),
        (
            "/find overlap",
            "/find chain Aomori Hirosaki",
            "/region mine",
            "/region announce Portugal",
        ),
        colour="#c2410c",
        profile=biographies.maria,
    ),
    Character(
        "james",
        "James Okafor",
        N_("alumnus, lives in the United Kingdom"),
        N_("Two placements, Hirosaki and then Tokyo. Gladly talks to those about to leave."),
        ("/find people open_to: mentoring", "/region join Aomori", "/region mine"),
        locale="en-GB",
        colour="#1d4ed8",
        profile=biographies.james,
    ),
    Character(
        "emily",
        "Emily Tanaka",
        N_("alumna, lives in the United States"),
        N_("Was in a Kagoshima town that no longer exists. Shows some fields only to her places."),
        ("/profile privacy", "/profile preview as", "/region info Kagoshima"),
        colour="#7e22ce",
        profile=biographies.emily,
    ),
    Character(
        "liam",
        "Liam Ngata",
        N_("participant, in Kochi now"),
        N_("Arrived in August 2024. Wants to know who came before."),
        ("/find chain Kochi Kochi", "/region ping Kochi", "/region welcome New Zealand"),
        locale="en-GB",
        colour="#0f766e",
        profile=biographies.liam,
    ),
    Character(
        "sato",
        "佐藤 花子",
        N_("local teacher, reads only Japanese"),
        N_(
            "Just joined, and the bot speaks Japanese to her. A local's profile starts with "
            "“people of my places”."
        ),
        ("/start", "/region join 青森県", "/help"),
        locale="ja",
        colour="#be123c",
    ),
    Character(
        "mei",
        "Mei Kobayashi",
        N_("friend of the programme, in New York"),
        N_("Never was on the programme; sees what friends see."),
        ("/find people home: Spain", "/region browse", "/about"),
        locale="ja",
        colour="#a16207",
        profile=biographies.mei,
    ),
    Character(
        "noah",
        "Noah Tremblay",
        N_("moderator"),
        N_("May take somebody out of the directory, with a reason they get to read."),
        ("/mod unlist", "/mod relist", "/region ping Hokkaido"),
        locale="fr",
        rights=discord.Permissions(moderate_members=True, kick_members=True),
        colour="#15803d",
        profile=biographies.noah,
    ),
    Character(
        "priya",
        "Priya Sharma",
        N_("organiser"),
        N_("Manages events, and moved from Kobe to Singapore."),
        ("/event create", "/time show", "/region info Kobe"),
        rights=discord.Permissions(manage_events=True, create_events=True),
        colour="#b45309",
        profile=biographies.priya,
    ),
    Character(
        "aoife",
        "Aoife Murphy",
        N_("admin of the server"),
        N_("Manages the server: the bot's settings, and the places of the regions."),
        (
            "/config show",
            "/region-admin layout family: Alumni chapters",
            "/region-admin plan",
            "/region-admin apply",
            "/region-admin undo",
            "/queue show",
        ),
        locale="en-GB",
        rights=discord.Permissions(manage_guild=True, moderate_members=True),
        colour="#334155",
        profile=biographies.aoife,
    ),
    Character(
        "tomas",
        "Tomás Silva",
        N_("newcomer without a profile"),
        N_("Just joined. Sees nobody until he is listed himself."),
        ("/start", "/region browse", "/region info Portugal", "/help"),
        locale="pt-BR",
        colour="#0369a1",
    ),
)
