"""What a server may set: the one registry, with types, defaults and descriptions.

A setting's description is translated where it is shown, like every text in the catalogues.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_ON, _OFF = ("on", "yes", "true"), ("off", "no", "false")


@dataclass(frozen=True, slots=True, eq=False)
class Setting(ABC, Generic[T]):
    """One thing a server may set; ``parse`` reads its stored text."""

    name: str
    description: str
    default: T

    @abstractmethod
    def parse(self, text: str) -> T:
        """Read a value; raise ValueError for one that does not fit."""


@dataclass(frozen=True, slots=True, eq=False)
class Number(Setting[int]):
    """A whole number within limits."""

    least: int
    most: int

    def parse(self, text: str) -> int:
        """Read digits of any script."""
        number = int(text)
        if not self.least <= number <= self.most:
            raise ValueError
        return number


@dataclass(frozen=True, slots=True, eq=False)
class Role(Setting[int | None]):
    """A role of the server, by its id; None while nobody named one."""

    def parse(self, text: str) -> int | None:
        """Read an id."""
        return int(text)


@dataclass(frozen=True, slots=True, eq=False)
class Channel(Setting[int | None]):
    """A channel of the server, by its id; None while nobody named one."""

    def parse(self, text: str) -> int | None:
        """Read an id."""
        return int(text)


@dataclass(frozen=True, slots=True, eq=False)
class Choice(Setting[str]):
    """One of a few values."""

    values: tuple[str, ...]

    def parse(self, text: str) -> str:
        """Read one of the values."""
        chosen = text.strip().casefold()
        if chosen not in self.values:
            raise ValueError
        return chosen


@dataclass(frozen=True, slots=True, eq=False)
class Switch(Setting[bool]):
    """On or off."""

    def parse(self, text: str) -> bool:
        """Read on, off, yes, no, true or false."""
        chosen = text.strip().casefold()
        if chosen not in _ON + _OFF:
            raise ValueError
        return chosen in _ON


MODERATOR_ROLE = Role(
    "moderator_role",
    "Who may use /mod, besides those who may time members out",
    None,
)
MODERATOR_CHANNEL = Channel(
    "moderator_channel",
    "Where moderators read what needs one of them, such as an event whose host is gone",
    None,
)
ORGANISER_ROLE = Role(
    "organiser_role",
    "Who may organise, besides those who may manage events",
    None,
)
HELLOS_A_DAY = Number(
    "hellos_a_day", "How many people one may say hello to in a day; 0 switches it off", 3, 0, 50
)
SEARCH_BUDGET = Number("search_budget", "How many searches one may make at once", 100, 1, 1_000)
SEARCH_REFILL = Number("search_refill", "How many searches come back in an hour", 60, 1, 1_000)
CARD_BUDGET = Number("card_budget", "How many profiles one may open at once", 60, 1, 1_000)
CARD_REFILL = Number("card_refill", "How many openings come back in an hour", 30, 1, 1_000)
MEMBERSHIP_DAYS = Number(
    "membership_days",
    "How many days the regions of somebody who left the server are kept, in case they return",
    30,
    1,
    365,
)
HAND_CHANGES = Choice(
    "hand_changes",
    "What becomes of regions' channels and roles changed by hand: it stands, or is put right",
    "adopt",
    ("adopt", "repair"),
)
RESERVED_CHANNELS = Number(
    "reserved_channels", "How many of the 500 channels the bot leaves free for others", 20, 0, 500
)
RESERVED_ROLES = Number(
    "reserved_roles", "How many of the 250 roles the bot leaves free for others", 10, 0, 250
)
REGION_ACCESS = Choice(
    "region_access",
    "Who reads and writes in regions' own channels: their members, or everybody",
    "members",
    ("members", "everybody"),
)
WAKES_AT = Number(
    "hybrid_wakes_at",
    "With how many members a lively region of a hybrid layout earns its own channel",
    20,
    1,
    10_000,
)
SLEEPS_BELOW = Number(
    "hybrid_sleeps_below",
    "With fewer members than this a region of a hybrid layout gives its channel up",
    5,
    0,
    10_000,
)
LANGUAGE = Choice(
    "language",
    "The language of what is posted in channels, which everybody there reads",
    "en",
    ("en", "ja", "both"),
)
WEEKLY_LINE = Switch(
    "weekly_line",
    "Whether a region's place names each week who is new, of those who agreed to that",
    False,
)
WELCOME_CHANNEL = Channel(
    "welcome_channel",
    "Where newcomers find the panel that /region-admin panel posts",
    None,
)
WELCOME_MESSAGE = Switch(
    "welcome_message",
    "Whether whoever joins the server gets one direct message about the directory",
    False,
)
EVENT_CREATORS = Choice(
    "event_creators",
    "Who may create events: organisers and moderators, or everybody; representatives always may",
    "organisers",
    ("organisers", "everybody"),
)
APPROVAL_ABOVE = Number(
    "approval_above",
    "An announcement for more people than this needs a second organiser or moderator; 0: never",
    0,
    0,
    1_000_000,
)
APPROVAL_CHANNEL = Channel(
    "approval_channel",
    "Where it is posted that an announcement waits for a second organiser or moderator",
    None,
)
DIGEST = Switch(
    "digest",
    "Whether a region's place tells each week which events come up and what was announced there",
    False,
)
DISCORD_EVENTS = Switch(
    "discord_events",
    "Whether events whose card everybody sees also stand among Discord's own; needs Create Events",
    True,
)

SETTINGS: Mapping[str, Setting[Any]] = {
    setting.name: setting
    for setting in (
        MODERATOR_ROLE,
        MODERATOR_CHANNEL,
        ORGANISER_ROLE,
        HELLOS_A_DAY,
        SEARCH_BUDGET,
        SEARCH_REFILL,
        CARD_BUDGET,
        CARD_REFILL,
        MEMBERSHIP_DAYS,
        HAND_CHANGES,
        RESERVED_CHANNELS,
        RESERVED_ROLES,
        REGION_ACCESS,
        WAKES_AT,
        SLEEPS_BELOW,
        LANGUAGE,
        WEEKLY_LINE,
        WELCOME_CHANNEL,
        WELCOME_MESSAGE,
        EVENT_CREATORS,
        APPROVAL_ABOVE,
        APPROVAL_CHANNEL,
        DIGEST,
        DISCORD_EVENTS,
    )
}
