"""What is said in several channels at once stands once in each, and stays in hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.addressees import Sort, Term
from bot.domain.announcements import About, Delivery, State
from bot.domain.outbox import Dead, Done
from bot.domain.profiles import Kind
from bot.domain.regions import RegionPlace
from bot.domain.rights import Standing
from bot.errors import (
    AnnouncementAuthorsOnlyError,
    AnnouncementEmptyError,
    AnnouncementGoneError,
    AnnouncementPlacesError,
    EventPastError,
    OrganisersOnlyError,
    PingChannelError,
    PingsError,
    PingTooSoonError,
    ServerNeededError,
)
from bot.services.announcement_rows import COPY, EDIT, GONE, PUBLISH, RECALL
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from tests.announcements import (
    AOMORI,
    AUTHOR,
    BOTH,
    COLLEAGUE,
    EVERYTHING,
    HALL,
    KYOTO,
    MODERATOR,
    NOBODY,
    ORGANISER,
    OSAKA,
    PORTUGAL,
    SERVER,
    claim,
    draft,
    finish,
    give_places,
    posted,
    region,
    send,
    to,
)
from tests.time import Time

ALL_PREFECTURES = Term(Sort.GROUP, "prefecture")


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture(autouse=True)
async def three_regions(db: Database) -> None:
    await give_places(db)


async def deliveries(services: Services, number: int) -> dict[int, Delivery]:
    status = await services.announcements.status(ORGANISER, number)
    return {each.channel_id: each.delivery for each in status.copies}


async def test_it_goes_once_to_each_channel_and_its_state_is_told_by_channel(
    services: Services,
) -> None:
    sent = await send(services, BOTH, channels=(HALL, 10))
    rows = await claim(services)

    assert sent.announcement.state is State.SENT
    assert {(row.kind, row.place) for row in rows} == {
        (COPY, f"channel:{each}") for each in (10, 11, HALL)
    }
    here, there, hall = rows
    refused = Dead(there, "forbidden", {"code": 50013})
    await services.outbox.turn([Done(here, posted(here)), refused])

    status = await services.announcements.status(COLLEAGUE, sent.announcement.id)
    told = {each.channel_id: each for each in status.copies}
    assert told[here.payload["channel"]].delivery is Delivery.POSTED
    assert told[here.payload["channel"]].message_id == 1_000 + here.payload["channel"]
    dead = told[there.payload["channel"]]
    assert (dead.refusal, dead.details) == ("forbidden", {"code": 50013})
    assert told[hall.payload["channel"]].is_begun
    assert not status.may_change

    await services.outbox.drop(SERVER, there.id)
    states = await deliveries(services, sent.announcement.id)
    assert states[there.payload["channel"]] is Delivery.DROPPED


async def test_a_group_means_its_regions_that_have_a_place_and_but_not_takes_some_out(
    services: Services,
) -> None:
    named = to(ALL_PREFECTURES, region(KYOTO), but_not=(region(OSAKA),))
    preview = await services.announcements.draft(
        ORGANISER, named, (), None, "en", english="Hi", japanese=""
    )

    assert preview.reached.channels == (10,)
    assert [each.code for each in preview.reached.homeless] == [KYOTO]
    assert [each.code for each in preview.reached.roleless] == [KYOTO]
    assert preview.reached.region_roles == (20,)


async def test_kinds_roles_and_everybody_need_a_channel_that_is_named(services: Services) -> None:
    for term in (Term(Sort.KIND, Kind.ALUMNUS), Term(Sort.ROLE, "9"), Term(Sort.EVERYBODY)):
        with pytest.raises(AnnouncementPlacesError):
            await draft(services, to(term, region(AOMORI)))
        assert await draft(services, to(term), channels=(HALL,))
    for nowhere in (to(region(KYOTO)), to(region(OSAKA), but_not=(ALL_PREFECTURES,))):
        with pytest.raises(AnnouncementPlacesError):
            await services.announcements.require_places(ORGANISER, nowhere, ())


async def test_planned_it_goes_at_its_time_to_the_channels_of_that_time(
    services: Services, clock: Time, db: Database
) -> None:
    sent = await send(services, BOTH, due_at=clock() + timedelta(hours=2))
    assert await claim(services) == []
    async with db.transaction() as conn:
        await regions.put_place(conn, SERVER, RegionPlace(OSAKA, channel_id=19))

    clock.pass_(hours=2)
    await finish(services, await claim(services))

    assert set(await deliveries(services, sent.announcement.id)) == {10, 19}


async def test_put_off_it_goes_at_the_new_time_alone(services: Services, clock: Time) -> None:
    sent = await send(services, BOTH, due_at=clock() + timedelta(hours=2))
    number = sent.announcement.id
    clock.pass_(hours=2)
    stale = await claim(services)
    await services.announcements.put_off(ORGANISER, number, clock() + timedelta(hours=1))

    await finish(services, stale)
    assert await deliveries(services, number) == {}
    with pytest.raises(EventPastError):
        await services.announcements.put_off(ORGANISER, number, clock())
    clock.pass_(hours=1)
    await finish(services, await claim(services))
    assert len(await deliveries(services, number)) == 2
    with pytest.raises(AnnouncementGoneError):
        await services.announcements.put_off(ORGANISER, number, clock() + timedelta(hours=1))


async def test_a_day_too_late_it_is_a_draft_again_and_its_author_is_told(
    services: Services, clock: Time
) -> None:
    sent = await send(services, BOTH, due_at=clock() + timedelta(hours=2))
    clock.pass_(hours=27)

    await finish(services, await claim(services))

    [row] = await claim(services)
    note = await services.announcement_rows.note(row)
    assert row.place == f"user:{AUTHOR}"
    assert note is not None
    assert (note.about, note.announcement.state) == (About.LATE, State.DRAFT)
    assert (await services.announcements.preview(ORGANISER, sent.announcement.id)).reached.channels


async def test_an_edit_changes_what_stands_and_what_does_not_stand_yet_takes_the_new_text(
    services: Services,
) -> None:
    sent = await send(services, BOTH, channels=(HALL,))
    number = sent.announcement.id
    rows = await claim(services)
    await finish(services, rows[:1])

    for text in ("Second", "Third"):
        await services.announcements.rewrite(ORGANISER, number, english=text, japanese="三")
    [edit] = await claim(services)
    assert (edit.kind, edit.payload["message"]) == (EDIT, 1_000 + edit.payload["channel"])
    shown = await services.announcement_rows.copy(edit)
    assert shown is not None
    assert shown.texts == ("Third", "三")

    # These were being posted while the text changed, so each is edited once it stands.
    await finish(services, rows[1:])
    assert {row.kind for row in await claim(services)} == {EDIT}
    await finish(services, [edit], **GONE)
    states = await deliveries(services, number)
    assert states[edit.payload["channel"]] is Delivery.GONE


async def test_a_recall_deletes_what_stands_and_also_what_comes_to_stand_after_it(
    services: Services,
) -> None:
    sent = await send(services, to(region(AOMORI), region(OSAKA), region(PORTUGAL)))
    number = sent.announcement.id
    stands, comes = (await services.outbox.turn((), EVERYTHING)).rows[:2]
    await finish(services, [stands])
    await services.announcements.rewrite(ORGANISER, number, english="New", japanese="")

    await services.announcements.recall(ORGANISER, number)

    [edit] = await claim(services)
    assert await services.announcement_rows.copy(edit) is None
    await finish(services, [edit])
    [deletion] = await claim(services)
    assert (deletion.kind, deletion.payload["message"]) == (RECALL, posted(stands)["message"])
    assert await services.announcement_rows.copy(comes) is None
    await services.outbox.turn(
        [Done(deletion, {}), Done(comes, {**posted(comes), "is_news": True})]
    )
    [later] = await claim(services)
    assert (later.kind, later.payload["message"]) == (RECALL, posted(comes)["message"])
    await finish(services, [later])
    with pytest.raises(AnnouncementGoneError):
        await services.announcements.recall(ORGANISER, number)
    with pytest.raises(AnnouncementGoneError):
        await services.announcements.rewrite(ORGANISER, number, english="x", japanese="")


async def test_what_waits_in_the_queue_is_never_posted_after_a_recall(services: Services) -> None:
    sent = await send(services, BOTH)

    await services.announcements.recall(MODERATOR, sent.announcement.id)

    assert await claim(services) == []
    assert set((await deliveries(services, sent.announcement.id)).values()) == {Delivery.RECALLED}


async def test_in_an_announcement_channel_it_is_published_to_followers(services: Services) -> None:
    sent = await send(services, to(region(AOMORI)))
    [row] = await claim(services)

    await services.outbox.turn([Done(row, {**posted(row), "is_news": True})])

    [publication] = await claim(services)
    assert (publication.kind, publication.place) == (PUBLISH, "followers:10")
    assert await services.announcement_rows.copy(publication)
    await services.announcements.recall(ORGANISER, sent.announcement.id)
    assert await services.announcement_rows.copy(publication) is None
    assert [row.kind for row in await claim(services)] == [RECALL]


async def test_a_ping_needs_its_one_channel_which_then_has_a_copy_too(services: Services) -> None:
    written = await draft(services, to(region(AOMORI)))
    await services.announcements.ping(ORGANISER, written.id, [20, 22, 20], None)
    with pytest.raises(PingChannelError):
        await services.announcements.send(ORGANISER, written.id, NOBODY)
    with pytest.raises(PingsError):
        await services.announcements.ping(ORGANISER, written.id, range(26), HALL)

    preview = await services.announcements.ping(ORGANISER, written.id, [20, 22], HALL)
    assert preview.reached.channels == (HALL, 10)
    assert (preview.announcement.roles, preview.announcement.pings_in) == ((20, 22), HALL)
    await services.announcements.send(ORGANISER, written.id, NOBODY)
    assert len(await claim(services)) == 2
    again = await draft(services, to(region(AOMORI), region(OSAKA)))
    told = await services.announcements.ping(ORGANISER, again.id, [20], HALL)
    assert [each.code for each in told.lately] == [AOMORI]
    with pytest.raises(PingTooSoonError):
        await services.representatives.place(MODERATOR, AOMORI, pings=True)


async def test_who_may_what(services: Services) -> None:
    number = (await draft(services, BOTH)).id

    with pytest.raises(ServerNeededError):
        await services.announcements.require(Standing(AUTHOR))
    with pytest.raises(OrganisersOnlyError):
        await services.announcements.list(Standing(8, SERVER))
    for other in (COLLEAGUE, MODERATOR, Standing(AUTHOR, 2, manages_server=True)):
        with pytest.raises(AnnouncementGoneError):
            await services.announcements.status(other, number)
        assert await services.announcements.list(other) == []
    await services.announcements.send(ORGANISER, number, NOBODY)
    with pytest.raises(AnnouncementAuthorsOnlyError):
        await services.announcements.recall(COLLEAGUE, number)
    assert [each.id for each in await services.announcements.list(COLLEAGUE)] == [number]
    with pytest.raises(AnnouncementEmptyError):
        await draft(services, BOTH, english="\u200b", japanese=" ")


async def test_whoever_deletes_their_profile_is_named_nowhere_any_more(
    services: Services, clock: Time
) -> None:
    posted_one = await send(services, to(region(AOMORI)))
    await finish(services, await claim(services))
    planned = await send(services, BOTH, due_at=clock() + timedelta(hours=1))

    await services.profiles.delete(AUTHOR)

    [edit] = await claim(services)
    shown = await services.announcement_rows.copy(edit)
    assert shown is not None
    assert (shown.id, shown.user_id) == (posted_one.announcement.id, None)
    clock.pass_(hours=2)
    await finish(services, await claim(services))
    assert await claim(services) == []
    with pytest.raises(AnnouncementGoneError):
        await services.announcements.status(MODERATOR, planned.announcement.id)


async def test_drafts_are_kept_for_a_month_and_what_was_sent_for_a_year(
    services: Services, clock: Time
) -> None:
    await draft(services, BOTH)
    await send(services, BOTH)
    for days, left in ((29, 2), (2, 1), (330, 1), (5, 0)):
        clock.pass_(days=days)
        await services.announcements.forget_old()
        assert len(await services.announcements.list(ORGANISER)) == left


async def test_a_moment_between_two_seconds_comes_too(services: Services, clock: Time) -> None:
    planned = await send(services, to(region(AOMORI)), due_at=clock() + timedelta(hours=2))
    later = clock() + timedelta(hours=3, milliseconds=500)
    await services.announcements.put_off(ORGANISER, planned.announcement.id, later)

    clock.pass_(hours=4)
    await finish(services, await claim(services))

    found = await services.announcements.status(ORGANISER, planned.announcement.id)
    assert [copy.channel_id for copy in found.copies] == [10]
