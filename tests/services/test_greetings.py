from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.profiles import Audience, Field
from bot.errors import (
    HelloCameError,
    HelloEmptyError,
    HelloGoneError,
    HelloLimitError,
    HelloOffError,
    HelloToOneselfError,
    HelloWaitsError,
    NotListedError,
    ProfileNotFoundError,
    TextTooLongError,
    UserError,
)
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.letters import on_their_way
from tests.people import keep

ALICE, BOB, CAROL, SERVER, OTHER_SERVER = 7, 8, 9, 1, 2


class Watch:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture(autouse=True)
async def people(db: Database) -> None:
    await keep(db, *(make_profile(user) for user in (ALICE, BOB, CAROL)))


async def check(services: Services, sender: int, recipient: int) -> Any:
    return await services.greetings.check(sender, recipient, server_id=SERVER, is_member=None)


async def say(
    services: Services, sender: int = ALICE, recipient: int = BOB, message: str = "Hi!"
) -> None:
    await services.greetings.say(
        sender, recipient, server_id=SERVER, message=message, reason="Hirosaki"
    )


async def letters(services: Services) -> list[tuple[str, int]]:
    return [(letter.kind, letter.user_id) for letter in await on_their_way(services)]


async def waiting(services: Services, user: int = BOB) -> list[int]:
    return [received.greeting.id for received in await services.greetings.waiting(user)]


async def the_only(services: Services, user: int = BOB) -> int:
    [greeting_id] = await waiting(services, user)
    return greeting_id


async def test_a_hello_waits_for_its_recipient_with_a_letter(services: Services) -> None:
    await say(services, message="  Hello from Hirosaki! ")

    [received] = await services.greetings.waiting(BOB)
    assert received.greeting.message == "Hello from Hirosaki!"
    assert received.greeting.reason == "Hirosaki"
    assert received.sender.name == f"Person {ALICE}"
    assert await letters(services) == [("hello", BOB)]


async def test_the_recipient_sees_of_the_sender_what_they_may_see(
    services: Services, db: Database
) -> None:
    shy = make_profile(CAROL, about="Secret", audiences=dict.fromkeys(Field, Audience.ONLY_ME))
    await keep(db, shy)

    await say(services, sender=CAROL)

    [received] = await services.greetings.waiting(BOB)
    assert received.sender.about is None
    assert received.sender.placements == ()


async def test_accepting_lets_both_learn_of_each_other(services: Services) -> None:
    await say(services)

    sender = await services.greetings.accept(greeting := await the_only(services), BOB)

    assert sender.user_id == ALICE
    assert await letters(services) == [("accepted", ALICE)]
    accepted = await services.greetings.accepted(greeting, ALICE)
    assert accepted is not None
    assert accepted.user_id == BOB


async def test_accepting_twice_changes_nothing(services: Services) -> None:
    await say(services)
    greeting = await the_only(services)
    await services.greetings.accept(greeting, BOB)
    for letter in await on_their_way(services):
        await services.letters.told(letter)

    assert (await services.greetings.accept(greeting, BOB)).user_id == ALICE
    assert await letters(services) == []


async def refusal(services: Services, sender: int = ALICE) -> type[BaseException] | None:
    try:
        await say(services, sender)
    except UserError as error:
        return type(error)
    return None


@pytest.mark.parametrize("silence", [False, True])
async def test_the_sender_never_learns_of_a_no(
    services: Services, clock: Watch, silence: bool
) -> None:
    await say(services)
    await say(services, sender=CAROL)
    refused = (await waiting(services))[0]

    await services.greetings.refuse(refused, BOB, silence=silence)

    assert await letters(services) == [("hello", BOB)]
    assert await services.greetings.accepted(refused, ALICE) is None
    assert await refusal(services, ALICE) is await refusal(services, CAROL) is HelloWaitsError
    clock.now += timedelta(days=89)
    assert await refusal(services, ALICE) is await refusal(services, CAROL) is HelloWaitsError
    clock.now += timedelta(days=2)
    assert await refusal(services, ALICE) is await refusal(services, CAROL) is None


