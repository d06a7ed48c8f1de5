"""Begin jobs without a server to look at, and let a dispatcher of a few lines carry them out."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.layout import Layout, Server
from bot.domain.layout.jobs import Job
from bot.domain.outbox import Done, Ended
from bot.domain.regions import Family
from bot.outbox.attempts import attempt
from bot.services.layout_jobs import STEP
from bot.services.layout_wishes import Names
from bot.services.outbox import Room
from bot.services.services import Services
from cogs.region_admin.steps import StepCarrier
from tests.cogs.region_admin.discord_stub import SERVER

NAMES = Names(
    ("en",), {"own": "Groups", "archive": "Archive", "forums": "Regions"}, ("For {name}.",)
)
MOST = 100
GROUPS = ("Noto", "Iya", "Tsugaru", "Kiso")


async def begin(
    services: Services, layout: Layout = Layout.CHANNELS, *, names: Iterable[str] = GROUPS
) -> Job:
    """Begin to build places for four regions: a category, and a role and a channel each."""
    for name in names:
        await services.regions.add(SERVER, name, Family.OWN)
    await services.layouts.set_layout(SERVER, Family.OWN, layout)
    return await services.layouts.apply(SERVER, Server(), NAMES, {}, locale="en", channel_id=5)


async def work(services: Services, carrier: StepCarrier, *, rows: int = MOST) -> list[Ended]:
    """Carry out what is due, one row after the other; return how each ended."""
    ended: list[Ended] = []
    last: list[Ended] = []
    for _ in range(rows):
        turn = await services.outbox.turn(last, Room(1, 1))
        if not turn.rows:
            return ended
        [row] = turn.rows
        if row.kind == STEP:
            last = [await attempt(carrier, row, services.clock)]
            ended += last
        else:
            last = [Done(row, {})]
    await services.outbox.turn(last)
    return ended
