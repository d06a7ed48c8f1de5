"""What is understood, shown and stored is one moment, in every zone and around every change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.times import Shift, from_exact, place, seen_from
from tests.clocks import FROM, UNTIL, ZONES

any_zone = st.sampled_from(ZONES)
any_instant = st.datetimes(FROM.replace(tzinfo=None), UNTIL.replace(tzinfo=None)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(any_zone, any_instant)
@settings(max_examples=200)
def test_a_moment_that_is_known_stays_itself_however_it_is_written(
    zone: str, naive: datetime
) -> None:
    at = naive.replace(tzinfo=UTC)

    known = seen_from(at, zone)

    assert known.at == at
    assert known.local == at
    assert known.local.replace(tzinfo=None) == known.wall
    again = from_exact(known.exact, "UTC")
    assert again is not None
    assert (again.at, again.zone) == (at, zone)


@given(any_zone, any_instant)
@settings(max_examples=200)
def test_a_time_of_a_zone_is_shown_as_it_was_written_unless_clocks_skip_it(
    zone: str, wall: datetime
) -> None:
    taken = place(wall, zone)

    assert (taken.local.replace(tzinfo=None) == wall) == (taken.shift is not Shift.MOVED)
    assert taken.local.replace(tzinfo=None) - wall == taken.skipped >= timedelta()
    assert from_exact(taken.exact, "UTC") == taken
    assert datetime.fromisoformat(taken.at.isoformat()) == taken.at


def test_a_day_that_an_island_skipped_moves_by_a_day() -> None:
    taken = place(datetime.fromisoformat("2011-12-30T12:00"), "Pacific/Apia")

    assert taken.shift is Shift.MOVED
    assert taken.skipped == timedelta(days=1)


def test_what_is_no_exact_time_is_none() -> None:
    for text in (
        "",
        "tomorrow",
        "2026-12-24T18:30",
        "2026-13-24T18:30+00:00",
        "2026-12-24T18:30:00+00:00[Mars/Base]",
        "2026-12-24T18:30:00+00:00[America]",
        "2026-12-24T18:30:00+00:00[../../etc/passwd]",
        "0001-01-01T00:00:00+23:59",
    ):
        assert from_exact(text, "Asia/Tokyo") is None
