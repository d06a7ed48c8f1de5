from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outage import FAILURES, LONGEST_WAIT, Outage
from bot.domain.outbox import ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE, pause

START = datetime(2026, 1, 1, tzinfo=UTC)
AN_OUTAGE = timedelta(hours=24)


@given(st.integers(1, 10_000))
def test_pauses_grow_and_stay_within_bounds(attempts: int) -> None:
    assert FIRST_PAUSE <= pause(attempts) <= pause(attempts + 1) <= LONGEST_PAUSE


def test_the_attempts_last_longer_than_an_outage() -> None:
    assert sum((pause(n) for n in range(1, ATTEMPTS)), timedelta()) > AN_OUTAGE


@given(st.lists(st.tuples(st.floats(0, 300), st.booleans()), max_size=40))
def test_an_outage_holds_back_only_while_nothing_gets_through(
    events: list[tuple[float, bool]],
) -> None:
    outage, now, failures = Outage(), START, 0
    for seconds, answered in events:
        now += timedelta(seconds=seconds)
        if answered:
            assert outage.answered() == (failures >= FAILURES)
            failures = 0
        else:
            outage.failed(now)
            failures += 1
        if failures < FAILURES:
            assert outage.room(now, most=16, under_way=6) == 10
        else:
            assert outage.until is not None
            assert outage.room(now, most=16, under_way=1) == 0
            assert outage.room(now + LONGEST_WAIT, most=16, under_way=0) == 1
