"""The list of those who come, as hosts and members meet it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord import ui

from bot.domain.attendance import Attendance, Guest
from bot.domain.events import Answer, Coming, Event, State, Tally
from bot.domain.rights import Standing
from bot.i18n import Catalogues
from bot.services.event_drafts import Spot
from bot.services.services import Services
from cogs.attendance.cards import attendees_card
from cogs.attendance.sheet import sheet
from tests.reading import read, read_private, read_refusal
from tests.time import MONDAY


@pytest.fixture
def host(world: Any) -> Any:
    """Somebody who may organise."""
    return world.join("hiro", permissions=discord.Permissions(manage_events=True))


async def publish(world: Any, host: Any, services: Services, **said: Any) -> Any:
    """Publish an event of theirs in two hours; return its card."""
    stands = Standing(host.id, world.guild.id, manages_events=True)
    usual: Any = {
        "title": "Dinner",
        "starts_at": discord.utils.utcnow() + timedelta(hours=2),
        "length": timedelta(hours=2),
    }
    spot = Spot(world.channel.id)
    seen = await services.event_drafts.draft(stands, spot, None, "en", **(usual | said))
    await services.event_drafts.publish(stands, seen.event.id)
    await settle(world)
    return world.channel.history()[0]


async def settle(world: Any, **passed: float) -> None:
    """Let the queue do what is due in a while."""
    await world.env.advance_time(timedelta(**(passed or {"seconds": 4})).total_seconds())


async def manage(world: Any, host: Any, who: str, action: str) -> Any:
    """Settle something about one person."""
    options = {"event": "dinner", "member_or_guest": who, "action": action}
    return await host.slash(world.channel, "event manage", **options)


async def test_hosts_read_everybody_as_a_list_and_as_a_file(
    world: Any, host: Any, services: Services
) -> None:
    posted = await publish(world, host, services)
    await world.alice.click(posted, label="Going")
    await world.bob.click(posted, label="Can't")
    await manage(world, host, "=Max", "add")

    listed = await host.slash(world.channel, "event attendees", event="dinner")
    told = read_private(listed)
    assert f"**Going**\n- <@{world.alice.id}>" in told
    assert f"**Cannot come**\n- <@{world.bob.id}>" in told
    assert "2 seats taken" in told
    await settle(world)
    assert "2 people are going" in read(world.channel.history()[0])
    file = (await host.click(listed.response, label="As a file")).response.attachments[0]
    written = await file.read()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Name", "alice", "'=Max", "bob"]
    stranger = await world.alice.slash(world.channel, "event attendees", event="1", format="csv")
    assert "Only its host" in read_refusal(world, stranger)


async def test_a_host_settles_who_has_a_seat_by_name(
    world: Any, host: Any, services: Services
) -> None:
    posted = await publish(world, host, services, capacity=1)
    await world.alice.click(posted, label="Going")
    await world.bob.click(posted, label="Going")

    offers = await host.autocomplete(
        world.channel, "event manage", "member_or_guest", "", event="1"
    )
    assert {each["name"] for each in offers} == {"alice (going)", "bob (waiting)"}
    typed = await host.autocomplete(
        world.channel, "event manage", "member_or_guest", "bo", event="1"
    )
    assert [each["value"] for each in typed] == [str(world.bob.id)]
    nothing = await world.bob.autocomplete(
        world.channel, "event manage", "member_or_guest", "", event="1"
    )
    assert nothing == []
    full = await manage(world, host, "bob", "seat")
    assert "There is no room" in read_private(full)
    raised = await host.click(full.response, label="Raise the limit for this person")
    assert f"<@{world.bob.id}> has a seat" in read(raised.response)
    await settle(world)
    assert "**A seat became free" in read(world.bob.user.dm_channel.last_message)

    assert "no room" in read_private(await manage(world, host, "Max", "add"))
    assert "is last" in read_private(await manage(world, host, f"<@{world.bob.id}>", "wait"))
    assert "is on the list" in read_private(await manage(world, host, "Max", "add"))
    assert "as long as" in read_private(await manage(world, host, "max", "wait"))
    assert "off the list" in read_private(await manage(world, host, "guest:1", "remove"))
    assert "off the list" in read_private(await manage(world, host, "alice", "remove"))
    await settle(world)
    assert "took you off the list" in read(world.alice.user.dm_channel.last_message)
    for nobody in ("nobody", "  "):
        gone = await manage(world, host, nobody, "remove")
        assert "is not on the list" in read_refusal(world, gone)


async def test_people_check_themselves_in_with_the_word(
    world: Any, host: Any, services: Services
) -> None:
    posted = await publish(world, host, services)
    await world.alice.click(posted, label="Going")
    word = await host.slash(world.channel, "event checkin", event="dinner", word="fuji")
    assert "The word for Dinner: fuji" in read_private(word)
    early = await world.alice.slash(world.channel, "event checkin", event="dinner", word="fuji")
    assert "an hour before the start" in read_refusal(world, early)
    await settle(world, minutes=70)

    wrong = await world.alice.slash(world.channel, "event checkin", event="dinner", word="fugu")
    assert "Tries left: 4" in read_refusal(world, wrong)
    mine = await world.alice.slash(world.channel, "event checkin", event="dinner", word="Fuji")
    assert "**You are checked in**" in read_private(mine)
    await manage(world, host, "Max", "add")
    assert "Max came" in read_private(await manage(world, host, "Max", "check_in"))

    who = await host.slash(world.channel, "event checkin", event="dinner")
    assert "**2 people came.**" in read_private(who)
    await host.click(who.response, label="See everybody")


def event() -> Event:
    return Event(
        id=7,
        server_id=1,
        host_id=5,
        title="Dinner",
        description=None,
        place=None,
        link=None,
        code=None,
        channel_id=10,
        parent_id=None,
        message_id=None,
        starts_at=MONDAY,
        ends_at=MONDAY + timedelta(hours=2),
        zone="UTC",
        capacity=None,
        state=State.PUBLISHED,
        version=0,
        changed_at=MONDAY,
    )


def test_a_long_list_has_pages_that_fit_into_a_message() -> None:
    many = tuple(
        Answer(7, 10**18 + n, Coming.GOING, n, is_seated=True, guests=("*" * 40, "*" * 40))
        for n in range(45)
    )
    found = Attendance(event(), Tally(going=45, seats=135), many)

    for page, turns in (
        (0, ["Next page", "As a file"]),
        (1, ["Earlier page", "Next page", "As a file"]),
        (9, ["Earlier page", "As a file"]),
    ):
        for words in (Catalogues.read().words("en"), Catalogues.read().words("ja")):
            card = attendees_card(found, page, words)
            assert card.content_length() <= 4_000
        card = attendees_card(found, page, Catalogues.read().words("en"))
        pressed = [each.label for each in card.walk_children() if isinstance(each, ui.Button)]
        assert pressed == turns


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "'=1"])
def test_no_cell_of_the_file_is_run_as_a_formula(name: str) -> None:
    answer = Answer(7, 8, Coming.GOING, 1, is_seated=True, guests=("=2", "b"))
    guests = (Guest(1, 7, name, MONDAY),)
    found = Attendance(event(), Tally(), (answer,), guests, {8: MONDAY})

    written = sheet(found, {8: name}, Catalogues.read().words("ja")).decode("utf-8-sig")

    head, *rows = csv.reader(io.StringIO(written, newline=""))
    assert head[0] == "名前"
    assert [row[0] for row in rows] == [f"'{name}"] * 2
    assert [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell] == []
    assert rows[0][5] == "2026-01-05 09:00 UTC"


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Came without an answer"), ("ja", "回答せずに来た人")]
)
def test_who_came_without_an_answer_is_read_in_the_list_and_the_file(
    language: str, told: str
) -> None:
    words = Catalogues.read().words(language)
    found = Attendance(event(), Tally(), came={8: MONDAY})

    card = str(attendees_card(found, 0, words).to_components())
    assert f"**{told}**\\n- <@8>" in card
    [_, row] = csv.reader(io.StringIO(sheet(found, {8: "Ken"}, words).decode("utf-8-sig")))
    assert row[:2] == ["Ken", "<@8>"]
    assert row[-1] == MONDAY.strftime("%Y-%m-%d %H:%M UTC")
