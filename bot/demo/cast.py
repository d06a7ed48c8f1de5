"""The ten invented people whom a visitor can be: of every kind, and of every right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import discord

from bot.domain.placements import CALENDAR_YEAR, Changeover, Placement, When
from bot.domain.profiles import Audience, Field, Kind, Level, OpenTo, Profile, Spoken
from bot.i18n.markers import N_

JET = Changeover(8, 7)
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


def _stay(prefecture: str, town: str, code: str, since: str, until: str, job: str) -> Placement:
    return Placement(
        id=0,
        prefecture=prefecture,
        town=town,
        town_code=code,
        job=job,
        since=When.parse(since),
        until=When.parse(until),
        changeover=JET if job in ("ALT", "CIR", "SEA") else CALENDAR_YEAR,
    )


def _maria() -> Profile:
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="ES",
        country="PT",
        city=2267057,  # Lisbon
        languages=(
            Spoken("es", Level.NATIVE),
            Spoken("en", Level.FLUENT),
            Spoken("ja", Level.CONVERSATIONAL),
        ),
        occupation="Subtitle translator",
        work_field="translation",
        about="Apples, snow and the Neputa drums. I still dream in Tsugaru dialect.",
        open_to=frozenset({OpenTo.VISITORS, OpenTo.TRANSLATION}),
        placements=(_stay("02", "Hirosaki", "02202", "2008", "2010", "ALT"),),
    )


def _james() -> Profile:
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="GB",
        country="GB",
        city=2643743,  # London
        languages=(Spoken("en", Level.NATIVE), Spoken("ja", Level.FLUENT)),
        occupation="Secondary school teacher",
        work_field="education",
        open_to=frozenset({OpenTo.MENTORING, OpenTo.TALKS}),
        placements=(
            _stay("02", "Hirosaki", "02202", "2009-08", "2011-07", "ALT"),
            _stay("13", "Shinjuku", "13104", "2011-08", "2013-07", "CIR"),
        ),
    )


def _emily() -> Profile:
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="US",
        country="US",
        city=5391959,  # San Francisco
        languages=(Spoken("en", Level.NATIVE), Spoken("ja", Level.CONVERSATIONAL)),
        occupation="Pottery teacher",
        work_field="arts",
        open_to=frozenset({OpenTo.HOSTING, OpenTo.VISITORS}),
        placements=(_stay("46", "Chiran", "", "1995", "1998", "ALT"),),
        audiences={Field.OCCUPATION: Audience.PLACES, Field.CITY: Audience.PLACES},
    )


def _liam() -> Profile:
    return Profile(
        user_id=0,
        name="",
        kind=Kind.PARTICIPANT,
        home="NZ",
        country="JP",
        languages=(Spoken("en", Level.NATIVE), Spoken("ja", Level.BASIC)),
        placements=(_stay("39", "Kochi", "39201", "2024-08", "", "ALT"),),
    )


def _noah() -> Profile:
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="CA",
        country="CA",
        city=6167865,  # Toronto
        languages=(Spoken("en", Level.NATIVE), Spoken("fr", Level.FLUENT)),
        placements=(_stay("01", "Sapporo", "01100", "2016", "2019", "ALT"),),
    )


def _priya() -> Profile:
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="IN",
        country="SG",
        city=1880252,  # Singapore
        languages=(Spoken("hi", Level.NATIVE), Spoken("en", Level.FLUENT)),
        placements=(_stay("28", "Kobe", "28100", "2017", "2020", "CIR"),),
    )


def _aoife() -> Profile:
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="IE",
        country="IE",
        city=2964574,  # Dublin
        languages=(Spoken("en", Level.NATIVE), Spoken("ga", Level.CONVERSATIONAL)),
        placements=(_stay("47", "Naha", "47201", "2003", "2006", "ALT"),),
    )


def _mei() -> Profile:
    return Profile(
        user_id=0,
        name="",
        kind=Kind.FRIEND,
        home="JP",
        country="US",
        city=5128581,  # New York
        languages=(Spoken("ja", Level.NATIVE), Spoken("en", Level.FLUENT)),
        occupation="Consular officer",
        work_field="government",
    )


CAST = (
    Character(
        "maria",
        "María Fernández",
        N_("alumna, lives in Portugal"),
        N_("Taught in Hirosaki from 2008 to 2010. Looks for the people who were there with her."),
        ("/find overlap", "/find chain Aomori Hirosaki", "/profile view"),
        colour="#c2410c",
        profile=_maria,
    ),
    Character(
        "james",
        "James Okafor",
        N_("alumnus, lives in the United Kingdom"),
        N_("Two placements, Hirosaki and then Tokyo. Gladly talks to those about to leave."),
        ("/find people open_to: mentoring", "/profile placement add"),
        locale="en-GB",
        colour="#1d4ed8",
        profile=_james,
    ),
    Character(
        "emily",
        "Emily Tanaka",
        N_("alumna, lives in the United States"),
        N_("Was in a Kagoshima town that no longer exists. Shows some fields only to her places."),
        ("/profile privacy", "/profile preview as", "/find near"),
        colour="#7e22ce",
        profile=_emily,
    ),
    Character(
        "liam",
        "Liam Ngata",
        N_("participant, in Kochi now"),
        N_("Arrived in August 2024. Wants to know who came before."),
        ("/find chain Kochi Kochi", "/find overlap mode: before me"),
        locale="en-GB",
        colour="#0f766e",
        profile=_liam,
    ),
    Character(
        "sato",
        "佐藤 花子",
        N_("local teacher, reads only Japanese"),
        N_(
            "Just joined, and the bot speaks Japanese to her. A local's profile starts with "
            "“people of my places”."
        ),
        ("/start", "/find people", "/help"),
        locale="ja",
        colour="#be123c",
    ),
    Character(
        "mei",
        "Mei Kobayashi",
        N_("friend of the programme, in New York"),
        N_("Never was on the programme; sees what friends see."),
        ("/find people home: Spain", "/about"),
        locale="ja",
        colour="#a16207",
        profile=_mei,
    ),
    Character(
        "noah",
        "Noah Tremblay",
        N_("moderator"),
        N_("May take somebody out of the directory, with a reason they get to read."),
        ("/mod unlist", "/mod relist"),
        locale="fr",
        rights=discord.Permissions(moderate_members=True, kick_members=True),
        colour="#15803d",
        profile=_noah,
    ),
    Character(
        "priya",
        "Priya Sharma",
        N_("organiser"),
        N_("Manages events, and moved from Kobe to Singapore."),
        ("/find near", "/profile confirm"),
        rights=discord.Permissions(manage_events=True, create_events=True),
        colour="#b45309",
        profile=_priya,
    ),
    Character(
        "aoife",
        "Aoife Murphy",
        N_("admin of the server"),
        N_("Manages the server, and so the bot's settings."),
        ("/config show", "/config set"),
        locale="en-GB",
        rights=discord.Permissions(manage_guild=True, moderate_members=True),
        colour="#334155",
        profile=_aoife,
    ),
    Character(
        "tomas",
        "Tomás Silva",
        N_("newcomer without a profile"),
        N_("Just joined. Sees nobody until he is listed himself."),
        ("/start", "/find people", "/help"),
        locale="pt-BR",
        colour="#0369a1",
    ),
)
