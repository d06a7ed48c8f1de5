"""What suits how many, and for how many it is night, without telling on anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.polls import (
    STEP,
    Group,
    Poll,
    Suits,
    counted,
    is_night,
    leaders,
    marked,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TIMES = tuple(NOW + timedelta(hours=hours) for hours in (1, 9, 17))
POLL = Poll(1, 1, 5, "Dinner", None, 100, None, None, "UTC", timedelta(hours=2), TIMES)
MARKS = st.text(alphabet="ymn", min_size=3, max_size=3)


@pytest.mark.parametrize(
    ("clock", "asleep"),
    [("22:59", False), ("23:00", True), ("03:00", True), ("06:59", True), ("07:00", False)],
)
def test_people_sleep_from_eleven_to_seven(clock: str, asleep: bool) -> None:
    hour, minute = map(int, clock.split(":"))

    assert is_night(NOW.replace(hour=hour, minute=minute), "UTC") is asleep


@given(
    st.lists(
        st.builds(
            Group,
            MARKS,
            st.sampled_from(["Asia/Tokyo", "Europe/Lisbon", "America/New_York", None]),
            st.integers(1, 5),
        ),
        max_size=8,
    )
)
@settings(max_examples=60)
def test_counts_are_exact_and_who_sleeps_is_told_in_steps(groups: list[Group]) -> None:
    polled = counted(POLL, groups)

    assert polled.people == sum(group.people for group in groups)
    for number, (at, count) in enumerate(zip(TIMES, polled.counts, strict=True)):
        yes = [group.people for group in groups if group.marks[number] == "y"]
        night = [each.people for each in groups if each.zone and is_night(at, each.zone)]
        assert count.yes == sum(yes)
        assert count.asleep % STEP == 0
        assert 0 <= sum(night) - count.asleep < STEP


@given(MARKS, st.sampled_from([Suits.YES, Suits.IF_NEEDED]), st.sets(st.integers(0, 2)))
@settings(max_examples=40)
def test_ticking_changes_what_was_ticked_and_nothing_else(
    before: str, suits: Suits, numbers: set[int]
) -> None:
    after = marked(before, suits, numbers)

    assert {number for number, mark in enumerate(after) if mark == suits} == numbers
    others = [n for n in range(3) if n not in numbers and before[n] != suits]
    assert [after[n] for n in others] == [before[n] for n in others]
    assert marked(after, suits, numbers) == after


@pytest.mark.parametrize(
    ("answers", "now", "first"),
    [
        (["yyn", "ynn"], NOW, (0,)),
        (["ynm", "nym"], NOW, (0, 1)),
        (["ynm", "nyy"], NOW, (2,)),
        (["nnn"], NOW, ()),
        ([], NOW, ()),
        (["yyn", "ynn"], NOW + timedelta(hours=2), (1,)),
        (["mnn"], NOW, (0,)),
    ],
)
def test_the_time_to_come_that_suits_most_leads_and_several_where_they_are_level(
    answers: list[str], now: datetime, first: tuple[int, ...]
) -> None:
    polled = counted(POLL, [Group(marks, None, 1) for marks in answers])

    assert leaders(polled, now) == first
