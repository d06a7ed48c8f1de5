"""Around every change of every zone's clocks, what is written is placed, read and said aright."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.times import Moment, Reading, Shift, from_exact, place
from bot.reference.times import read
from tests.clocks import SECOND, every_change


def test_around_every_change_of_every_zone_a_gap_moves_forward_and_a_fold_is_its_first() -> None:
    every = every_change()
    for (at, before, after), zone in every.items():
        check_change(zone, at.replace(tzinfo=None), before, after)
    assert len(every) > 4_000


def check_change(zone: str, at: datetime, before: timedelta, after: timedelta) -> None:
    length = abs(after - before)
    shift = Shift.MOVED if after > before else Shift.FIRST
    begins = at + min(before, after)
    for inside in (timedelta(), length // 2, length - SECOND):
        taken = place(begins + inside, zone)
        assert taken.shift is shift, (zone, at)
        assert taken.at == (begins + inside - before).replace(tzinfo=UTC)
        assert taken.skipped == (length if shift is Shift.MOVED else timedelta())
        assert from_exact(taken.exact, "UTC") == taken
    assert place(begins - SECOND, zone) == Moment(
        (begins - SECOND - before).replace(tzinfo=UTC), zone, begins - SECOND
    )
    assert place(begins + length, zone).at == (begins + length - after).replace(tzinfo=UTC)
    assert place(begins + length, zone).shift is None


def test_what_is_written_within_a_change_is_moved_or_the_first_and_said() -> None:
    for (at, before, after), zone in every_change().items():
        middle = at.replace(tzinfo=None) + min(before, after) + abs(after - before) // 2
        wall = middle.replace(second=0)
        now = at - timedelta(days=2)

        reading = read(f"{wall:%Y-%m-%d %H:%M}", zone=zone, language="en", now=now)

        assert reading == Reading((place(wall, zone),)), (zone, at)
        [moment] = reading.moments
        assert moment.shift is (Shift.MOVED if after > before else Shift.FIRST)
        assert moment.skipped == max(after - before, timedelta())
