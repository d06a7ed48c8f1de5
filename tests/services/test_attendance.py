"""What hosts see and settle of those who come, and who came."""

from __future__ import annotations

import asyncio
import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attendance import TRIES, Part, Unanswered, is_same_word, made_word
from bot.domain.events import About, Coming, Event
from bot.domain.host_notes import Said
from bot.domain.outbox import Done
from bot.domain.rights import Standing
from bot.errors import (
    AlreadySeatedError,
    CheckinEarlyError,
    EventDraftError,
    EventGoneError,
    EventHostsOnlyError,
    EventOverError,
    GuestNameError,
    GuestsRoomError,
    NotOnListError,
    NotSeatedError,
    NotTheirsToGiveError,
    NoWordError,
    SeatsFullError,
    TriesSpentError,
    UserError,
    WordMissingError,
    WrongWordError,
)
from bot.services.attendance import Named
from bot.services.host_notes import NOTE
from bot.services.services import Services
from tests.events import ORGANISER, SERVER, asker, draft, due, go, publish
from tests.time import Time

ALICE, BOB, CAROL, DAVE = 11, 12, 13, 14
STRANGER = Standing(CAROL, SERVER)


@pytest.fixture
def clock() -> Time:
    return Time()


async def parts(services: Services, event: Event) -> dict[int | str, Part]:
    """Return where everybody stands, guests by their names."""
    found = await services.attending.all(ORGANISER, event.id)
    return {getattr(each, "user_id", None) or each.name: part for part, each in found.people}


async def told(services: Services) -> set[tuple[str, str]]:
    """Return who is told what, one after another at each door."""
    found: set[tuple[str, str]] = set()
    while rows := await due(services):
        for row in rows:
            if row.kind == NOTE and await services.host_notes.read(row) is None:
                continue
            about = row.payload.get("said") or row.payload.get("about")
            found |= {(row.place, about)} if about else set()
        await services.outbox.turn([Done(row, {}) for row in rows])
    return found


async def seats(services: Services, event: Event) -> int:
    return (await services.attending.all(ORGANISER, event.id)).tally.seats


async def test_the_list_has_everybody_for_whoever_manages_it_and_for_nobody_else(
    services: Services,
) -> None:
    event = await publish(services, capacity=1)
    await go(services, event, ALICE)
    await go(services, event, BOB)
    await go(services, event, CAROL, Coming.MAYBE)
    await go(services, event, DAVE, Coming.NO)

    assert await parts(services, event) == {
        ALICE: Part.SEATED,
        BOB: Part.WAITING,
        CAROL: Part.MAYBE,
        DAVE: Part.NO,
    }
    with pytest.raises(EventHostsOnlyError):
        await services.attending.all(STRANGER, event.id)
    assert await services.attending.read(STRANGER, event.id) is None
    with pytest.raises(EventDraftError):
        await services.attending.all(ORGANISER, (await draft(services)).id)


async def test_a_guest_without_discord_takes_a_seat_until_they_are_removed(
    services: Services,
) -> None:
    event = await publish(services, capacity=2)
    guest = await services.attending.add_guest(ORGANISER, event.id, " Max  Power ")
    await go(services, event, ALICE)
    await go(services, event, BOB)

    assert await parts(services, event) == {
        ALICE: Part.SEATED,
        BOB: Part.WAITING,
        "Max Power": Part.GUEST,
    }
    assert await seats(services, event) == 2
    with pytest.raises(GuestsRoomError):
        await services.answers.bring(asker(ALICE), event.id, ["Eve"])
    await services.attending.remove_guest(ORGANISER, event.id, guest.id)
    assert (await parts(services, event))[BOB] is Part.SEATED
    assert (f"user:{BOB}", About.SEATED) in await told(services)
    with pytest.raises(NotOnListError):
        await services.attending.remove_guest(ORGANISER, event.id, guest.id)
    with pytest.raises(GuestNameError):
        await services.attending.add_guest(ORGANISER, event.id, " ")


async def test_nobody_is_seated_beyond_the_limit_unless_the_host_raises_it(
    services: Services,
) -> None:
    event = await publish(services, capacity=1)
    for each in (ALICE, BOB, CAROL):
        await go(services, event, each)
    with pytest.raises(SeatsFullError):
        await services.attending.add_guest(ORGANISER, event.id, "Max")
    with pytest.raises(SeatsFullError) as full:
        await services.attending.seat(ORGANISER, event.id, CAROL)
    assert full.value.values == {"size": 1, "n": 0}

    after = await services.attending.seat(ORGANISER, event.id, CAROL, raises=True)

    assert after.capacity == 2
    assert await parts(services, event) == {
        ALICE: Part.SEATED,
        CAROL: Part.SEATED,
        BOB: Part.WAITING,
    }
    assert await told(services) == {(f"user:{CAROL}", About.SEATED)}


