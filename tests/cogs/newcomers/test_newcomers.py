"""Agreeing to be named or introduced, the line in its channel, and the message to newcomers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.newcomers import Newcomer, Years
from bot.domain.regions import Family, Region, RegionPlace
from bot.i18n import Catalogues
from bot.services.newcomers import Line
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from cogs.newcomers.cards import LINE_LENGTH, line_card, line_text
from tests.factories import make_profile
from tests.people import keep
from tests.reading import labels, read, read_private

LISBON = 2267057


@pytest.fixture
async def listed(world: Any, db: Database, services: Services) -> None:
    """List Alice, and give Aomori the channel."""
    here = frozenset({world.guild.id})
    await keep(db, make_profile(world.alice.id, name="Maria *x*", city=LISBON, listed_in=here))
    async with db.transaction() as conn:
        place = RegionPlace("p02", channel_id=world.channel.id)
        await regions.put_place(conn, world.guild.id, place)
    await services.settings.set(world.guild.id, "weekly_line", "on")


async def let_monday_come(world: Any, services: Services, db: Database) -> None:
    """Make the decision about the week due now: to wait for it would take too long."""
    now = services.clock().isoformat()
    async with db.transaction() as conn:
        await conn.execute(
            "UPDATE outbox SET due_at = ?, not_before = ? WHERE kind = 'weekly_lines'", (now, now)
        )
    services.outbox._wake()
    await world.env.settle()


@pytest.mark.usefixtures("listed")
async def test_somebody_agrees_reads_what_it_will_say_and_is_named_so(
    world: Any, services: Services, db: Database
) -> None:
    joining = await world.alice.slash(world.channel, "region join", region="p02")
    joined = await world.alice.click(joining.response, label="Join")
    assert "You are not named unless you do" in read(joined.response)
    asked = await world.alice.click(joined.response, custom_id="consent:ask:weekly_line")
    said = "**New in Aomori this week:** Maria \\*x\\*, there 2008 – 2010, now in Lisbon"
    assert f"> {said}" in read_private(asked)

    agreed = await world.alice.click(asked.response, custom_id="consent:give:weekly_line")
    assert labels(agreed.response)[0] == "Take it back"
    assert world.channel.last_message is None

    await let_monday_come(world, services, db)
    assert read(world.channel.last_message) == said


@pytest.mark.usefixtures("listed")
async def test_a_welcomer_is_met_right_after_list_me(
    world: Any, services: Services, db: Database
) -> None:
    privacy = await world.alice.slash(world.channel, "profile privacy")
    assert "It does not name you" in read_private(privacy)
    asked = await world.alice.click(privacy.response, custom_id="consent:ask:introductions")
    await world.alice.click(asked.response, custom_id="consent:give:introductions")
    await keep(db, make_profile(world.bob.id, listed_in=frozenset()))

    start = await world.bob.slash(world.channel, "start")
    consent = await world.bob.click(start.response, custom_id="profile:list")
    done = await world.bob.click(consent.response, custom_id="profile:consent")

    told = read(done.response)
    assert "Maria \\*x\\* welcomes newcomers" in told
    assert "Hirosaki" in told
    assert f"hello:to:{world.alice.id}" in str(done.response.components)
    assert "Regions for you" in " ".join(labels(done.response))


async def test_newcomers_are_written_to_only_where_the_server_wants_it(
    world: Any, services: Services
) -> None:
    carol = world.join("carol")
    await world.env.settle()
    assert carol.user.dm_channel.last_message is None
    assert world.channel.last_message is None

    await services.settings.set(world.guild.id, "welcome_message", "on")
    await services.settings.set(world.guild.id, "welcome_channel", str(world.channel.id))
    await services.settings.set(world.guild.id, "language", "both")
    dave = world.join("dave")
    await world.env.settle()
    erin = world.join("erin")
    world.rules.refusing_dms.add(erin.id)
    await world.env.settle()
    assert erin.user.dm_channel.last_message is None, "one a minute"
    told = read(dave.user.dm_channel.last_message)
    assert "Welcome to Alumni" in told
    assert "ようこそ" in told
    assert f"<#{world.channel.id}>" in told

    await world.env.advance_time(120)
    assert erin.user.dm_channel.last_message is None
    assert await services.outbox.count_dead(world.guild.id) == 0
    assert world.channel.last_message is None


async def test_a_message_to_a_newcomer_whose_answer_is_lost_is_looked_for_first(
    world: Any, services: Services
) -> None:
    await services.settings.set(world.guild.id, "welcome_message", "on")
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=1)
    dave = world.join("dave")
    await world.env.settle()
    assert dave.user.dm_channel.last_message is None

    await world.env.advance_time(30)
    assert "Welcome to Alumni" in read(dave.user.dm_channel.last_message)
    assert await services.outbox.count_dead(world.guild.id) == 0


NAMED = Newcomer("M" * 60, (Years(2004, 2006), Years(2010, 2010), Years(2019, None)), LISBON, "PT")


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("name", ["M" * 60, "*" * 60])
def test_a_line_fits_however_many_are_new(locale: str, name: str) -> None:
    words = Catalogues.read().words(locale)
    people = (replace(NAMED, name=name),) * 300
    line = Line(1, Region("o1", Family.OWN, "*" * 60), people)

    assert len(line_text(line, words)) <= LINE_LENGTH
    assert line_card(line, (words, words)).content_length() <= 4000


def test_a_line_is_read_in_both_languages() -> None:
    catalogues = Catalogues.read()
    line = Line(1, Region("p02", Family.PREFECTURE), (NAMED, replace(NAMED, name="Jo", years=())))

    english, japanese = (line_text(line, catalogues.words(each)) for each in ("en", "ja"))

    assert "there 2004 – 2006, 2010, and since 2019, now in Lisbon; Jo, now in Lisbon" in english
    assert "青森県" in japanese
    assert "Jo、現在はリスボン" in japanese
