"""The whole demo: the real bot, the simulated server, the site and the passing time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import simcord

from bot.app import open_services
from bot.client import AlumniBot
from bot.demo.announcing import announce
from bot.demo.building import build
from bot.demo.community import Community
from bot.demo.conversations import remembered_parsers
from bot.demo.events import Agenda
from bot.demo.filling import fill
from bot.demo.passing_time import pass_time, pass_until, set_clock
from bot.demo.people.invention import invent
from bot.demo.site import Site
from bot.demo.strict import strict
from bot.domain.newcomers import WEEK, next_line
from bot.i18n import Catalogues

log = logging.getLogger(__name__)

PORT = 8420
PEOPLE = 2_000
SEED = 1987
CROWD = 90
"""So many of the invented people answer events."""
PATIENCE = 2.0
"""Seconds; what an action begins is shown by then, the rest with the passing time."""
BEFORE_LINE, AFTER_LINE = timedelta(minutes=2), timedelta(minutes=1)


class ForgivingEnv(simcord.Env):
    """Does not count what the bot itself answered as a failed action of the visitor.

    What takes longer than an action, such as a layout of hundreds of steps, goes on after it.
    """

    def _record_error(self, error: BaseException) -> None:
        log.debug("answered by the bot: %r", error)

    async def _settle_internal(self, **options: Any) -> None:
        with contextlib.suppress(TimeoutError):
            await super()._settle_internal(**options)


@contextlib.asynccontextmanager
async def opened(
    *, port: int = PORT, people: int = PEOPLE, seed: int = SEED, with_places: bool = True
) -> AsyncGenerator[Site]:
    """Open the demo on a port of this machine; its database lives as long as it does.

    Raises OSError for a port that is taken.
    """
    catalogues = Catalogues.read()
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="tsunagari-demo-")))
        rules = stack.enter_context(strict())
        stack.enter_context(remembered_parsers())
        file = folder / "demo.db"
        # Whoever asks the services, the time is that of the simulated world.
        services = await stack.enter_async_context(open_services(file, clock=lambda: env.now()))
        bot = await stack.enter_async_context(AlumniBot(services, catalogues))
        env = ForgivingEnv(bot, settle_timeout=PATIENCE)
        line_at = next_line(datetime.now(UTC)) - WEEK
        set_clock(env, line_at - BEFORE_LINE)
        community = Community.build(env, rules)
        crowd = list(community.settle_in(invent(people, seed)))
        await fill(file, community.profiles(), crowd, at=env.now())
        agenda = Agenda(file, community, services, crowd[:CROWD], datetime.now(UTC))
        await agenda.hold()
        await env.start()
        stack.push_async_callback(env.shutdown)
        await community.greet()
        if with_places:
            await build(community, services)
            await agenda.hold_in_regions()
            await announce(community, services)
            # The week's line of who is new comes by itself.
            await pass_until(env, line_at + AFTER_LINE)
        set_clock(env)
        site = Site(community, catalogues, services)
        stage = await site.start(port)
        stack.push_async_callback(site.close)
        clock = asyncio.create_task(pass_time(stage))
        stack.callback(clock.cancel)
        yield site
