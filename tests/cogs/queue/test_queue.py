from __future__ import annotations

from typing import Any

import pytest
from simcord import SetupError

from bot.client import AlumniBot
from bot.domain.outbox import Dead, DeadLetter, Reason, Row
from bot.i18n import Catalogues
from bot.services.services import Services
from bot.storage.database import Database
from bot.ui.dead_letters import REASONS
from cogs.queue.cards import dead_letters_card, label
from tests.factories import make_profile
from tests.people import THEN, keep
from tests.reading import read, read_private, read_refusal


@pytest.fixture(autouse=True)
async def both_are_listed(world: Any, db: Database) -> None:
    here = frozenset({world.guild.id})
    await keep(
        db,
        make_profile(world.alice.id, name="Alice the sender", listed_in=here),
        make_profile(world.bob.id, name="Bob the reader", listed_in=here),
    )


async def stuck_hello(world: Any, services: Services) -> int:
    """Let a hello be answered by a fault of Discord's that is final, and return its number."""
    world.env.inject_error("POST", "/users/@me/channels", status=405, code=0, times=1)
    await services.greetings.say(
        world.alice.id, world.bob.id, server_id=world.guild.id, message="A secret", reason=""
    )
    await world.env.settle()
    [letter] = await services.outbox.dead(world.guild.id, limit=5)
    return letter.row.id


async def test_show_lists_what_is_stuck_and_tells_nothing_personal(
    world: Any, services: Services
) -> None:
    number = await stuck_hello(world, services)

    shown = read_private(await world.admin.slash(world.channel, "queue show"))

    assert f"#{number}" in shown
    assert "A message to a member" in shown
    assert "code 405" in shown
    for told in ("Alice", "Bob", "secret", str(world.alice.id), str(world.bob.id)):
        assert told not in shown


async def test_nothing_stuck_is_said_so(world: Any) -> None:
    assert "Nothing is stuck" in read_private(await world.admin.slash(world.channel, "queue show"))


async def test_a_retry_brings_the_message(world: Any, services: Services) -> None:
    number = await stuck_hello(world, services)

    told = read_private(await world.admin.slash(world.channel, "queue retry", letter=f"#{number}"))

    assert "tried again" in told
    assert "Alice" in read(world.bob.user.dm_channel.last_message)
    assert await services.outbox.count_dead(world.guild.id) == 0


async def test_a_drop_gives_the_message_up(world: Any, services: Services, db: Database) -> None:
    number = await stuck_hello(world, services)

    told = read_private(await world.admin.slash(world.channel, "queue drop", letter=str(number)))

    assert "Dropped" in told
    assert await services.outbox.count_dead(world.guild.id) == 0
    async with db.reader() as conn:
        assert not list(await conn.execute_fetchall("SELECT * FROM letters"))


@pytest.mark.parametrize("typed", ["7", "#", "seven", "9" * 30])
async def test_what_is_no_dead_letter_is_refused(world: Any, typed: str) -> None:
    answer = await world.admin.slash(world.channel, "queue drop", letter=typed)

    assert "settled" in read_refusal(world, answer)


async def test_stuck_things_are_offered_to_admins_alone(world: Any, services: Services) -> None:
    number = await stuck_hello(world, services)

    offered = await world.admin.autocomplete(world.channel, "queue retry", "letter", "message")
    none = await world.admin.autocomplete(world.channel, "queue retry", "letter", "role")

    assert [choice["value"] for choice in offered] == [str(number)]
    assert none == []
    with pytest.raises(SetupError, match="permission"):
        await world.alice.autocomplete(world.channel, "queue retry", "letter", "")


@pytest.mark.parametrize("command", ["show", "retry", "drop"])
async def test_the_bot_itself_asks_for_the_right_too(
    world: Any, simcord_bot: AlumniBot, command: str
) -> None:
    """Servers may open a command to others in Discord's own settings."""
    with world.env._bot_scope():
        commands = await simcord_bot.tree.fetch_commands()
    [queue] = [each for each in commands if each.name == "queue"]
    world.guild.set_command_permissions(queue, {world.alice: True})
    options = {} if command == "show" else {"letter": "1"}

    answer = await world.alice.slash(world.channel, f"queue {command}", **options)

    assert "for admins" in read_refusal(world, answer)


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_every_reason_is_told_in_words(locale: str) -> None:
    words = Catalogues.read().words(locale)
    for reason in [*Reason, "one of a later version"]:
        row = Row(12, "letter", "user:7", {"letter": 1}, 1, THEN, 0, None)
        letter = DeadLetter(row, reason, {"code": 50013}, THEN)

        card = read_card(dead_letters_card([letter], 30, words))

        assert "**#12**" in card
        assert "{" not in card
        assert "30" in card
        assert (words("Reason: {reason}", reason=reason) in card) == (reason not in REASONS)
        assert label(letter, words).startswith("#12 ")


def read_card(card: Any) -> str:
    return "\n".join(getattr(part, "content", "") for part in card.walk_children())


async def test_a_row_that_lacks_what_a_text_names_is_listed_all_the_same() -> None:
    row = Row(12, "letter", "user:7", {}, 1, THEN, 0, None)
    dead = Dead(row, Reason.FORBIDDEN)
    letter = DeadLetter(dead.row, dead.reason, dead.details, THEN)

    assert "forbidden" in read_card(dead_letters_card([letter], 1, Catalogues.read().words("en")))
