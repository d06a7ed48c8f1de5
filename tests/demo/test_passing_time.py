"""The simulated clock beside the one on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import simcord

from bot.client import AlumniBot
from bot.demo.passing_time import (
    KEPT_INTERACTIONS,
    KEPT_MESSAGES,
    LONGEST_STEP_SECONDS,
    set_clock,
    tick,
    trim,
)
from bot.demo.site import Site


A_MOMENT = timedelta(seconds=1)


async def test_the_clock_is_set_to_now(simcord_bot: AlumniBot) -> None:
    env = simcord.Env(simcord_bot)

    set_clock(env)

    assert abs(env.now() - datetime.now(UTC)) < timedelta(seconds=5)


async def time_moves(site: Site) -> None:
    """Tick until time moves: it waits for whatever the bot is still doing from its start.

    What the bot does meanwhile moves it too, by a millionth of a second each.
    """
    before = site.stage.env.now()
    while site.stage.env.now() - before < A_MOMENT:
        await tick(site.stage)


async def test_the_clock_catches_up_with_the_wall(site: Site) -> None:
    env = site.stage.env
    env.backend.clock.advance(-300)

    await time_moves(site)

    assert abs(env.now() - datetime.now(UTC)) < timedelta(seconds=5)


async def test_after_a_long_sleep_the_clock_catches_up_step_by_step(site: Site) -> None:
    env = site.stage.env
    env.backend.clock.advance(-24 * 3600)
    before = env.now()

    await time_moves(site)

    step = timedelta(seconds=LONGEST_STEP_SECONDS)
    assert timedelta() <= env.now() - before - step < A_MOMENT


async def test_what_only_test_reports_need_is_forgotten(simcord_env: simcord.Env) -> None:
    backend = simcord_env.backend
    guild = simcord_env.create_guild()
    channel, user = guild.create_text_channel("general"), simcord_env.create_user("ann")
    guild.add_member(user)
    for _ in range(KEPT_INTERACTIONS + 10):
        backend.new_interaction(2, channel.id, user.id, guild.id)

    trim(simcord_env)

    assert (backend.transcript, backend.http_requests) == ([], [])
    assert len(backend.interactions) == len(backend.interaction_tokens) == KEPT_INTERACTIONS


async def test_old_messages_are_forgotten(world: Any) -> None:
    messages = world.env.backend.messages[world.channel.id]
    for number in range(KEPT_MESSAGES + 1):
        world.env.backend.create_message(world.channel.id, world.alice.id, f"message {number}")

    trim(world.env)

    assert next(m.content for m in messages.values()) == "message 1"
    assert len(messages) == KEPT_MESSAGES
