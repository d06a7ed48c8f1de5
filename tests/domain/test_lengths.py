"""Lengths as people type them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.lengths import length


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90 min", 90),
        ("2h", 120),
        ("2", 120),
        ("45", 45),
        ("1:30", 90),
        ("1h30", 90),
        ("1 hour 30 minutes", 90),
        ("1.5 hours", 90),
        ("2 days", 2_880),
        ("1d 2h", 1_560),
        ("2時間", 120),
        ("2時間半", 150),
        ("1時間30分", 90),
        ("３０分", 30),
        ("14 days", 20_160),
        ("5m", 5),
    ],
)
def test_lengths_are_understood(typed: str, minutes: int) -> None:
    assert length(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "typed", ["", "soon", "0", "4 min", "15 days", "-2h", "1:75", "2 2 2", "1h30 20", "9999 days"]
)
def test_what_is_no_length_is_nothing(typed: str) -> None:
    assert length(typed) is None
