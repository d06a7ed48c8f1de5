"""Above a size a second person lets an announcement go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.addressees import Sort, Term
from bot.domain.announcements import About, State
from bot.domain.regions import RegionPlace
from bot.errors import (
    AnnouncementApprovedError,
    AnnouncementGoneError,
    AnnouncementLateError,
    AnnouncementPlacesError,
    OwnApprovalError,
)
from bot.services.announcement_rows import COPY, NOTE
from bot.services.announcements import Heard
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from tests.announcements import (
    AOMORI,
    BOTH,
    COLLEAGUE,
    HALL,
    MODERATOR,
    ORGANISER,
    SERVER,
    claim,
    draft,
    finish,
    give_places,
    region,
    send,
    to,
)
from tests.time import Time


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture(autouse=True)
async def three_regions(db: Database) -> None:
    await give_places(db)


async def test_above_a_size_a_second_person_lets_it_go(services: Services) -> None:
    await services.settings.set(SERVER, "approval_above", "10")
    small = await send(services, BOTH)
    assert small.announcement.state is State.SENT
    open_to_all = Heard(readers=11)
    number = (await send(services, BOTH, heard=open_to_all)).announcement.id

    with pytest.raises(OwnApprovalError):
        await services.announcements.approve(ORGANISER, number)
    seen = await services.announcements.status(COLLEAGUE, number)
    assert (seen.may_approve, seen.copies) == (True, ())
    approved = await services.announcements.approve(COLLEAGUE, number)

    assert approved.announcement.state is State.SENT
    assert {COPY, NOTE} == {row.kind for row in await claim(services)}
    with pytest.raises(AnnouncementApprovedError):
        await services.announcements.changeable(ORGANISER, number)
    assert await services.announcements.changeable(COLLEAGUE, number)


@pytest.mark.parametrize(("roles", "needed"), [({9: 3}, False), ({9: 11}, True), ({}, True)])
async def test_roles_count_with_what_discord_says_and_unknown_ones_as_many(
    services: Services, roles: dict[int, int], needed: bool
) -> None:
    await services.settings.set(SERVER, "approval_above", "10")

    sent = await send(services, to(Term(Sort.ROLE, "9")), channels=(HALL,), heard=Heard(roles))

    assert (sent.announcement.state is State.WAITING) == needed


async def test_rejected_or_waiting_for_a_week_it_is_a_draft_again(
    services: Services, clock: Time
) -> None:
    await services.settings.set(SERVER, "approval_above", "1")
    rejected = await send(services, BOTH, heard=Heard(readers=5))
    await services.announcements.reject(MODERATOR, rejected.announcement.id, "Too  long")
    [row] = await claim(services, NOTE)
    note = await services.announcement_rows.note(row)
    assert note is not None
    assert (note.about, note.why) == (About.REJECTED, "Too long")
    await finish(services, [row])

    waiting = await send(services, BOTH, heard=Heard(readers=5))
    clock.pass_(days=6.9)
    assert await claim(services) == []
    clock.pass_(days=0.2)
    await finish(services, await claim(services))
    [row] = await claim(services, NOTE)
    note = await services.announcement_rows.note(row)
    assert note is not None
    assert note.about is About.EXPIRED
    with pytest.raises(AnnouncementGoneError):
        await services.announcements.approve(COLLEAGUE, waiting.announcement.id)


async def test_to_change_what_waits_for_a_second_person_takes_it_back(services: Services) -> None:
    await services.settings.set(SERVER, "approval_above", "1")
    waiting = await send(services, BOTH, heard=Heard(readers=5))
    number = waiting.announcement.id

    changed = await services.announcements.rewrite(ORGANISER, number, english="New", japanese="")

    assert changed.announcement.state is State.DRAFT
    again = await services.announcements.send(ORGANISER, number, Heard(readers=5))
    assert again.announcement.state is State.WAITING
    taken_back = await services.announcements.recall(ORGANISER, number)
    assert taken_back.announcement.state is State.DRAFT
    assert await claim(services) == []
    await services.announcements.drop(ORGANISER, number)
    with pytest.raises(AnnouncementGoneError):
        await services.announcements.preview(ORGANISER, number)


async def test_pinged_people_count_for_a_second_person_like_those_it_is_for(
    services: Services,
) -> None:
    await services.settings.set(SERVER, "approval_above", "10")
    small = await draft(services, to(region(AOMORI)))
    await services.announcements.ping(ORGANISER, small.id, [99], HALL)

    sent = await services.announcements.send(ORGANISER, small.id, Heard({99: 5_000}))

    assert sent.announcement.state is State.WAITING


async def test_its_author_is_told_when_a_moderator_changes_what_waits(services: Services) -> None:
    await services.settings.set(SERVER, "approval_above", "1")
    waits = await send(services, to(region(AOMORI)), heard=Heard(readers=5))

    number = waits.announcement.id
    changed = await services.announcements.rewrite(MODERATOR, number, english="New.", japanese="")

    assert changed.announcement.state is State.DRAFT
    assert [row.payload["about"] for row in await claim(services, NOTE)] == [About.REJECTED]


async def test_what_would_stand_nowhere_is_not_approved(services: Services, db: Database) -> None:
    await services.settings.set(SERVER, "approval_above", "1")
    waits = await send(services, to(region(AOMORI)), heard=Heard(readers=5))
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace(AOMORI, role_id=20))

    with pytest.raises(AnnouncementPlacesError):
        await services.announcements.approve(COLLEAGUE, waits.announcement.id)


async def test_what_was_planned_for_days_ago_is_not_approved(
    services: Services, clock: Time
) -> None:
    await services.settings.set(SERVER, "approval_above", "1")
    due_at = clock() + timedelta(days=1)
    waits = await send(services, BOTH, heard=Heard(readers=5), due_at=due_at)
    clock.pass_(days=2.1)

    with pytest.raises(AnnouncementLateError):
        await services.announcements.approve(COLLEAGUE, waits.announcement.id)
