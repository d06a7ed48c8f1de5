"""What admins read when Discord refuses a step, and when it lets one wait."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.domain.layout import Kind, Layout, Shape, Step, Verb
from bot.domain.layout.jobs import Task
from bot.domain.outbox import Again, Dead, DeadLetter
from bot.i18n import Catalogues
from bot.outbox.carrier import Refused
from bot.services.services import Services
from bot.ui.dead_letters import what, why
from cogs.region_admin.cards import progress_card
from cogs.region_admin.refusals import read
from cogs.region_admin.steps import StepCarrier
from tests.cogs.region_admin.discord_stub import SERVER, Stub, refused
from tests.cogs.region_admin.jobs import begin, work

WORDS = Catalogues.read().words("en")


def carrier(services: Services, stub: Any, **options: Any) -> StepCarrier:
    return StepCarrier(stub, services.layout_jobs, services.clock, **options)


def guild(*, may: bool, role: Any = None) -> Any:
    """A server in which the bot's role stands at 5."""
    me = SimpleNamespace(
        guild_permissions=discord.Permissions.all() if may else discord.Permissions.none(),
        top_role=5,
    )
    return SimpleNamespace(me=me, get_role=lambda _: role)


def told(services: Services, ended: Dead) -> str:
    letter = DeadLetter(ended.row, ended.reason, ended.details, services.clock())
    return f"{what(letter, WORDS)}: {why(letter, WORDS)}"


@pytest.mark.parametrize(
    ("refusal", "says"),
    [
        (refused(400, 30013), "as many channels as Discord allows (500)"),
        (refused(400, 30005), "as many roles as Discord allows (250)"),
        (refused(400, 30033), "As many people as Discord allows (1,000)"),
        (refused(400, 160006), "as many active threads as Discord allows"),
        (refused(400, 50035, "parent_id: Maximum number of channels in category (50)"), "(50)"),
        (refused(400, 50035, "parent_id: Category does not exist"), "The category, forum or role"),
        (refused(400, 50035, "name: Must be 100 or fewer"), "Rename the region"),
        (refused(404, 10003), "Somebody deleted it meanwhile"),
        (refused(403, 50013), "not allowed to (Discord's code 50013)"),
        (refused(400, 50024), "Discord does not take it (code 50024)"),
    ],
    ids=lambda value: str(getattr(value, "code", value))[:40],
)
async def test_a_refusal_stops_the_plan_and_says_what_to_do(
    services: Services, refusal: discord.HTTPException, says: str
) -> None:
    stub = Stub()
    stub.guild = guild(may=True)
    stub.refusal = refusal
    await begin(services)

    ended = await work(services, carrier(services, stub))

    assert len(ended) == 1, "the steps behind wait"
    assert isinstance(ended[0], Dead)
    assert says in told(services, ended[0])
    assert "A step of the regions' layout, about “Groups”" in told(services, ended[0])
    job = await services.layouts.job(SERVER)
    assert job is not None
    assert "Stopped at a step" in progress_text(job)


def progress_text(job: Any) -> str:
    return str(progress_card(job, WORDS).to_components())


def test_a_permission_taken_away_meanwhile_is_named() -> None:
    step = Step(Verb.CREATE, "role:o1", Shape(Kind.ROLE, "Noto"))

    verdict = read(refused(403, 50013), step, guild(may=False))

    assert (verdict.reason, verdict.details) == (
        "lacks_permissions",
        {"permissions": "Manage Roles"},
    )


def test_a_role_above_the_bots_own_is_named() -> None:
    class Role(int):
        name = "Noto"

    step = Step(Verb.DELETE, "role:o1", Shape(Kind.ROLE, "Noto"), id=7)

    verdict = read(refused(403, 50013), step, guild(may=True, role=Role(9)))

    assert (verdict.reason, verdict.details) == ("hierarchy", {"role": "Noto"})


