"""What a reminder says of its own time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.reminders import LEADS, Lead, Timing, timing

START = datetime(2026, 1, 5, 19, tzinfo=UTC)


@pytest.mark.parametrize("lead", list(LEADS))
@pytest.mark.parametrize(
    ("after_start", "said"),
    [
        (timedelta(seconds=-1), None),
        (timedelta(), Timing.STARTING),
        (timedelta(minutes=14, seconds=59), Timing.STARTING),
        (timedelta(minutes=15), Timing.TOO_LATE),
        (timedelta(days=1), Timing.TOO_LATE),
    ],
)
def test_after_the_start_it_starts_now_for_a_quarter_of_an_hour(
    lead: Lead, after_start: timedelta, said: Timing | None
) -> None:
    late = Timing.ON_TIME if lead is Lead.START else Timing.LATE

    assert timing(START, lead, START + after_start) is (said or late)


@pytest.mark.parametrize("lead", [Lead.DAY, Lead.HOUR])
def test_a_late_one_never_claims_to_be_on_time(lead: Lead) -> None:
    due = START - LEADS[lead]

    assert timing(START, lead, due) is Timing.ON_TIME
    assert timing(START, lead, due + timedelta(minutes=5)) is Timing.ON_TIME
    assert timing(START, lead, due + timedelta(minutes=5, seconds=1)) is Timing.LATE
