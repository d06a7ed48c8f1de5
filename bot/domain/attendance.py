"""Who comes to an event and who came, as its hosts see and settle it."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.events import Answer, Coming, Event, Tally

GUESTS_BY_HAND = 500
"""So many people without Discord may stand in one list."""
WORD_LENGTH = 40
TRIES = 5
"""So many wrong words one person may type."""
DOORS_OPEN = timedelta(hours=1)
"""So long before the start people can be checked in."""

_WORDS = (
    *("sakura", "momiji", "fuji", "tanuki", "kitsune", "onsen", "matsuri", "hanabi", "origami"),
    *(
        "sushi",
        "ramen",
        "mochi",
        "matcha",
        "tokei",
        "kaze",
        "yama",
        "umi",
        "hoshi",
        "tsuki",
        "sora",
    ),
    *("ume", "take", "matsu", "tsuru", "kame", "neko", "inu", "usagi", "fukuro", "kumo", "yuki"),
)
_NUMBERS = 900


class Act(StrEnum):
    """What a host does about one person in the list."""

    SEAT = "seat"
    WAIT = "wait"
    REMOVE = "remove"
    ADD = "add"
    CHECK_IN = "check_in"


class Part(StrEnum):
    """Where somebody stands in the list, in this order."""

    SEATED = "seated"
    GUEST = "guest"
    UNANSWERED = "unanswered"
    """They were checked in, and had not answered or were off the list."""
    UNDECIDED = "undecided"
    """They wait for a host's yes, where hosts decide."""
    WAITING = "waiting"
    MAYBE = "maybe"
    ASKED = "asked"
    """They were asked anew, and did not answer yet."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without Discord, whom a host put on the list."""

    id: int
    event_id: int
    name: str
    came_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Somebody who came without an answer."""

    user_id: int


Person = Answer | Guest | Unanswered


@dataclass(frozen=True, slots=True)
class Attendance:
    """Everybody who has to do with an event; ``came`` is when who was checked in."""

    event: Event
    tally: Tally
    answers: tuple[Answer, ...] = ()
    guests: tuple[Guest, ...] = ()
    came: Mapping[int, datetime] = field(default_factory=dict[int, datetime])

    @property
    def user_ids(self) -> tuple[int, ...]:
        """Return whoever answered or came."""
        return tuple(dict.fromkeys((*(each.user_id for each in self.answers), *self.came)))

    @property
    def people(self) -> tuple[tuple[Part, Person], ...]:
        """Return everybody with where they stand, in the order of the list."""
        answered = {each.user_id for each in self.answers}
        parts: list[tuple[Part, Person]] = [
            *((part(each, self.event), each) for each in self.answers),
            *((Part.GUEST, each) for each in self.guests),
            *((Part.UNANSWERED, Unanswered(each)) for each in self.came if each not in answered),
        ]
        order = list(Part)
        return tuple(sorted(parts, key=lambda each: order.index(each[0])))


def part(answer: Answer, event: Event) -> Part:
    """Return where somebody stands who answered."""
    if answer.earlier is not None:
        return Part.ASKED
    match answer.coming:
        case Coming.GOING:
            if answer.is_seated:
                return Part.SEATED
            is_decided = answer.is_approved or not event.by_approval
            return Part.WAITING if is_decided else Part.UNDECIDED
        case Coming.MAYBE:
            return Part.MAYBE
        case Coming.NO:
            return Part.NO


def doors_open_at(event: Event) -> datetime:
    """Return from when on people can be checked in."""
    return event.starts_at - DOORS_OPEN


def made_word() -> str:
    """Make a word that is easily said and hardly guessed."""
    return f"{secrets.choice(_WORDS)}-{100 + secrets.randbelow(_NUMBERS)}"


def is_same_word(typed: str, word: str) -> bool:
    """Compare as people say words, in a time that tells nothing about them."""
    return hmac.compare_digest(_heard(typed), _heard(word))


def _heard(word: str) -> bytes:
    """Leave out what nobody says, unless there is nothing else: a word may be of emoji."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    said = "".join(char for char in folded if char.isalnum())
    return (said or "".join(folded.split())).encode()