async def test_many_guests_at_once_never_oversell(services: Services) -> None:
    event = await publish(services, capacity=3)
    people = [go(services, event, each) for each in range(100, 110)]
    guests = [services.attending.add_guest(ORGANISER, event.id, f"G{n}") for n in range(10)]

    await asyncio.gather(*people, *guests, return_exceptions=True)

    assert await seats(services, event) == 3


async def test_whom_the_host_lets_wait_is_last_and_gets_no_seat_by_itself(
    services: Services,
) -> None:
    event = await publish(services, capacity=1)
    await go(services, event, ALICE)
    await go(services, event, BOB)

    await services.attending.wait(ORGANISER, event.id, ALICE)
    assert await parts(services, event) == {BOB: Part.SEATED, ALICE: Part.WAITING}
    assert await told(services) == {(f"user:{ALICE}", Said.WAITING), (f"user:{BOB}", About.SEATED)}
    await go(services, event, BOB, Coming.NO)
    await go(services, event, ALICE, Coming.NO)
    assert (await go(services, event, ALICE)).answer.waits, "not by pressing again either"

    await services.attending.seat(ORGANISER, event.id, ALICE)
    assert (await parts(services, event))[ALICE] is Part.SEATED
    await go(services, event, ALICE, Coming.NO)
    assert (await go(services, event, ALICE)).answer.is_seated, "as everybody, from now on"


async def test_a_seat_from_the_host_is_their_yes_and_waits_for_the_persons_own_near_the_start(
    services: Services, clock: Time
) -> None:
    event = await publish(services, capacity=5)
    await services.admissions.say(ORGANISER, event.id, by_approval=True)
    for each in (ALICE, BOB):
        await go(services, event, each)
    assert await parts(services, event) == {ALICE: Part.UNDECIDED, BOB: Part.UNDECIDED}
    clock.pass_(hours=40)

    await services.attending.seat(ORGANISER, event.id, ALICE)

    found = await services.attending.all(ORGANISER, event.id)
    [mine] = [each for each in found.answers if each.user_id == ALICE]
    assert (mine.is_seated, mine.is_approved) == (True, True)
    assert mine.confirm_by is not None
    await services.attending.wait(ORGANISER, event.id, ALICE)
    assert (await parts(services, event))[ALICE] is Part.UNDECIDED
    await services.admissions.approve(ORGANISER, event.id, [ALICE])
    assert (await parts(services, event))[ALICE] is Part.SEATED


async def test_whoever_is_removed_is_told_and_their_seat_goes_on(services: Services) -> None:
    event = await publish(services, capacity=1)
    await go(services, event, ALICE)
    await go(services, event, BOB)

    await services.attending.remove(ORGANISER, event.id, ALICE)

    assert await parts(services, event) == {BOB: Part.SEATED}
    assert await told(services) == {(f"user:{ALICE}", Said.REMOVED), (f"user:{BOB}", About.SEATED)}
    await services.attending.remove(ORGANISER, event.id, BOB)
    await go(services, event, BOB)
    assert await told(services) == set(), "who has answered anew is told nothing"


async def test_a_host_gives_only_what_people_asked_for(services: Services, clock: Time) -> None:
    event = await publish(services)
    await go(services, event, ALICE)
    await go(services, event, BOB, Coming.MAYBE)
    for refusal, act in (
        (AlreadySeatedError, services.attending.seat(ORGANISER, event.id, ALICE)),
        (NotTheirsToGiveError, services.attending.seat(ORGANISER, event.id, BOB)),
        (NotSeatedError, services.attending.wait(ORGANISER, event.id, BOB)),
        (NotOnListError, services.attending.remove(ORGANISER, event.id, CAROL)),
        (EventHostsOnlyError, services.attending.seat(STRANGER, event.id, BOB)),
        (CheckinEarlyError, services.attending.check_in(ORGANISER, event.id, Named(ALICE))),
    ):
        with pytest.raises(refusal):
            await act
    clock.pass_(hours=60)
    with pytest.raises(EventOverError):
        await services.attending.remove(ORGANISER, event.id, ALICE)
    await services.attending.check_in(ORGANISER, event.id, Named(ALICE))


async def test_whoever_says_the_word_during_the_event_came(services: Services, clock: Time) -> None:
    event = await publish(services)
    assert await services.checkins.word(ORGANISER, event.id, "Sakura 7") == "Sakura 7"
    with pytest.raises(CheckinEarlyError):
        await services.checkins.come(STRANGER, event.id, "sakura7")
    clock.pass_(hours=47)
    with pytest.raises(WordMissingError):
        await services.checkins.come(STRANGER, event.id, " ")

    await services.checkins.come(STRANGER, event.id, "ＳＡＫＵＲＡ-7")
    await services.checkins.come(STRANGER, event.id, "sakura7")

    found = await services.attending.all(ORGANISER, event.id)
    assert found.came == {CAROL: clock.now}
    with pytest.raises(EventGoneError):
        await services.checkins.come(Standing(CAROL, 2), event.id, "sakura7")
    clock.pass_(hours=3)
    with pytest.raises(EventOverError):
        await services.checkins.come(Standing(ALICE, SERVER), event.id, "sakura7")