async def test_no_more_from_this_person_stands_and_goes_unnoticed(
    services: Services, clock: Watch
) -> None:
    await say(services)
    await services.greetings.refuse(await the_only(services), BOB, silence=True)
    clock.now += timedelta(days=91)

    await say(services)

    assert await letters(services) == []
    assert await waiting(services) == []
    assert await refusal(services) is HelloWaitsError


async def test_a_silenced_hello_counts_towards_the_day_like_any_other(
    services: Services, db: Database, clock: Watch
) -> None:
    await say(services)
    await services.greetings.refuse(await the_only(services), BOB, silence=True)
    clock.now += timedelta(days=91)
    await services.settings.set(SERVER, "hellos_a_day", "1")

    await say(services)

    with pytest.raises(HelloLimitError):
        await say(services, recipient=CAROL)


async def test_a_day_allows_three_and_the_refusal_says_when_the_next_can_go(
    services: Services, db: Database, clock: Watch
) -> None:
    await keep(db, *(make_profile(user) for user in range(20, 25)))
    start = clock.now
    for user in (20, 21, 22):
        await say(services, recipient=user)
        clock.now += timedelta(hours=1)

    with pytest.raises(HelloLimitError) as error:
        await say(services, recipient=23)

    back = start + timedelta(days=1)
    assert error.value.values == {"limit": 3, "when": back}
    clock.now = back
    await say(services, recipient=23)
    with pytest.raises(HelloLimitError):
        await say(services, recipient=24)


async def test_a_server_can_switch_hellos_off(services: Services) -> None:
    await services.settings.set(SERVER, "hellos_a_day", "0")

    with pytest.raises(HelloOffError):
        await check(services, ALICE, BOB)


async def test_only_one_hello_a_pair_is_open(services: Services) -> None:
    await say(services)

    with pytest.raises(HelloWaitsError):
        await check(services, ALICE, BOB)
    with pytest.raises(HelloCameError):
        await check(services, BOB, ALICE)


async def test_whoever_said_no_may_say_hello_later(services: Services) -> None:
    await say(services)
    await services.greetings.refuse(await the_only(services), BOB)

    await say(services, sender=BOB, recipient=ALICE)

    assert len(await waiting(services, ALICE)) == 1


async def test_nobody_greets_themselves(services: Services) -> None:
    with pytest.raises(HelloToOneselfError):
        await check(services, ALICE, ALICE)


@pytest.mark.parametrize(
    ("message", "error"),
    [("   ", HelloEmptyError), ("\u200b\u2066", HelloEmptyError), ("x" * 301, TextTooLongError)],
)
async def test_empty_and_long_messages_are_refused(
    services: Services, message: str, error: type[UserError]
) -> None:
    with pytest.raises(error):
        await say(services, message=message)

    assert await waiting(services) == []


async def test_hidden_absent_and_foreign_people_answer_alike(
    services: Services, db: Database
) -> None:
    await keep(
        db,
        make_profile(20, hidden=True),
        make_profile(21, listed_in=frozenset({OTHER_SERVER})),
        make_profile(22, listed_in=frozenset()),
    )

    for user in (20, 21, 22, 999):
        with pytest.raises(ProfileNotFoundError):
            await check(services, ALICE, user)
        with pytest.raises(ProfileNotFoundError):
            await say(services, recipient=user)


async def test_whoever_is_not_listed_greets_nobody(services: Services, db: Database) -> None:
    await keep(db, make_profile(20, listed_in=frozenset()))

    with pytest.raises(NotListedError):
        await check(services, 20, BOB)


