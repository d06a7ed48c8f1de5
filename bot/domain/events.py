"""Events, and what people answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.admission import EVERYBODY, Admission
from bot.domain.pictures import Picture
from bot.domain.regions import Region
from bot.domain.reminders import Lead, Way
from bot.domain.series import Series

TITLE_LENGTH = 100
PLACE_LENGTH = 100
DESCRIPTION_LENGTH = 1_500
SECOND_LENGTH = 1_000
"""Characters of the description in the second language."""
HINT_LENGTH = 200
"""Characters of what to bring, and of the plan for rain."""
WORDS_LENGTH = 2_400
"""Characters of all that together, which have to fit on one card."""
GUEST_LENGTH = 40
GUESTS = 2
LARGEST = 5_000
"""As many seats as a limit may have."""
USUAL_LENGTH = timedelta(hours=2)
NAMED = 20
"""So many names stand on a card; the others are counted."""


class State(StrEnum):
    """What its host decided; whether it is past, the clock says."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """What sort of event it is, by which people look for one."""

    MEETUP = "meetup"
    MEAL = "meal"
    PARTY = "party"
    OUTING = "outing"
    CALL = "call"
    TALK = "talk"
    CONTEST = "contest"
    MEETING = "meeting"


class Coming(StrEnum):
    """What somebody answered."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


class About(StrEnum):
    """What somebody is told of an event by direct message."""

    SEATED = "seated"
    LAPSED = "lapsed"
    TO_APPROVE = "to_approve"
    PASSED = "passed"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    UNREMINDED = "unreminded"
    CARD_GONE = "card_gone"
    PLACE_GONE = "place_gone"
    THREAD_FULL = "thread_full"
    MIRROR_CHANGED = "mirror_changed"
    MIRROR_GONE = "mirror_gone"


@dataclass(frozen=True, slots=True)
class Second:
    """The title and description in a second language, "en" or "ja"."""

    language: str
    title: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a server.

    ``zone`` is its host's. ``version`` counts the changes that calendars have to take over.
    ``parent_id`` is the channel around a thread. ``host_id`` is None once they deleted their
    profile. ``place_zone`` is that of its place, where its host named one. ``has_place`` is
    False once the channel of its card was deleted. ``thread_id`` is the thread that was opened
    for it, ``thread_full_at`` when that last took nobody more.
    ``planned`` is the wall time for which a series planned this date of it.
    """

    id: int
    server_id: int
    host_id: int | None
    title: str
    description: str | None
    place: str | None
    link: str | None
    code: str | None
    channel_id: int
    parent_id: int | None
    message_id: int | None
    starts_at: datetime
    ends_at: datetime
    zone: str
    capacity: int | None
    state: State
    version: int
    changed_at: datetime
    kind: Kind | None = None
    bring: str | None = None
    rain: str | None = None
    second: Second | None = None
    place_zone: str | None = None
    has_place: bool = True
    thread_id: int | None = None
    thread_is_private: bool = False
    thread_full_at: datetime | None = None
    series_id: int | None = None
    planned: datetime | None = None
    admission: Admission = EVERYBODY
    closes_at: datetime | None = None
    by_approval: bool = False

    def titled(self, language: str) -> str:
        """Return the title in a reader's language, if there is one in it."""
        if self.second is not None and self.second.language == language:
            return self.second.title
        return self.title

    def is_meant(self, typed: str) -> bool:
        """Tell whether what somebody types may mean it: a part of its title in either language."""
        titles = [self.title, *([self.second.title] if self.second else [])]
        return any(typed.strip().casefold() in title.casefold() for title in titles)

    def day(self) -> date:
        """Return on which day it starts, by the clock of its place, else of its host."""
        return self.starts_at.astimezone(ZoneInfo(self.place_zone or self.zone)).date()

    def is_past(self, now: datetime) -> bool:
        """Tell whether it is over."""
        return now >= self.ends_at

    def is_open(self, now: datetime) -> bool:
        """Tell whether people may answer: it stands, and is not over."""
        return self.state is State.PUBLISHED and not self.is_past(now)

    @property
    def meeting_place(self) -> int | None:
        """Return where its people are spoken to: its thread, or its channel if that is there."""
        return self.thread_id or (self.channel_id if self.has_place else None)

    def takes_answers(self, now: datetime) -> bool:
        """Tell whether one may still say that one comes."""
        return self.is_open(now) and (self.closes_at is None or now < self.closes_at)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answered; ``turn`` is their place in the order of an event.

    ``earlier`` is what they had answered before everybody was asked anew, until they answer.
    ``is_approved`` by a host counts where hosts decide who has a seat. Until ``confirm_by``
    their seat waits for a yes; None where it needs none. Whoever ``is_held`` waits until a host
    gives them a seat.
    """

    event_id: int
    user_id: int
    coming: Coming
    turn: int
    is_seated: bool = False
    guests: tuple[str, ...] = ()
    lead: Lead = Lead.HOUR
    way: Way | None = None
    is_unreachable: bool = False
    earlier: Coming | None = None
    is_approved: bool = False
    confirm_by: datetime | None = None
    is_held: bool = False

    @property
    def size(self) -> int:
        """Return how many seats they take."""
        return 1 + len(self.guests)

    @property
    def waits(self) -> bool:
        """Tell whether they would come, but have no seat."""
        return self.coming is Coming.GOING and not self.is_seated

    @property
    def is_concerned(self) -> bool:
        """Tell whether they are told of what becomes of the event."""
        return self.coming is not Coming.NO or self.earlier is not None


@dataclass(frozen=True, slots=True)
class Attendee:
    """How somebody appears on the cards of a server, and which language they read.

    ``is_named`` is None until they chose; ``called`` is their name there, kept only if they
    want it shown.
    """

    user_id: int
    is_named: bool | None = None
    called: str | None = None
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answered what: people, and the seats that they take with their guests.

    ``asked`` are those who were asked anew and did not answer yet. ``guests`` are those without
    Discord, whom the host added; the seats count them too.
    """

    going: int = 0
    seats: int = 0
    waiting: int = 0
    maybe: int = 0
    no: int = 0
    asked: int = 0
    guests: int = 0

    @property
    def concerned(self) -> int:
        """Count whoever is told of what becomes of the event."""
        return self.going + self.waiting + self.maybe + self.asked


@dataclass(frozen=True, slots=True)
class Shown:
    """An event as its card shows it to everybody; ``regions`` are those whose people may come."""

    event: Event
    tally: Tally
    names: tuple[str, ...] = ()
    picture: Picture | None = None
    series: Series | None = None
    regions: tuple[Region, ...] = ()
    interested: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What an event was like before its time or place changed; maybe all are asked anew."""

    id: int
    event_id: int
    starts_at: datetime
    ends_at: datetime
    place: str | None
    link: str | None
    asks_anew: bool = False


def left(event: Event, tally: Tally) -> int | None:
    """Return how many seats are free; None where there is no limit."""
    return None if event.capacity is None else max(event.capacity - tally.seats, 0)


def is_material(before: Event, after: Event) -> bool:
    """Tell whether a change concerns everybody who comes: its time or its place."""

    def essence(event: Event) -> Collection[object]:
        return (event.starts_at, event.ends_at, event.place, event.link)

    return essence(before) != essence(after)
