"""The whole demo: the real bot, the simulated server, the site and the passing time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import simcord

from bot.app import open_services
from bot.client import AlumniBot
from bot.demo.community import Community
from bot.demo.conversations import remembered_parsers
from bot.demo.filling import fill
from bot.demo.passing_time import pass_time, set_clock
from bot.demo.people.invention import invent
from bot.demo.site import Site
from bot.demo.strict import strict
from bot.i18n import Catalogues

log = logging.getLogger(__name__)

PORT = 8420
PEOPLE = 2_000
SEED = 1987


class ForgivingEnv(simcord.Env):
    """Does not count what the bot itself answered as a failed action of the visitor."""

    def _record_error(self, error: BaseException) -> None:
        log.debug("answered by the bot: %r", error)


@contextlib.asynccontextmanager
async def opened(
    *, port: int = PORT, people: int = PEOPLE, seed: int = SEED
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
        services = await stack.enter_async_context(open_services(file))
        bot = await stack.enter_async_context(AlumniBot(services, catalogues))
        env = ForgivingEnv(bot)
        set_clock(env)
        community = Community.build(env, rules)
        invented = community.settle_in(invent(people, seed))
        await fill(file, chain(community.profiles(), invented), at=env.now())
        await env.start()
        stack.push_async_callback(env.shutdown)
        await community.greet()
        site = Site(community, catalogues)
        stage = await site.start(port)
        stack.push_async_callback(site.close)
        clock = asyncio.create_task(pass_time(stage))
        stack.callback(clock.cancel)
        yield site
