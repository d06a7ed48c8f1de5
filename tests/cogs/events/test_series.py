"""Series as people meet them: written, answered for every date, skipped, moved, ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.services.services import Services
from tests.reading import labels, read, read_private, read_refusal


@pytest.fixture
async def host(world: Any, services: Services) -> Any:
    """Somebody who may organise, with a clock."""
    made = world.join("hiro", permissions=discord.Permissions(manage_events=True))
    await services.zones.set(made.id, "Europe/Lisbon")
    return made


def soon() -> Any:
    """Return an hour of the day after tomorrow, as its host types it."""
    return discord.utils.utcnow() + timedelta(days=2)


async def write(world: Any, host: Any, **options: Any) -> Any:
    usual = {"title": "Dinner", "when": soon().strftime("%Y-%m-%d 18:30"), "length": "2h"}
    form = await host.slash(world.channel, "event create", **(usual | options))
    return (await host.submit_modal(form, {"description": "Bring soup"})).response


async def publish(world: Any, host: Any, **options: Any) -> Any:
    await host.click(await write(world, host, **options), label="Publish")
    return world.channel.history()[0]


async def pass_on(world: Any, **passed: float) -> None:
    await world.env.advance_time(timedelta(**passed).total_seconds())


async def test_what_repeats_is_offered_for_its_first_date_and_shown_before_it_is_published(
    world: Any, host: Any
) -> None:
    when = "Friday 2027-01-29 18:30"
    offer = (world.channel, "event create", "repeat")
    assert "First fill in" in (await host.autocomplete(*offer, ""))[0]["name"]
    offered = [each["name"] for each in await host.autocomplete(*offer, "", when=when)]
    assert {"every week on Friday", "every month on the last Friday"} <= set(offered)
    [last] = await host.autocomplete(*offer, "last friday monthly", when=when)
    ends = await host.autocomplete(world.channel, "event create", "until", "", when=when)
    assert {"10 times", "until Thu, Apr 29, 2027"} <= {each["name"] for each in ends}

    for typed, named in (
        ("3x", ["3 times"]),
        ("無期限", ["never: it goes on until you stop it"]),
        ("until 2027-03-01", ["until Mon, Mar 1, 2027"]),
        ("31 March 2027", ["until Wed, Mar 31, 2027"]),
        ("2020-01-01", []),
        ("0 times", []),
        ("some day", []),
    ):
        ends = await host.autocomplete(world.channel, "event create", "until", typed, when=when)
        assert [each["name"] for each in ends] == named
    endless = await host.slash(
        world.channel, "event create", title="Tea", when=when, repeat=last["value"], until="soon"
    )
    assert "soon" in read_refusal(world, endless)

    draft = read(await write(world, host, when=when, repeat=last["value"], until="3 times"))

    assert "**Repeats:** every month on the last Friday, 3 times" in draft
    for day in ("Jan 29", "Feb 26", "Mar 26"):
        assert day in draft
    unclear = await host.slash(
        world.channel, "event create", title="A", when=when, repeat="monthly"
    )
    assert "• every month on the last Friday" in read_refusal(world, unclear)
    early = {"when": when, "repeat": "daily", "until": "2027-01-28"}
    assert "before the first date" in read_refusal(
        world, await host.slash(world.channel, "event create", title="A", **early)
    )
    alone = await host.slash(world.channel, "event create", title="A", when=when, until="5")
    assert "say under **repeat**" in read_refusal(world, alone)


async def test_each_date_has_its_card_in_time_with_those_seated_who_come_to_all(
    world: Any, host: Any
) -> None:
    begins = int((discord.utils.utcnow() + timedelta(minutes=70)).timestamp())
    when = f"<t:{begins}:F>"
    posted = await publish(
        world, host, when=when, length="20 min", repeat="daily", until="3", capacity=1
    )
    assert "Repeats: every day, 3 times" in read(posted)
    mine = (await world.alice.click(posted, label="Going")).response
    always = (await world.alice.click(mine, label="Come to every date")).response
    assert "**You come to every date:**" in read(always)

    await pass_on(world, minutes=91)
    second = world.channel.history()[-1]
    assert second.id != posted.id
    assert "1 person is going" in read(second)
    assert "Every seat is taken" in read(second)
    noted = (await world.alice.click(second, label="Can't")).response
    assert "you leave only this one" in read(noted)

    asked = await host.slash(world.channel, "event cancel", event="dinner", scope="this")
    await host.click(asked.response, label="Cancel the event")
    await pass_on(world, seconds=5)
    third = world.channel.history()[-1]
    assert third.id not in (posted.id, second.id)
    more = (await world.alice.click(third, label="More")).response
    left = (await world.alice.click(more, label="Leave every date")).response
    assert "you cannot come" in read(left)


async def test_dates_are_skipped_moved_and_ended_by_one_command(world: Any, host: Any) -> None:
    posted = await publish(world, host, repeat="weekly")
    await world.alice.click(posted, label="Going")
    name = "event series"
    [series] = await host.autocomplete(world.channel, name, "event", "din")
    assert "Dinner: every week on" in series["name"]
    assert await world.alice.autocomplete(world.channel, name, "event", "") == []
    dates = await host.autocomplete(world.channel, name, "date", "", event=series["value"])
    assert "(has its card)" in dates[0]["name"]

    async def act(action: str, **options: Any) -> Any:
        return await host.slash(world.channel, name, event="dinner", action=action, **options)

    asked = await act("skip")
    assert "1 person who comes" in read_private(asked)
    skipped = read_private(await act("skip", date=dates[1]["value"]))
    assert "**Skipped.**" in skipped
    later = (soon() + timedelta(days=15)).strftime("%Y-%m-%d 12:00")
    assert "**Moved.**" in read_private(await act("move", date=dates[2]["value"], when=later))
    assert "Before: <t:" in read_private(await act("move", when=later))
    assert "under **when**" in read_refusal(world, await act("move"))
    assert "no date of the series" in read_refusal(world, await act("skip", date="2020-01-01"))
    assert "**Stopped.**" in read_private(await act("stop"))
    extended = read_private(await act("extend", until="2 times"))
    assert "**Extended.**" in extended
    assert extended.count("12:00") == 1
    assert "under **until**" in read_refusal(world, await act("extend"))
    assert "every week on" in read_private(await act("see"))


async def test_changes_and_cancellations_ask_how_much_of_a_series(world: Any, host: Any) -> None:
    posted = await publish(world, host, repeat="weekly", place="Café")
    await world.alice.click(posted, label="Going")

    form = await host.slash(world.channel, "event edit", event="dinner", scope="all")
    words = {"title": "Lunch", "description": "", "place": "Park", "link": "", "capacity": ""}
    preview = (await host.submit_modal(form, words)).response
    assert "The dates to come, which have no card yet" in read(preview)
    await host.click(preview, label="Save and tell them")
    only = await host.slash(world.channel, "event cancel", event="lunch", scope="this")
    await host.click(only.response, label="Cancel the event")
    await pass_on(world, seconds=5)
    second = world.channel.history()[-1]
    assert "Lunch" in read(second)
    assert "Park" in read(second)

    asked = (await host.slash(world.channel, "event cancel", event="lunch")).response
    assert labels(asked)[:3] == [
        "Cancel only this date",
        "Cancel it and those that follow",
        "Cancel all dates to come",
    ]
    await host.click(asked, label="Cancel all dates to come")
    await pass_on(world, seconds=5)
    cards = [each for each in world.channel.history() if "Repeats:" in read(each)]
    assert len(cards) == 2
    assert "**This event was cancelled.**" in read(cards[-1])
