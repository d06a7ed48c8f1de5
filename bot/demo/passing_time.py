"""Let the simulator's clock follow the one on the wall, for hours."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
from datetime import UTC, datetime

from simcord import Env

from bot.demo.conversations import Stage

log = logging.getLogger(__name__)

TICK_SECONDS = 1.0
LONGEST_STEP_SECONDS = 600.0  # after a night's sleep, time catches up step by step
TRIM_TICKS = 60
KEPT_INTERACTIONS = 500
KEPT_MESSAGES = 200  # a channel; the preview reads all of them for every change


def set_clock(env: Env, at: datetime | None = None) -> None:
    """Set the simulator's clock forward to a moment, or to now, as if it had slept until then."""
    moment = at or datetime.now(UTC)
    env.backend.clock.advance(max(0.0, (moment - env.now()).total_seconds()))


async def pass_until(env: Env, moment: datetime) -> None:
    """Let time pass up to a moment, in as many attempts as the bot is busy for."""
    while (left := (moment - env.now()).total_seconds()) > 0:
        with contextlib.suppress(TimeoutError):  # what passed by then is kept
            await env.advance_time(left)


async def pass_time(stage: Stage) -> None:
    """Keep the two clocks together until cancelled."""
    for ticks in itertools.count(1):
        await asyncio.sleep(TICK_SECONDS)
        await tick(stage)
        if ticks % TRIM_TICKS == 0:
            trim(stage.env)


async def tick(stage: Stage) -> None:
    """Catch up with the wall, and show what happened by itself meanwhile."""
    async with stage.turn:
        try:
            await stage.env.advance_time(min(_behind(stage.env), LONGEST_STEP_SECONDS))
        except TimeoutError:
            log.debug("what time brought is still going on")
        except Exception:
            log.exception("time stood still for a moment")
        stage.show_changes()


def trim(env: Env) -> None:
    """Forget what the simulator only keeps for test reports, and old messages."""
    backend = env.backend
    backend.transcript.clear()
    backend.http_requests.clear()
    for messages in backend.messages.values():
        for message_id in list(messages)[:-KEPT_MESSAGES]:
            del messages[message_id]
    for key in list(backend.interactions)[:-KEPT_INTERACTIONS]:
        backend.interaction_tokens.pop(backend.interactions.pop(key).token, None)


def _behind(env: Env) -> float:
    return max(0.0, (datetime.now(UTC) - env.now()).total_seconds())
