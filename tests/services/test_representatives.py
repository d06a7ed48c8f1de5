"""What representatives may do: in their region alone, and its people have their peace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.notices import TEXT_LENGTH
from bot.domain.outbox import Dead, Done, Row
from bot.domain.regions import RegionPlace, people
from bot.domain.rights import Standing
from bot.errors import (
    NoticeEmptyError,
    NoticeGoneError,
    NotListedError,
    PingTooSoonError,
    RegionPlaceMissingError,
    RegionPostNeededError,
    RegionRoleMissingError,
    RepresentativesOnlyError,
    ServerNeededError,
    TextTooLongError,
)
from bot.services.outbox import Room
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep
from tests.time import Time

SERVER, REP, MOD, BOB = 1, 7, 8, 9
EVERYTHING = Room(100, 100)
MINE, MODERATOR = Standing(REP, SERVER), Standing(MOD, SERVER, moderates_members=True)
AOMORI, OSAKA, KYOTO = "p02", "p27", "p26"


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture(autouse=True)
async def two_regions(services: Services, db: Database) -> None:
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace(AOMORI, channel_id=10, role_id=20))
        await regions.put_place(conn, SERVER, RegionPlace(OSAKA, thread_id=11))
    for code in (AOMORI, KYOTO):
        await services.regions.add_representative(SERVER, code, REP)


async def send(services: Services, standing: Standing, *, pings: bool = False) -> Row:
    draft = await services.representatives.draft(standing, AOMORI, "Come!", pings=pings)
    await services.representatives.send(standing, draft.notice.id, pins=True)
    [row] = [
        each for each in (await services.outbox.turn((), EVERYTHING)).rows if each.kind != "role"
    ]
    return row


async def test_a_notice_goes_once_and_is_pinned_where_it_stands(services: Services) -> None:
    row = await send(services, MINE)

    assert (row.kind, row.place, row.payload["role"]) == ("notice", "channel:10", None)
    found = await services.representatives.read(row)
    assert found is not None
    assert (found[0].text, found[1].code) == ("Come!", AOMORI)
    with pytest.raises(NoticeGoneError):
        await services.representatives.send(MINE, found[0].id, pins=False)

    done = Done(row, {"channel": 10, "message": 99})
    [pin] = (await services.outbox.turn((done,), EVERYTHING)).rows
    assert (pin.kind, pin.payload) == ("pin", {"channel": 10, "message": 99, "pinned": True})
    assert await services.representatives.read(row) is None, "what is posted is kept no longer"


@pytest.mark.parametrize(
    ("standing", "code", "refusal"),
    [
        (Standing(BOB, SERVER), AOMORI, RepresentativesOnlyError),
        (MINE, OSAKA, RepresentativesOnlyError),
        (Standing(REP, 2), AOMORI, RepresentativesOnlyError),
        (Standing(REP), AOMORI, ServerNeededError),
        (MINE, KYOTO, RegionPlaceMissingError),
    ],
)
async def test_nobody_acts_in_a_region_that_is_not_theirs(
    services: Services, standing: Standing, code: str, refusal: type[Exception]
) -> None:
    acts = services.representatives
    for act in (
        lambda: acts.place(standing, code),
        lambda: acts.draft(standing, code, "Hi", pings=False),
        lambda: acts.pin(standing, code, 99, pinned=True),
        lambda: acts.sleep(standing, code),
    ):
        with pytest.raises(refusal):
            await act()
    if refusal is RepresentativesOnlyError:
        with pytest.raises(refusal):
            await acts.newest(standing, code)


async def test_moderators_act_everywhere_and_excluded_representatives_nowhere(
    services: Services,
) -> None:
    assert (await services.representatives.place(MODERATOR, OSAKA)).home == 11
    await services.representatives.sleep(MODERATOR, OSAKA)
    with pytest.raises(RegionPostNeededError):
        await services.representatives.sleep(MODERATOR, AOMORI)

    await services.moderation.unlist(SERVER, REP, moderator_id=MOD, reason="Spam")
    with pytest.raises(RepresentativesOnlyError):
        await services.representatives.place(MINE, AOMORI)


async def test_a_draft_is_its_writers_alone_and_no_longer_than_a_day(
    services: Services, clock: Time
) -> None:
    draft = await services.representatives.draft(MINE, AOMORI, "Come!", pings=False)
    number = draft.notice.id

    with pytest.raises(NoticeGoneError):
        await services.representatives.send(MODERATOR, number, pins=False)
    await services.regions.remove_representative(SERVER, AOMORI, REP)
    with pytest.raises(RepresentativesOnlyError):
        await services.representatives.send(MINE, number, pins=False)
    await services.regions.add_representative(SERVER, AOMORI, REP)
    clock.pass_(days=1, minutes=1)
    await services.representatives.forget_drafts()
    with pytest.raises(NoticeGoneError):
        await services.representatives.find(MINE, number)


async def test_texts_that_say_nothing_or_too_much_are_refused(services: Services) -> None:
    for text, refusal in (("\u200b\n", NoticeEmptyError), ("x" * 1_501, TextTooLongError)):
        with pytest.raises(refusal):
            await services.representatives.draft(MINE, AOMORI, text, pings=False)
    whole = await services.representatives.draft(MINE, AOMORI, "x" * TEXT_LENGTH, pings=False)
    assert len(whole.notice.text) == TEXT_LENGTH


async def test_the_people_of_a_region_are_pinged_once_a_week_whoever_does_it(
    services: Services, clock: Time
) -> None:
    for user_id, quiet in ((30, False), (31, False), (32, False), (33, True)):
        await services.memberships.join(SERVER, user_id, AOMORI, quiet=quiet)
    draft = await services.representatives.draft(MINE, AOMORI, "Come!", pings=True)
    assert draft.people == people(3, 100), "quiet people have no role to be pinged by"

    assert (await send(services, MINE, pings=True)).payload["role"] == 20
    for standing in (MINE, MODERATOR):
        with pytest.raises(PingTooSoonError) as refused:
            await services.representatives.draft(standing, AOMORI, "Again!", pings=True)
        assert refused.value.values["when"] == clock() + timedelta(weeks=1)
    with pytest.raises(PingTooSoonError):  # written before, sent after
        await services.representatives.send(MINE, draft.notice.id, pins=False)
    await services.representatives.draft(MINE, AOMORI, "Without", pings=False)

    clock.pass_(weeks=1)
    await services.representatives.place(MINE, AOMORI, pings=True)


async def test_a_ping_that_never_went_is_given_back(services: Services) -> None:
    row = await send(services, MINE, pings=True)
    await services.outbox.turn((Dead(row, "forbidden"),), EVERYTHING)
    with pytest.raises(PingTooSoonError):
        await services.representatives.place(MINE, AOMORI, pings=True)

    await services.outbox.drop(SERVER, row.id)

    await services.representatives.place(MINE, AOMORI, pings=True)


async def test_nobody_can_be_pinged_without_a_role(services: Services) -> None:
    with pytest.raises(RegionRoleMissingError):
        await services.representatives.place(MODERATOR, OSAKA, pings=True)


async def test_representatives_see_the_newest_as_far_as_they_may(
    services: Services, db: Database, clock: Time
) -> None:
    with pytest.raises(NotListedError):
        await services.representatives.newest(MINE, AOMORI)
    everybody = {REP: {}, 30: {}, 31: {}, 32: {"hidden": True}, 33: {"listed_in": frozenset({2})}}
    await keep(db, *(make_profile(user_id, **more) for user_id, more in everybody.items()))
    for user_id in (*everybody, 34):
        clock.pass_(minutes=1)
        await services.memberships.join(SERVER, user_id, AOMORI, quiet=user_id == 30)

    _, found = await services.representatives.newest(MINE, AOMORI)

    assert [seen.user_id for seen in found] == [31]


async def test_only_regions_in_which_somebody_may_act_are_suggested(services: Services) -> None:
    async def suggested(standing: Standing, typed: str) -> list[str]:
        found = await services.representatives.suggest(standing, typed, "en")
        return [region.code for region in found]

    assert await suggested(MINE, "") == [AOMORI, KYOTO]
    assert await suggested(MINE, "aom") == [AOMORI]
    assert await suggested(MINE, "osaka") == []
    assert OSAKA in await suggested(MODERATOR, "osaka")
    assert await suggested(Standing(BOB, SERVER), "") == []
