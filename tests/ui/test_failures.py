"""However much somebody types, they are answered."""

from __future__ import annotations

from typing import Any

import pytest

from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.reading import read_refusal

LONGEST = 6_000
"""What Discord lets anybody type into an option."""


@pytest.fixture(autouse=True)
async def _alice(world: Any, db: Database) -> None:
    await keep(db, make_profile(world.alice.id, listed_in=frozenset({world.guild.id})))


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("find people", {"prefecture": "*" * LONGEST}),
        ("find people", {"since": "*" * LONGEST}),
        ("find near", {"place": "*" * LONGEST}),
        ("find near", {"place": "9" * LONGEST}),
        ("find near", {"place": "9" * 30}),
        ("find chain", {"prefecture": "02", "town": "*" * LONGEST}),
    ],
)
async def test_whatever_is_typed_the_refusal_fits_a_message(
    world: Any, command: str, options: dict[str, str]
) -> None:
    result = await world.alice.slash(world.channel, command, **options)

    told = read_refusal(world, result)
    assert "went wrong" not in told
    assert len(told) <= 1_000
