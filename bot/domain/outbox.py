"""Things to be carried out later or outside, each once, and what becomes of an attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=10)
ATTEMPTS = 150
"""With the pauses between them more than a day: longer than any outage so far."""


class Reason(StrEnum):
    """Why something was given up; carriers add reasons of their own."""

    UNKNOWN = "unknown"  # it may have happened, and nobody can tell
    UNREACHABLE = "unreachable"  # Discord failed again and again
    FORBIDDEN = "forbidden"
    GONE = "gone"
    REFUSED = "refused"  # with Discord's code
    NO_CARRIER = "no_carrier"
    FAULT = "fault"  # of ours, with the code it was logged under


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to be carried out later or outside, once.

    ``kind`` names the carrier; rows of one ``place`` keep their order; ``payload`` has small
    plain values. ``begun_at`` is set where an earlier attempt began and nobody knows how it
    ended. The admins of ``server_id`` see the row when it is dead.
    """

    id: int
    kind: str
    place: str
    payload: Mapping[str, Any]
    server_id: int | None
    due_at: datetime
    attempts: int
    begun_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A row that was given up, and why."""

    row: Row
    reason: str
    details: Mapping[str, str | int]
    died_at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """It happened; ``result`` is for the recorder of its kind."""

    row: Row
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Again:
    """It is tried again at a later moment; ``certain`` when it surely did not happen.

    ``heard`` tells whether Discord listens to the bot at all.
    """

    row: Row
    not_before: datetime
    attempts: int
    certain: bool
    heard: bool = True


@dataclass(frozen=True, slots=True)
class Dead:
    """It is given up; ``certain`` when it surely did not happen."""

    row: Row
    reason: str
    details: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
    certain: bool = True


Ended = Done | Again | Dead


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: three times longer each time."""
    # Beyond any exponent that matters, so that the numbers stay small.
    return min(FIRST_PAUSE * 3 ** min(attempts - 1, 10), LONGEST_PAUSE)


def after_failure(row: Row, now: datetime) -> Again | Dead:
    """Decide what becomes of a row whose attempt ended in a way that nobody knows."""
    attempts = row.attempts + 1
    if attempts >= ATTEMPTS:
        return Dead(row, Reason.UNREACHABLE, certain=False)
    return Again(row, now + pause(attempts), attempts, certain=False, heard=False)


def was_heard(ended: Ended) -> bool:
    """Tell whether an attempt shows that Discord listens to the bot."""
    match ended:
        case Again():
            return ended.heard
        case Dead():
            return ended.reason != Reason.UNREACHABLE
        case Done():
            return True
