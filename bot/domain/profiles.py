"""People, as they chose to describe themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.placements import Placement, month_number

NAME_LENGTH = 60
OCCUPATION_LENGTH = 100
INTERESTS_LENGTH = 200
ABOUT_LENGTH = 1_000
TOWN_LENGTH = 60
SCHOOL_LENGTH = 100
LINK_LENGTH = 200
LINKS = 5
LANGUAGES = 15
PLACEMENTS = 20


class Kind(StrEnum):
    """What somebody is to the programme."""

    ALUMNUS = "alumnus"
    PARTICIPANT = "participant"
    LOCAL = "local"
    FRIEND = "friend"


class Level(StrEnum):
    """How well somebody speaks a language."""

    BASIC = "basic"
    CONVERSATIONAL = "conversational"
    FLUENT = "fluent"
    NATIVE = "native"


class OpenTo(StrEnum):
    """What somebody would gladly be asked for."""

    MENTORING = "mentoring"
    VISITORS = "visitors"
    TALKS = "talks"
    JOBS = "jobs"
    TRANSLATION = "translation"
    HOSTING = "hosting"


class Field(StrEnum):
    """A part of a profile that has an audience of its own."""

    READING = "reading"
    KIND = "kind"
    HOME = "home"
    COUNTRY = "country"
    CITY = "city"
    LANGUAGES = "languages"
    OCCUPATION = "occupation"
    WORK_FIELD = "work_field"
    ABOUT = "about"
    INTERESTS = "interests"
    LINKS = "links"
    OPEN_TO = "open_to"
    PREFECTURE = "prefecture"
    TOWN = "town"
    YEARS = "years"
    JOB = "job"
    ORGANISATION = "organisation"
    SCHOOL = "school"


class Audience(StrEnum):
    """Who may see a field."""

    ONLY_ME = "only_me"
    PLACES = "places"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language (ISO 639 code) and how well it is spoken."""

    language: str
    level: Level


@dataclass(frozen=True, slots=True)
class Profile:
    """One person; a value is None or empty where unknown or not for the viewer's eyes.

    Countries are ISO 3166 codes, ``city`` is a GeoNames id. ``listed_in`` holds the
    servers in which the person is listed and present; ``imported`` people have not
    yet seen what was imported about them and nobody else sees it either.
    """

    user_id: int
    name: str
    reading: str | None = None
    kind: Kind | None = None
    home: str | None = None
    country: str | None = None
    city: int | None = None
    languages: tuple[Spoken, ...] = ()
    occupation: str | None = None
    work_field: str | None = None
    about: str | None = None
    interests: str | None = None
    links: tuple[str, ...] = ()
    open_to: frozenset[OpenTo] = frozenset()
    placements: tuple[Placement, ...] = ()
    audiences: Mapping[Field, Audience] = field(default_factory=dict[Field, Audience])
    hidden: bool = False
    imported: bool = False
    listed_in: frozenset[int] = frozenset()
    confirmed_at: datetime | None = None

    @property
    def default_audience(self) -> Audience:
        """Return who may see a field about which the person chose nothing."""
        return Audience.PLACES if self.kind is Kind.LOCAL else Audience.MEMBERS

    def audience(self, part: Field) -> Audience:
        """Return who may see a field: the person's choice, else the default of their kind."""
        return self.audiences.get(part, self.default_audience)

    def has_left(self, today: date) -> bool:
        """Tell whether somebody still called a participant has no placement that goes on."""
        ends = [stay.span.end for stay in self.placements if stay.span is not None]
        this_month = month_number(today.year, today.month)
        return self.kind is Kind.PARTICIPANT and bool(ends) and max(ends) < this_month