@pytest.mark.parametrize("how", ["hides", "deletes", "leaves", "is unlisted"])
@pytest.mark.parametrize("who", [ALICE, BOB])
async def test_a_waiting_hello_vanishes_with_either_of_the_two(
    services: Services, how: str, who: int
) -> None:
    await say(services)
    greeting = await the_only(services)

    match how:
        case "hides":
            await services.profiles.hide(who)
        case "deletes":
            await services.profiles.delete(who)
        case "leaves":
            await services.presence.left(SERVER, who)
        case _:
            await services.moderation.unlist(SERVER, who, moderator_id=CAROL, reason="x")

    assert await waiting(services) == []
    assert await services.greetings.read(greeting, BOB) is None
    with pytest.raises(HelloGoneError):
        await services.greetings.accept(greeting, BOB)


async def test_an_acceptance_is_not_told_by_somebody_who_hid_since(services: Services) -> None:
    await say(services)
    await services.greetings.accept(greeting := await the_only(services), BOB)

    await services.profiles.hide(BOB)

    assert await services.greetings.accepted(greeting, ALICE) is None


async def test_nobody_answers_for_somebody_else(services: Services) -> None:
    await say(services)
    greeting = await the_only(services)

    assert await services.greetings.read(greeting, CAROL) is None
    assert await services.greetings.accepted(greeting, CAROL) is None
    for answer in (
        services.greetings.accept(greeting, CAROL),
        services.greetings.refuse(greeting, CAROL, silence=True),
        services.greetings.accept(greeting, ALICE),
    ):
        with pytest.raises(HelloGoneError):
            await answer


async def test_after_accepting_there_is_nothing_left_to_refuse(services: Services) -> None:
    await say(services)
    await services.greetings.accept(greeting := await the_only(services), BOB)

    with pytest.raises(HelloGoneError):
        await services.greetings.refuse(greeting, BOB)


async def test_hellos_are_forgotten_after_ninety_days(
    services: Services, db: Database, clock: Watch
) -> None:
    await say(services)
    clock.now += timedelta(days=89)
    await say(services, sender=CAROL)
    clock.now += timedelta(days=2)

    await services.greetings.forget_old()

    async with db.reader() as conn, conn.execute("SELECT sender_id FROM greetings") as cursor:
        assert [tuple(row) for row in await cursor.fetchall()] == [(CAROL,)]


async def test_a_silence_outlives_the_profile_of_whom_it_keeps_away(
    services: Services, db: Database
) -> None:
    await say(services)
    await services.greetings.refuse(await the_only(services), BOB, silence=True)
    await services.profiles.delete(ALICE)
    await keep(db, make_profile(ALICE))

    await say(services)

    assert await waiting(services) == []
    assert await letters(services) == []


@pytest.mark.parametrize(("here", "there", "may"), [("0", "0", False), ("0", "3", True)])
async def test_a_direct_message_allows_what_a_shared_server_allows(
    services: Services, db: Database, here: str, there: str, may: bool
) -> None:
    both = frozenset({SERVER, OTHER_SERVER})
    await keep(db, *(make_profile(user, listed_in=both) for user in (20, 21)))
    await services.settings.set(SERVER, "hellos_a_day", here)
    await services.settings.set(OTHER_SERVER, "hellos_a_day", there)

    raised = None
    try:
        await services.greetings.check(20, 21, server_id=None, is_member=None)
    except HelloOffError as error:
        raised = error

    assert (raised is None) is may


@pytest.mark.parametrize("gone", [ALICE, BOB])
async def test_no_hello_comes_back_when_either_of_the_two_goes(
    services: Services, db: Database, gone: int, clock: Watch
) -> None:
    await services.settings.set(SERVER, "hellos_a_day", "1")
    await say(services)

    await services.profiles.delete(gone)

    await keep(db, make_profile(ALICE))
    with pytest.raises(HelloLimitError):
        await say(services, recipient=CAROL)
    clock.now += timedelta(days=1)
    await say(services, recipient=CAROL)
