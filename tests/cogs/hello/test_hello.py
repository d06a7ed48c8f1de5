from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from bot.client import AlumniBot
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.letters import on_their_way
from tests.people import keep
from tests.reading import labels, read, read_private

# Longer than Discord knows a nonce.
FORGETTING = 3600


@pytest.fixture(autouse=True)
async def both_are_listed(world: Any, db: Database) -> None:
    here = frozenset({world.guild.id})
    await keep(
        db,
        make_profile(world.alice.id, name="Ally *star*", listed_in=here),
        make_profile(world.bob.id, name="Bobby", listed_in=here),
    )


async def card_of(world: Any, viewer: Any, person: Any) -> Any:
    return await viewer.slash(world.channel, "profile view", member=person)


async def say_hello(
    world: Any, message: str = "Hi @everyone!\n**bold**", reason: str = "Hirosaki"
) -> Any:
    card = await card_of(world, world.alice, world.bob)
    form = await world.alice.click(card.response, custom_id=f"hello:to:{world.bob.id}")
    return await world.alice.submit_modal(form, {"message": message, "reason": reason})


def inbox(actor: Any) -> Any:
    return actor.user.dm_channel.last_message


def button_of(message: Any, answer: str) -> str:
    """Return the custom_id of one of the four answers."""
    found = discord.ui.LayoutView.from_message(message).walk_children()
    ids = [part.custom_id or "" for part in found if isinstance(part, discord.ui.Button)]
    return next(custom_id for custom_id in ids if custom_id.startswith(f"hello:{answer}:"))


async def press(actor: Any, message: Any, answer: str) -> Any:
    return await actor.user.click(message, custom_id=button_of(message, answer))


async def test_a_hello_is_brought_with_name_message_and_reason(world: Any) -> None:
    told = read_private(await say_hello(world))

    assert "on its way" in told
    letter = inbox(world.bob)
    assert "Ally \\*star\\* says hello" in read(letter)
    assert "> \\*\\*bold\\*\\*" in read(letter)
    assert "Hirosaki" in read(letter)
    assert labels(letter) == ["Accept", "Later", "No", "No more from this person"]


async def test_a_hello_reveals_no_account_and_pings_nobody(world: Any) -> None:
    await say_hello(world)

    stored = world.env.backend.get_message(world.bob.user.dm_channel.id, inbox(world.bob).id)
    assert str(world.alice.id) not in read(inbox(world.bob))
    assert not stored.mention_everyone
    assert not stored.ping_user_ids


async def test_accepting_tells_both_how_to_reach_each_other(world: Any) -> None:
    await say_hello(world)

    await press(world.bob, inbox(world.bob), "accept")

    assert f"@{world.alice.name}" in read(inbox(world.bob))
    assert labels(inbox(world.bob)) == ["Open their account"]
    assert f"@{world.bob.name}" in read(inbox(world.alice))


async def test_an_account_that_discord_does_not_tell_is_mentioned(world: Any) -> None:
    await say_hello(world)
    world.env.inject_error("GET", f"/users/{world.alice.id}", status=404, times=1)

    await press(world.bob, inbox(world.bob), "accept")

    assert f"<@{world.alice.id}>" in read(inbox(world.bob))


@pytest.mark.parametrize("answer", ["no", "never"])
async def test_a_no_is_settled_in_silence(world: Any, answer: str) -> None:
    await say_hello(world)

    await press(world.bob, inbox(world.bob), answer)

    assert "never learn" in read(inbox(world.bob))
    assert labels(inbox(world.bob)) == []
    assert world.alice.user.dm_channel.last_message is None


async def test_later_leaves_the_hello_and_says_where_it_waits(world: Any) -> None:
    await say_hello(world)

    note = await press(world.bob, inbox(world.bob), "later")
    help_card = await world.bob.slash(world.channel, "help", topic="hello")
    again = await world.bob.click(help_card.response, custom_id="hello:waiting")

    assert "/help" in read_private(note)
    assert labels(help_card.response) == ["1 hello waits for you"]
    assert "Ally" in read_private(again)
    assert labels(again.response)[0] == "Accept"


