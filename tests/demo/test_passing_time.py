"""The simulated clock beside the one on the wall."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import simcord

from bot.client import AlumniBot
from bot.demo.passing_time import (
    KEPT_INTERACTIONS,
    KEPT_MESSAGES,
    LONGEST_STEP_SECONDS,
    pass_until,
    set_clock,
    tick,
    trim,
)
from bot.demo.run import ForgivingEnv
from bot.demo.site import Site


async def test_the_clock_is_set_to_now(simcord_bot: AlumniBot) -> None:
    env = simcord.Env(simcord_bot)

    set_clock(env)

    assert abs(env.now() - datetime.now(UTC)) < timedelta(seconds=5)


class CountingEnv(ForgivingEnv):
    """Counts how often time was asked to pass."""

    attempts = 0

    async def advance_time(self, seconds: float) -> None:
        self.attempts += 1
        await super().advance_time(seconds)


async def test_time_passes_however_long_the_bot_is_busy(simcord_bot: AlumniBot) -> None:
    env = CountingEnv(simcord_bot, settle_timeout=0.1)
    await env.start()

    async def on_busy() -> None:
        while env.attempts < 3:  # noqa: ASYNC110 - busy on purpose
            await asyncio.sleep(0)

    simcord_bot.add_listener(on_busy)
    with env._bot_scope():
        simcord_bot.dispatch("busy")
    moment = env.now() + timedelta(minutes=3)
    await pass_until(env, moment)

    assert (env.attempts, env.now()) == (3, moment)
    await env.shutdown()


async def tick_until(site: Site, is_so: Callable[[], bool]) -> None:
    """Tick until something is so; a tick waits for what the bot still does, and may do nothing."""
    for _ in range(100):
        if is_so():
            return
        await tick(site.stage)


async def test_the_clock_catches_up_with_the_wall(site: Site) -> None:
    env = site.stage.env
    env.backend.clock.advance(-300)

    def behind() -> timedelta:
        return datetime.now(UTC) - env.now()

    await tick_until(site, lambda: behind() < timedelta(seconds=5))

    assert timedelta(seconds=-1) < behind() < timedelta(seconds=5)


async def test_after_a_long_sleep_the_clock_catches_up_step_by_step(site: Site) -> None:
    env = site.stage.env
    env.backend.clock.advance(-24 * 3600)
    before = env.now()
    a_moment, step = timedelta(seconds=1), timedelta(seconds=LONGEST_STEP_SECONDS)

    await tick_until(site, lambda: env.now() - before > a_moment)

    # The demo ticks by itself as well, so it may have been some steps.
    assert a_moment < env.now() - before < 24 * step


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
