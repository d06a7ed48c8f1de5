"""People who do anything at random are refused at most."""

from __future__ import annotations

from tests.benchmarks.wandering import wanderers

STEPS = 120


async def test_whatever_people_type_and_press_the_bot_itself_never_fails() -> None:
    async with wanderers(seed=4) as (people, failures):
        for _ in range(STEPS):
            await people.step()

    assert failures.told == []
    assert people.did.total() > STEPS / 2