async def test_refused_direct_messages_wait_for_the_next_command_once(world: Any) -> None:
    world.rules.refusing_dms.add(world.bob.id)
    await say_hello(world)

    first = await world.bob.slash(world.channel, "about")
    second = await world.bob.slash(world.channel, "about")

    assert "Ally" in read(first.followups[0])
    assert first.followups[0].ephemeral
    assert second.followups == []
    shown = first.followups[0]
    await world.bob.click(shown, custom_id=button_of(shown.message, "accept"))
    assert f"@{world.bob.name}" in read(inbox(world.alice))


@pytest.fixture
async def next_bot(services: Services) -> AsyncIterator[AlumniBot]:
    async with AlumniBot(services, Catalogues.read()) as bot:
        yield bot


async def test_buttons_work_after_a_restart(world: Any, next_bot: AlumniBot) -> None:
    card = await card_of(world, world.alice, world.bob)
    await world.env.restart_bot(next_bot)

    form = await world.alice.click(card.response, custom_id=f"hello:to:{world.bob.id}")
    await world.alice.submit_modal(form, {"message": "Hi!", "reason": ""})
    await press(world.bob, inbox(world.bob), "accept")

    assert f"@{world.bob.name}" in read(inbox(world.alice))


async def test_a_crash_between_saving_and_sending_loses_nothing(
    world: Any, services: Services, next_bot: AlumniBot
) -> None:
    await services.greetings.say(
        world.alice.id, world.bob.id, server_id=world.guild.id, message="Hi!", reason=""
    )

    await world.env.restart_bot(next_bot)
    await world.env.advance_time(61)

    assert "Ally" in read(inbox(world.bob))


async def test_a_crash_between_sending_and_recording_doubles_nothing(
    world: Any, services: Services, db: Database, next_bot: AlumniBot
) -> None:
    await say_hello(world)
    channel, sent = world.bob.user.dm_channel.id, world.env.now()
    await world.env.advance_time(FORGETTING)
    async with db.transaction() as conn:
        await conn.execute(
            "INSERT INTO letters (id, user_id, kind, subject, written_at)"
            " SELECT 1, recipient_id, 'hello', id, said_at FROM greetings"
        )
        await conn.execute(
            "INSERT INTO outbox (id, kind, place, payload, due_at, not_before, begun_at, is_first,"
            " is_carried) VALUES (1, 'letter', ?, ?, ?, ?, ?, 1, 1)",
            (f"user:{world.bob.id}", '{"letter": 1}', *[sent.isoformat()] * 3),
        )

    await world.env.restart_bot(next_bot)

    assert len(world.env.backend.messages[channel]) == 1
    assert await on_their_way(services) == []


async def test_discord_in_trouble_is_tried_again(world: Any, services: Services) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=1)
    await say_hello(world)
    assert inbox(world.bob) is None

    await world.env.advance_time(61)

    assert "Ally" in read(inbox(world.bob))


async def test_a_letter_from_somebody_who_hid_meanwhile_is_not_brought(
    world: Any, services: Services
) -> None:
    world.rules.refusing_dms.add(world.bob.id)
    await say_hello(world)
    await services.profiles.hide(world.alice.id)

    result = await world.bob.slash(world.channel, "about")

    assert result.followups == []
    assert await services.letters.to_hand_over(world.bob.id) == []


async def test_what_stands_in_the_way_is_said_before_anybody_types(world: Any) -> None:
    await say_hello(world)

    card = await card_of(world, world.alice, world.bob)
    answer = await world.alice.click(card.response, custom_id=f"hello:to:{world.bob.id}")

    assert answer.modal is None
    assert "already" in read_private(answer)


async def test_a_letter_speaks_the_language_its_reader_last_used(world: Any, db: Database) -> None:
    world.rules.locales[world.bob.id] = "ja"
    await world.bob.slash(world.channel, "about")

    await say_hello(world)

    assert "さんからのあいさつ" in read(inbox(world.bob))
    assert labels(inbox(world.bob))[0] == "受け入れる"


async def test_a_hello_that_is_settled_answers_plainly(world: Any, services: Services) -> None:
    await say_hello(world)
    [received] = await services.greetings.waiting(world.bob.id)
    await services.greetings.refuse(received.greeting.id, world.bob.id)

    answer = await press(world.bob, inbox(world.bob), "accept")

    assert "no longer there" in read_private(answer)
