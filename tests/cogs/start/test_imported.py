from __future__ import annotations

from typing import Any

import pytest

from bot.errors import NoProfileError
from bot.services.services import Services
from bot.storage.database import Database
from tests.cogs.start.filling import Member
from tests.factories import make_profile
from tests.people import keep


@pytest.fixture
async def ann(world: Any, db: Database) -> Member:
    await keep(db, make_profile(world.alice.id, name="Ann", listed_in=frozenset()))
    async with db.transaction() as conn:
        await conn.execute("UPDATE profiles SET imported_at = '2026-01-01T00:00:00+00:00'")
    return await Member(world, world.alice).start()


async def test_what_was_imported_is_shown_first_and_nothing_is_claimed_by_looking(
    ann: Member, services: Services
) -> None:
    assert "Is this you?" in ann.text
    assert "Ann · Alumnus · from the United Kingdom" in ann.text
    assert "Hirosaki, Aomori · ALT · 2008 – 2010" in ann.text
    assert ann.labels == ["Keep", "Change", "Drop"]
    assert (await services.directory.own(ann.actor.id)).imported


async def test_kept_it_becomes_the_persons_own_and_stays_unlisted(
    ann: Member, services: Services
) -> None:
    await ann.press("Keep")

    mine = await services.directory.own(ann.actor.id)
    assert (mine.imported, mine.listed_in) == (False, frozenset())
    assert "You are not listed yet" in ann.text


async def test_change_leads_to_all_its_forms(ann: Member, services: Services) -> None:
    await ann.press("Change")

    mine = await services.directory.own(ann.actor.id)
    assert (mine.imported, mine.listed_in) == (False, frozenset())
    assert "Press a button to change that part" in ann.text


async def test_dropped_all_of_it_is_gone(ann: Member, services: Services) -> None:
    await ann.press("Drop")

    with pytest.raises(NoProfileError):
        await services.directory.own(ann.actor.id)
    assert "All of it is deleted" in ann.text
    assert ann.labels == ["Begin"]
