"""Which dates a series has, by the wall clock, whatever becomes of single ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot.domain.repeats import LAST, Rule, Unit, fits, is_last_day
from bot.domain.series import (
    AT_LEAST,
    Series,
    coming,
    extended,
    is_between,
    opens_at,
    rebased,
    some,
    stopped,
)
from bot.domain.times import place
from bot.reference.repeats import dates
from tests.series import FRIDAY, WEEKLY, begun, wall

ZONES = sorted(available_timezones())
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
WALLS = st.datetimes(wall("2026-01-01"), wall("2030-01-01"))


def series(rule: Rule = WEEKLY, first: datetime = FRIDAY, zone: str = "Asia/Tokyo") -> Series:
    return Series(1, 1, 5, rule, zone, first)


def walls(found: Series, most: int = 20) -> list[datetime]:
    return [each.wall for each in some(found, dates, LONG_AGO, most)]


def months(rule: Rule, first: datetime, most: int = 4) -> list[str]:
    return [f"{each:%m-%d}" for each in islice(dates(rule, first), most)]


@examples(max_examples=60)
@given(begun(), st.sampled_from(ZONES))
def test_wall_clocks_show_the_same_time_at_every_date_unless_they_skip_it(
    drawn: tuple[Rule, datetime], zone: str
) -> None:
    rule, first = drawn
    found = some(series(rule, first, zone), dates, LONG_AGO, 12)

    for each in found:
        local = each.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        skipped = place(each.wall, zone).skipped
        assert local == each.wall + skipped
        assert each.wall.time() == first.time()
    assert all(before.wall < after.wall for before, after in pairwise(found))


@examples(max_examples=60)
@given(begun())
def test_dates_are_those_of_dateutil_and_the_first_is_the_first(
    drawn: tuple[Rule, datetime],
) -> None:
    rule, first = drawn
    theirs = rrulestr(f"DTSTART:{first:%Y%m%dT%H%M%S}\nRRULE:{rule.text}")

    assert Rule.parse(rule.text) == rule
    assert fits(rule, dates, first)
    found = list(islice(dates(rule, first), 30))
    assert found == list(islice(iter(theirs), 30))
    if rule.count is not None:
        assert len(found) == min(rule.count, 30)
    if rule.until is not None:
        assert all(each.date() <= rule.until for each in found)


def test_the_end_of_a_month_is_its_last_day_and_leap_days_are_made_up_for() -> None:
    last = Rule(Unit.MONTH, day=31)
    assert months(last, wall("2027-01-31")) == ["01-31", "02-28", "03-31", "04-30"]
    thirtieth = Rule(Unit.MONTH, day=30)
    assert months(thirtieth, wall("2027-01-30")) == ["01-30", "02-28", "03-30", "04-30"]
    leap = Rule(Unit.YEAR, day=29, month=2)
    assert months(leap, wall("2028-02-29"), 5) == ["02-29", "02-28", "02-28", "02-28", "02-29"]


@pytest.mark.parametrize(
    "text",
    ["", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;INTERVAL=100"],
)
def test_only_rules_of_our_own_are_read(text: str) -> None:
    assert Rule.parse(text) is None


def test_a_skipped_date_is_left_out_and_a_moved_one_keeps_its_turn() -> None:
    _, second, third, *_ = dates(WEEKLY.ending(count=5), FRIDAY)
    elsewhere = datetime(2026, 1, 25, 3, tzinfo=UTC)
    kept = Series(
        1, 1, 5, WEEKLY, "Asia/Tokyo", FRIDAY, exceptions={second: None, third: elsewhere}
    )

    found = some(kept, dates, LONG_AGO, 3)

    assert [each.wall.day for each in found] == [9, 23, 30]
    assert found[1].starts_at == elsewhere


@given(st.integers(0, 60), st.integers(0, 60))
def test_past_dates_and_those_with_a_card_never_come(weeks: int, made: int) -> None:
    now = place(FRIDAY, "Asia/Tokyo").at + timedelta(weeks=weeks)
    reached = FRIDAY + timedelta(weeks=made)
    kept = Series(1, 1, 5, WEEKLY, "Asia/Tokyo", FRIDAY, reached)

    [found] = some(kept, dates, now, 1)

    assert found.wall == FRIDAY + timedelta(weeks=max(weeks, made) + 1)


@given(WALLS, st.timedeltas(-timedelta(days=60), timedelta(days=60)))
def test_a_card_comes_half_a_day_before_its_date_at_the_latest(
    starts_at: datetime, shift: timedelta
) -> None:
    opens = opens_at(starts_at, starts_at + shift)

    assert opens <= starts_at - AT_LEAST
    assert opens >= starts_at - timedelta(days=28)
    assert opens_at(starts_at, None) == starts_at - timedelta(days=28)


@examples(max_examples=100)
@given(begun(), st.integers(0, 9), st.timedeltas(-timedelta(days=40), timedelta(days=40)))
def test_a_series_goes_on_at_another_time_with_as_many_dates(
    drawn: tuple[Rule, datetime], at: int, shift: timedelta
) -> None:
    rule, first = drawn
    before = series(rule, first)
    old = walls(before, 40)
    planned = old[min(at, len(old) - 1)]
    later = (planned + shift).replace(second=0, microsecond=0)
    reached = [each for each in old if each >= planned][:3]

    after, names = rebased(before, dates, planned, later, reached)

    new = walls(after, 40)
    assert new[0] == later == names[planned]
    assert fits(after.rule, dates, later)
    assert [names[each] for each in reached] == list(
        islice(dates(after.rule.ending(), later), len(reached))
    )
    if rule.count is not None:
        assert len(new) == len([each for each in old if each >= planned])


def test_a_series_that_moves_to_a_later_weekday_keeps_its_last_date() -> None:
    friday, saturday = FRIDAY, FRIDAY + timedelta(days=1)
    weekly = Rule(Unit.WEEK, weekdays=(4,), until=(FRIDAY + timedelta(weeks=3)).date())

    moved, _ = rebased(series(weekly), dates, friday, saturday, ())

    assert walls(moved) == [saturday + timedelta(weeks=n) for n in range(4)]


@given(begun(count=6, until=None), st.integers(0, 5), st.integers(-800, 800))
def test_a_moved_date_is_between_its_neighbours_or_it_would_change_their_order(
    found: tuple[Rule, datetime], nth: int, hours: int
) -> None:
    rule, first = found
    made = series(rule, first, zone="UTC")
    planned = list(dates(rule, first))
    moment = place(planned[nth], "UTC").at + timedelta(hours=hours)

    moved = replace(made, exceptions={planned[nth]: moment})

    starts = [each.starts_at for each in coming(moved, dates, datetime.min.replace(tzinfo=UTC))]
    is_in_order = all(one < other for one, other in pairwise(starts))
    assert is_between(made, dates, planned[nth], moment) == is_in_order


@examples(max_examples=12)
@given(begun(count=None), st.integers(1, 12), st.integers(1, 9))
def test_a_stopped_series_has_no_more_dates_and_an_extended_one_as_many_as_said(
    drawn: tuple[Rule, datetime], made: int, more: int
) -> None:
    rule, first = drawn
    reached = list(islice(dates(rule.ending(), first), made))[-1]
    running = Series(1, 1, 5, rule, "Asia/Tokyo", first, reached)

    ended = stopped(running)

    assert walls(ended) == []
    assert walls(extended(ended, dates, times=more)) == _after(rule, first, reached)[:more]
    day = reached.date() + timedelta(days=100)
    until = walls(extended(ended, dates, until=day), 500)
    assert until == list(takewhile(lambda each: each.date() <= day, _after(rule, first, reached)))
    assert len(walls(extended(ended, dates), 30)) == 30


def test_days_move_with_the_kind_of_their_rule() -> None:
    monthly = Rule(Unit.MONTH, weekdays=(4,), nth=2)
    saturday, next_friday = wall("2026-01-10"), wall("2026-01-16")
    assert monthly.moved(FRIDAY, saturday) == Rule(Unit.MONTH, weekdays=(5,), nth=2)
    assert monthly.moved(FRIDAY, next_friday) == Rule(Unit.MONTH, weekdays=(4,), nth=3)
    last = Rule(Unit.MONTH, weekdays=(4,), nth=LAST)
    assert last.moved(wall("2026-01-30"), wall("2026-01-31")).nth == LAST
    assert WEEKLY.moved(FRIDAY, saturday).weekdays == (5,)
    workdays = Rule(Unit.WEEK, weekdays=(0, 1, 2, 3, 4))
    assert workdays.moved(FRIDAY, wall("2026-01-08")) == workdays
    end = Rule(Unit.MONTH, day=31)
    assert end.moved(wall("2027-02-28"), wall("2027-01-31")) == end
    assert end.moved(wall("2027-02-28"), wall("2027-02-27")).day == 27
    assert is_last_day(wall("2028-02-29"))


def _after(rule: Rule, first: datetime, reached: datetime) -> Sequence[datetime]:
    def later() -> Iterator[datetime]:
        return (each for each in dates(rule.ending(), first) if each > reached)

    return list(islice(later(), 500))


def test_coming_is_lazy_where_a_series_never_ends() -> None:
    assert next(coming(series(), dates, LONG_AGO)).wall == FRIDAY