async def test_guessing_ends_after_a_few_tries_until_there_is_a_new_word(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    clock.pass_(hours=48)
    with pytest.raises(NoWordError):
        await services.checkins.come(STRANGER, event.id, "x")
    word = await services.checkins.word(ORGANISER, event.id, None)
    assert await services.checkins.word(ORGANISER, event.id, None) == word
    for left in range(TRIES, 0, -1):
        with pytest.raises(WrongWordError) as wrong:
            await services.checkins.come(STRANGER, event.id, "no")
        assert wrong.value.values == {"n": left - 1}
    with pytest.raises(TriesSpentError):
        await services.checkins.come(STRANGER, event.id, word)
    with pytest.raises(EventHostsOnlyError):
        await services.checkins.word(STRANGER, event.id, "mine")

    await services.checkins.word(ORGANISER, event.id, "new")
    await services.checkins.come(STRANGER, event.id, "new")


async def test_guests_and_members_are_checked_in_by_hand_and_forgotten_with_their_profile(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    await go(services, event, ALICE)
    guest = await services.attending.add_guest(ORGANISER, event.id, "Max")
    clock.pass_(hours=48)
    for named in (Named(ALICE), Named(0, guest), Named(0, guest)):
        await services.attending.check_in(ORGANISER, event.id, named)
    found = await services.attending.all(ORGANISER, event.id)
    assert (list(found.came), found.guests[0].came_at) == ([ALICE], clock.now)

    await services.profiles.delete(ALICE)

    assert (await services.attending.all(ORGANISER, event.id)).came == {}


async def test_a_moderator_who_comes_says_the_word_like_everybody(
    services: Services, clock: Time
) -> None:
    event = await publish(services)
    moderator = Standing(BOB, SERVER, moderates_members=True)
    assert await services.checkins.sets_word(moderator, event.id), "while there is none"
    await services.checkins.word(ORGANISER, event.id, "fuji")

    assert not await services.checkins.sets_word(moderator, event.id)
    assert await services.checkins.sets_word(ORGANISER, event.id)


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_people_and_hosts_do_nobody_is_seated_beyond_the_limit(
    services: Services, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - it draws moves of a game
    limit = 4
    event = await publish(services, capacity=limit)
    people = range(100, 108)
    attending = services.attending
    guests: list[int] = []

    async def move() -> None:
        nonlocal limit
        who = draw.choice(people)
        match draw.randrange(8):
            case 0 | 1:
                await go(services, event, who, draw.choice(list(Coming)))
            case 2:
                named = ["A", "B"][: draw.randrange(3)]
                await services.answers.bring(asker(who), event.id, named)
            case 3:
                guests.append((await attending.add_guest(ORGANISER, event.id, "Max")).id)
            case 4 if guests:
                await attending.remove_guest(ORGANISER, event.id, guests.pop())
            case 5:
                await attending.wait(ORGANISER, event.id, who)
            case 6:
                raises = draw.random() < 0.2
                seated = await attending.seat(ORGANISER, event.id, who, raises=raises)
                limit = seated.capacity or 0
            case _:
                await attending.remove(ORGANISER, event.id, who)

    for _ in range(60):
        with contextlib.suppress(UserError):
            await move()
        found = await attending.all(ORGANISER, event.id)
        assert found.tally.seats <= limit == found.event.capacity


@given(st.text(min_size=1, max_size=20))
def test_a_word_is_the_same_word_however_it_is_spaced(word: str) -> None:
    assert is_same_word(f" {word} ", word)
    assert not is_same_word(f"{word}x", word)


def test_a_word_of_emoji_is_no_other_symbol() -> None:
    assert is_same_word(" 🌸 🌸", "🌸🌸")
    assert not is_same_word("?", "🌸🌸")
    assert not is_same_word("", "🌸🌸")


def test_words_that_are_made_differ_and_are_short() -> None:
    made = {made_word() for _ in range(50)}

    assert len(made) > 40
    assert all(len(word) < 20 for word in made)


async def test_who_came_without_an_answer_is_on_the_list(services: Services, clock: Time) -> None:
    event = await publish(services)
    clock.pass_(hours=48)
    word = await services.checkins.word(ORGANISER, event.id, None)

    await services.checkins.come(STRANGER, event.id, word)

    found = await services.attending.all(ORGANISER, event.id)
    assert found.people == ((Part.UNANSWERED, Unanswered(STRANGER.user_id)),)
    assert found.user_ids == (STRANGER.user_id,)
