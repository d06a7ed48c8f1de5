"""For any server and any wishes: plans fit, end, harm no stranger, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.layout import (
    Budgets,
    Kind,
    Layout,
    Record,
    Server,
    Shape,
    Usage,
    Wish,
    Wishes,
    candidates,
    plan,
    undo,
)
from tests.domain.layout.simulator import Discord

FAMILIES = ("prefecture", "country", "own")
GROUPS = {"prefecture": [""], "country": ["EU", "AF"], "own": [""]}
NAMES = {"country:EU": "Europe", "country:AF": "Africa", "archive": "Archive", "forums": "Forums"}

budgets = st.builds(
    Budgets,
    channels=st.integers(5, 30),
    roles=st.integers(2, 16),
    threads=st.integers(2, 20),
    in_category=st.integers(1, 6),
    reserved_channels=st.integers(0, 4),
    reserved_roles=st.integers(0, 3),
    reserved_threads=st.integers(0, 3),
)


@st.composite
def regions(draw: st.DrawFn, family: str) -> list[Wish]:
    codes = draw(st.lists(st.integers(0, 11), unique=True, max_size=9))
    return [
        Wish(
            f"{family[0]}{code}",
            family,
            f"{family} {code}",
            sort_key=f"{code * 7 % 12:02}",
            group=GROUPS[family][code % len(GROUPS[family])],
            worth=draw(st.integers(0, 3)),
            liveliness=draw(st.integers(0, 30)),
        )
        for code in codes
    ]


@st.composite
def wishes(draw: st.DrawFn) -> Wishes:
    layouts = draw(st.dictionaries(st.sampled_from(FAMILIES), st.sampled_from(Layout)))
    return Wishes(
        layouts,
        [wish for family in FAMILIES for wish in draw(regions(family))],
        NAMES,
        is_open=draw(st.booleans()),
        repairs=draw(st.booleans()),
    )


@st.composite
def servers(draw: st.DrawFn) -> Discord:
    """A server that others furnished, in which the bot may have worked before."""
    limits = draw(budgets)
    discord = Discord(limits, other_threads=draw(st.integers(0, limits.threads)))
    furnish(discord, Random(draw(st.integers(0, 1_000_000))))  # noqa: S311
    if draw(st.booleans()):
        earlier = ticked(draw, discord.server(), draw(wishes()))
        discord.carry_out(plan(discord.server(), earlier, limits).steps)
        for _ in range(draw(st.integers(0, 6))):
            live_on(draw, discord)
    return discord


def furnish(discord: Discord, lots: Random) -> None:
    """Let others make categories, channels and roles; some go by the names of regions."""
    limits = discord.limits
    parents: list[str | None] = [None]
    for n in range(lots.randrange(3)):
        parents.append(str(discord.add(Shape(Kind.CATEGORY, f"theirs {n}")).id))
    for _ in range(lots.randrange(limits.channels - 2)):
        kind, parent = lots.choice([Kind.CHANNEL, Kind.OTHER]), lots.choice(parents)
        full = sum(each.shape.parent == parent for each in discord.things.values())
        parent = None if full >= limits.in_category else parent
        discord.add(Shape(kind, f"country-{lots.randrange(12)}", parent))
    for _ in range(lots.randrange(limits.roles)):
        discord.add(Shape(Kind.ROLE, f"own {lots.randrange(12)}"), reach=lots.random() < 0.7)


def ticked(draw: st.DrawFn, server: Server, wanted: Wishes) -> Wishes:
    """Tick some of the candidates, and now and then something that is none."""
    ticks: dict[tuple[str, str], int] = {}
    for candidate in candidates(server, wanted):
        if draw(st.booleans()):
            ticks[candidate.code, candidate.kind] = candidate.id
    things = [thing.id for thing in server.things]
    for wish in wanted.regions:
        if things and draw(st.integers(0, 30)) == 0:
            ticks[wish.code, "channel"] = draw(st.sampled_from(things))
    chosen = [
        replace(
            wish, channel=ticks.get((wish.code, "channel")), role=ticks.get((wish.code, "role"))
        )
        for wish in wanted.regions
    ]
    return replace(wanted, regions=chosen)


def live_on(draw: st.DrawFn, discord: Discord) -> None:
    """Let people write, and change things by hand."""
    held = [thing for thing in discord.things.values() if thing.key is not None]
    if not held:
        return
    thing = draw(st.sampled_from(held))
    match draw(st.sampled_from(["write", "rename", "move out", "delete", "hold", "sleep"])):
        case "write" if thing.kind in (Kind.CHANNEL, Kind.POST):
            write(discord, thing)
        case "rename":
            discord.change(thing, shape=replace(thing.shape, name="by hand"))
        case "move out" if thing.kind in (Kind.CHANNEL, Kind.FORUM):
            discord.change(thing, shape=replace(thing.shape, parent=None))
        case "delete":
            discord.remove(thing)
        case "hold" if thing.kind is Kind.ROLE:
            discord.change(thing, stored=False)
        case "sleep" if thing.kind is Kind.POST:
            discord.change(thing, awake=False)
        case _:
            pass


def write(discord: Discord, thing: Any) -> None:
    discord.change(thing, written=True)
    forum = discord.server().get(thing.shape.parent)
    if thing.kind is Kind.POST and forum is not None:
        discord.change(forum, written=True)


@settings(max_examples=60, deadline=None)
@given(servers(), wishes(), st.data())
def test_a_plan_fits_ends_and_touches_no_stranger(
    discord: Discord, wanted: Wishes, data: st.DataObject
) -> None:
    wanted = ticked(data.draw, discord.server(), wanted)
    limits, before = discord.limits, Usage.of(discord.server())
    strangers = discord.strangers()

    made = plan(discord.server(), wanted, limits)
    discord.carry_out(made.steps)

    after = Usage.of(discord.server())
    assert made.before == before
    assert made.after == after
    assert after.channels <= max(before.channels, limits.channels - limits.reserved_channels)
    assert after.roles <= max(before.roles, limits.roles - limits.reserved_roles)
    assert after.threads <= max(before.threads, limits.threads - limits.reserved_threads)
    adopted = {step.id for step in made.steps if step.verb == "adopt"}
    ticks = {tick for wish in wanted.regions for tick in (wish.channel, wish.role)}
    assert adopted <= ticks
    left = {number: thing for number, thing in strangers.items() if number not in adopted}
    assert discord.strangers() == left
    again = plan(discord.server(), wanted, limits)
    assert again.steps == ()
    assert again.problems == made.problems


@settings(max_examples=60, deadline=None)
@given(servers(), wishes(), st.data())
def test_a_plan_can_be_taken_back(discord: Discord, wanted: Wishes, data: st.DataObject) -> None:
    wanted = ticked(data.draw, discord.server(), wanted)
    fingerprint, strangers = discord.fingerprint(), discord.strangers()
    made = plan(discord.server(), wanted, discord.limits)
    record = Record.of(discord.server(), made.steps, "Archive")
    done = data.draw(st.integers(0, len(made.steps)))
    discord.carry_out(made.steps[:done])
    for thing in list(discord.things.values()):
        fresh = thing.key is not None and thing.kind in (Kind.CHANNEL, Kind.POST)
        if fresh and not discord.server().is_archived(thing) and data.draw(st.integers(0, 5)) == 0:
            write(discord, thing)

    back = undo(discord.server(), record, discord.limits)
    discord.carry_out(back.steps)

    if not back.problems:
        assert discord.fingerprint() == fingerprint
    assert discord.strangers() == strangers
    assert undo(discord.server(), record, discord.limits).steps == ()