async def test_after_the_refusal_is_settled_the_plan_goes_on(services: Services) -> None:
    stub = Stub()
    stub.refusal = refused(400, 30013)
    await begin(services)
    [ended] = await work(services, carrier(services, stub))
    stub.refusal = None

    await services.outbox.retry(SERVER, ended.row.id)
    await work(services, carrier(services, stub))

    assert await services.layouts.job(SERVER) is None
    assert len(stub.channels) == 5


async def test_a_dropped_step_is_counted_and_what_needs_it_says_so(services: Services) -> None:
    stub = Stub()
    stub.refusal = refused(400, 30013)
    await begin(services)
    [ended] = await work(services, carrier(services, stub))
    stub.refusal = None

    await services.outbox.drop(SERVER, ended.row.id)
    *_, last = await work(services, carrier(services, stub))

    assert isinstance(last, Dead)
    assert last.reason == "no_parent"
    job = await services.layouts.job(SERVER)
    assert job is not None
    assert job.dropped == 1
    assert len(stub.roles) == 1, "a role needs no category"


async def test_the_silent_cap_on_roles_becomes_a_pause_that_says_until_when(
    services: Services,
) -> None:
    stub = Stub()
    await begin(services)
    stub.lets_roles_through.clear()

    ended = await work(services, carrier(services, stub, patience=0.01))

    assert isinstance(ended[-1], Again)
    assert ended[-1].not_before > services.clock() + timedelta(minutes=50)
    assert not ended[-1].certain, "it is looked for before it is asked for again"
    job = await services.layouts.job(SERVER)
    assert job is not None
    assert "Paused: Discord takes no more for now. Continues at <t:" in progress_text(job)


async def test_a_rate_limit_becomes_a_pause(services: Services) -> None:
    stub = Stub()
    stub.refusal = discord.RateLimited(90.0)
    await begin(services)

    [ended] = await work(services, carrier(services, stub))

    assert isinstance(ended, Again)
    assert ended.certain
    job = await services.layouts.job(SERVER)
    assert job is not None
    assert job.pauses_to is not None


@pytest.mark.parametrize("trouble", [refused(503, 0), TimeoutError(), ConnectionResetError()])
async def test_trouble_is_tried_again_after_a_look(services: Services, trouble: Exception) -> None:
    stub = Stub()
    stub.refusal = trouble
    await begin(services)

    [ended] = await work(services, carrier(services, stub))

    assert isinstance(ended, Again)
    assert not ended.certain
    assert ended.attempts == 1
    job = await services.layouts.job(SERVER)
    assert job is not None
    assert job.stuck == 0


async def test_what_somebody_wrote_in_since_the_plan_is_not_deleted(services: Services) -> None:
    stub = Stub()
    job = await begin(services)
    await work(services, carrier(services, stub))
    channel = next(each for each, about in stub.channels.items() if about["name"] == "noto")
    stub.messages[channel] = [42]
    step = Step(Verb.DELETE, "channel:o1", Shape(Kind.CHANNEL, "noto"), channel)

    with pytest.raises(Refused, match="written"):
        await carrier(services, stub)._delete(
            Task(job.id, SERVER, step, {"channel:o1": channel}, frozenset())
        )

    assert channel in stub.channels


async def test_a_forum_in_which_somebody_answered_is_not_deleted(services: Services) -> None:
    stub = Stub()
    job = await begin(services, Layout.FORUM)
    await work(services, carrier(services, stub))
    forum = next(each for each, about in stub.channels.items() if about["name"] == "groups")
    post = next(about for about in stub.channels.values() if about["name"] == "Noto")
    step = Step(Verb.DELETE, "forum:own", Shape(Kind.FORUM, "groups"), forum)
    task = Task(job.id, SERVER, step, {"forum:own": forum}, frozenset())
    post["message_count"] = 1
    stub.messages[int(post["id"])] = [42]

    with pytest.raises(Refused, match="written"):
        await carrier(services, stub)._delete(task)

    post["message_count"] = 0
    await carrier(services, stub)._delete(task)
    assert forum not in stub.channels
