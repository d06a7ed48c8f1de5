"""The rule of seats, for any order of joins, leaves, guests and limits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.seats import Party, Promotion, confirm_by, promote

sizes = st.integers(1, 3)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("join"), sizes),
        st.tuples(st.just("leave"), st.integers(0, 30)),
        st.tuples(st.just("limit"), st.none() | st.integers(1, 8)),
    ),
    max_size=40,
)


def parties(*sizes: int) -> list[Party]:
    return [Party(number, size) for number, size in enumerate(sizes, 1)]


def ids(some: tuple[Party, ...]) -> list[int]:
    return [party.user_id for party in some]


def test_seats_go_strictly_in_order() -> None:
    promotion = promote(2, parties(1, 1, 1))

    assert (ids(promotion.seated), ids(promotion.passed)) == ([1, 2], [])


def test_a_party_is_seated_whole_or_passed_over() -> None:
    promotion = promote(2, parties(3, 1, 2, 1))

    assert (ids(promotion.seated), ids(promotion.passed)) == ([2, 4], [1, 3])


def test_nobody_is_passed_over_by_nobody() -> None:
    assert promote(1, parties(2, 3)) == Promotion()


def test_nobody_is_seated_while_more_have_seats_than_there_are() -> None:
    assert promote(-2, parties(1)) == Promotion()
    assert len(promote(None, parties(3, 1, 2)).seated) == 3


class Hall:
    """An event, told by the rule alone."""

    def __init__(self) -> None:
        self.limit: int | None = 4
        self.seated: list[Party] = []
        self.waiting: list[Party] = []

    @property
    def free(self) -> int | None:
        return None if self.limit is None else self.limit - sum(p.size for p in self.seated)

    def settle(self) -> Promotion:
        promotion = promote(self.free, self.waiting)
        self.waiting = [party for party in self.waiting if party not in promotion.seated]
        self.seated += promotion.seated
        return promotion


@given(steps)
@settings(max_examples=100)
def test_whatever_happens_no_seat_is_sold_twice_kept_free_or_given_out_of_turn(
    happens: list[tuple[str, int | None]],
) -> None:
    hall = Hall()
    for number, (what, value) in enumerate(happens):
        if what == "join":
            hall.waiting.append(Party(number, value or 1))
        elif what == "leave":
            hall.seated = [party for party in hall.seated if party.user_id != value]
            hall.waiting = [party for party in hall.waiting if party.user_id != value]
        else:
            hall.limit = value
        before, queue, free = list(hall.seated), list(hall.waiting), hall.free

        promotion = hall.settle()

        assert hall.seated[: len(before)] == before, "whoever has a seat keeps it"
        assert [p for p in queue if p in promotion.seated] == list(promotion.seated), "in order"
        if hall.free is not None:
            assert hall.free >= 0 or not promotion.seated, "no seat is sold twice"
            assert all(p.size > hall.free for p in hall.waiting), "no seat is kept free"
        for party in queue:
            if free is None or party in promotion.seated:
                free = None if free is None else free - party.size
            else:
                assert party.size > free, "nobody overtakes who would have fitted"
                behind = queue[queue.index(party) + 1 :]
                overtaken = any(each in promotion.seated for each in behind)
                assert (party in promotion.passed) == overtaken, "and then they are told"


START = datetime(2026, 12, 24, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "until"),
    [
        (timedelta(hours=24, seconds=1), None),
        (timedelta(hours=24), timedelta(hours=21)),
        (timedelta(hours=5), timedelta(hours=2)),
        (timedelta(hours=4), timedelta(hours=1)),
        (timedelta(hours=3), timedelta(hours=1)),
        (timedelta(hours=1, seconds=1), timedelta(hours=1)),
        (timedelta(hours=1), None),
        (timedelta(), None),
        (-timedelta(hours=1), None),
    ],
)
def test_a_seat_waits_for_a_yes_for_three_hours_and_not_into_the_last(
    before: timedelta, until: timedelta | None
) -> None:
    expected = None if until is None else START - until

    assert confirm_by(START, START - before) == expected


@given(st.integers(-7_200, 200_000))
@settings(max_examples=100)
def test_whoever_is_asked_has_time_up_to_three_hours_and_none_in_the_last(seconds: int) -> None:
    now = START - timedelta(seconds=seconds)
    by = confirm_by(START, now)

    is_asked = timedelta(hours=1) < START - now <= timedelta(hours=24)
    assert (by is not None) == is_asked
    if by is not None:
        assert now < by <= START - timedelta(hours=1)
        assert by - now <= timedelta(hours=3)
        assert by - now == timedelta(hours=3) or by == START - timedelta(hours=1)
