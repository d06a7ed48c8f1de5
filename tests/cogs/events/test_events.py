"""Events as people meet them: written, published, answered, changed, cancelled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import discord
import pytest
from icalendar import Calendar
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.client import AlumniBot
from bot.domain.outbox import Row
from bot.domain.rights import Standing
from bot.i18n import Catalogues
from bot.services.event_drafts import Spot
from bot.services.hosting import Said
from bot.services.services import Services
from cogs.events.carriers import ReminderCarrier
from tests.cogs.events.hosting import card, host, publish, settle
from tests.reading import labels, read, read_private, read_refusal

__all__ = ["host"]


@pytest.fixture
async def next_bot(services: Services) -> AsyncIterator[AlumniBot]:
    """The bot that a restart brings."""
    async with AlumniBot(services, Catalogues.read()) as bot:
        yield bot


async def test_who_answers_is_told_at_once_and_named_only_if_they_chose_it(
    world: Any, host: Any
) -> None:
    posted = await publish(world, host, capacity=1)

    mine = (await world.alice.click(posted, label="Going")).response
    assert mine.ephemeral
    assert "**You are going**" in read(mine)
    assert labels(mine) == ["Name me", "Only count me", "Guests", "More"]
    bobs = (await world.bob.click(posted, label="Going")).response
    assert "**You wait for a seat**" in read(bobs)
    await settle(world)
    assert "1 person is going" in read(card(world))
    assert "alice" not in read(card(world))

    await world.alice.click(mine, label="Name me")
    await settle(world)
    assert "1 person is going\n-# alice" in read(card(world))
    assert "1 person waits" in read(card(world))

    await world.alice.click(posted, label="Can't")
    await settle(world)
    assert "**You have a seat.**" in read(world.bob.user.dm_channel.last_message)
    assert "1 person is going" in read(card(world))


async def test_buttons_work_after_a_restart(world: Any, host: Any, next_bot: AlumniBot) -> None:
    posted = await publish(world, host)

    await world.env.restart_bot(next_bot)

    assert "**You are going**" in read_private(await world.alice.click(posted, label="Going"))


async def test_more_has_reminders_guests_who_comes_and_a_calendar(world: Any, host: Any) -> None:
    posted = await publish(world, host, capacity=3, link="https://example.org/map")
    nobody = (await world.bob.click(posted, label="More")).response
    assert labels(nobody)[-3:] == ["See who comes", "Add to calendar", "Ask the host"]
    await world.alice.click(posted, label="Going")

    more = (await world.alice.click(posted, label="More")).response
    await world.alice.select(more, ["day"], custom_id="event:lead:1")
    form = await world.alice.click(more, label="Guests")
    brought = await world.alice.submit_modal(form, {"guest0": "Max", "guest1": ""})
    assert "with Max" in read(brought.response)
    await settle(world)
    assert "2 people are going" in read(card(world))

    who = (await world.bob.click(nobody, label="See who comes")).response
    assert "1 more person, whom you may not see" in read(who)
    hosts = (await host.click(posted, label="More")).response
    whole = read((await host.click(hosts, label="See who comes")).response)
    assert f"<@{world.alice.id}>, with Max" in whole

    file = (
        await world.bob.click(
            (await world.bob.click(posted, label="More")).response, label="Add to calendar"
        )
    ).response.attachments[0]
    [entry] = Calendar.from_ical(await file.read()).walk("VEVENT")
    assert entry["SUMMARY"] == "**Dinner**"


async def test_people_are_reminded_by_message_or_by_name_in_the_channel(
    world: Any, host: Any
) -> None:
    soon = discord.utils.utcnow() + timedelta(minutes=70)
    posted = await publish(world, host, when=f"<t:{int(soon.timestamp())}:F>")
    mine = (await world.alice.click(posted, label="Going")).response
    await world.alice.click(mine, label="Name me")
    await world.bob.click(posted, label="Maybe")

    await settle(world, minutes=11)

    last = world.channel.last_message
    assert f"<@{world.alice.id}>" in read(last)
    assert "Dinner" in read(last)
    assert "You said that you may come" in read(world.bob.user.dm_channel.last_message)


async def test_a_new_time_is_told_with_the_old_one_and_kept_with_one_tap(
    world: Any, host: Any
) -> None:
    posted = await publish(world, host, place="Café")
    await world.alice.click(posted, label="Going")

    form = await host.slash(world.channel, "event edit", event="dinner")
    changed = {"title": "Lunch", "description": "", "place": "Park", "link": "", "capacity": "x"}
    assert "digits" in read((await host.submit_modal(form, changed)).response)
    assert world.env.errors
    form = await host.slash(world.channel, "event edit", event="dinner")
    seen = await host.submit_modal(form, changed | {"capacity": "5"})
    assert "1 person who comes, waits or may come is told" in read(seen.response)
    assert labels(seen.response) == ["Save and tell them", "Don't"]
    saved = await host.click(seen.response, label="Save and tell them")
    assert "1 person is told of it" in read(saved.response)
    when = (discord.utils.utcnow() + timedelta(days=25)).strftime("%Y-%m-%d 12:00")
    again = await host.slash(world.channel, "event edit", event="Lunch", when=when)
    left = await host.click(again.response, label="Don't")
    assert "Nothing was changed" in read(left.response)
    again = await host.slash(world.channel, "event edit", event="Lunch", when=when)
    await host.click(again.response, label="Save and tell them")
    await settle(world)

    assert "Lunch" in read(card(world))
    assert "Park" in read(card(world))
    note = world.alice.user.dm_channel.last_message
    assert "Before: <t:" in read(note)
    assert labels(note)[:2] == ["Keep my answer", "Can't"]
    assert "**You are going**" in read(
        (await world.alice.user.click(note, label="Keep my answer")).response
    )
    await world.alice.user.click(note, label="Can't")
    await settle(world)
    assert "0 people are going" in read(card(world))


async def test_all_are_asked_anew_and_answer_with_one_tap_after_a_restart_too(
    world: Any, host: Any, next_bot: AlumniBot
) -> None:
    posted = await publish(world, host)
    await world.alice.click(posted, label="Going")
    when = (discord.utils.utcnow() + timedelta(days=25)).strftime("%Y-%m-%d 12:00")
    asked = await host.slash(
        world.channel, "event postpone", event="Dinner", when=when, answers="ask"
    )
    assert "All answers are taken back" in read_private(asked)

    await world.env.restart_bot(next_bot)
    saved = await host.click(asked.response, label="Save and tell them")
    assert "1 person is told of it" in read(saved.response)
    await settle(world)

    assert "0 people are going" in read(card(world))
    note = world.alice.user.dm_channel.last_message
    assert "everybody is asked anew" in read(note)
    assert labels(note)[:3] == ["Going", "Maybe", "Can't"]
    mine = await world.alice.slash(world.channel, "event mine")
    assert "please answer again" in read_private(mine)
    await world.alice.user.click(note, label="Going")
    await settle(world)
    assert "1 person is going" in read(card(world))


async def test_a_cancellation_is_asked_first_told_and_shown(world: Any, host: Any) -> None:
    posted = await publish(world, host)
    await world.alice.click(posted, label="Going")

    asked = await host.slash(world.channel, "event cancel", event="dinner")
    assert "1 person who comes, waits or may come is told." in read_private(asked)
    await host.click(asked.response, label="Cancel the event")
    await settle(world)

    note = world.alice.user.dm_channel.last_message
    assert "was cancelled" in read(note)
    file = (await world.alice.user.click(note, label="Correct my calendar")).response
    [entry] = Calendar.from_ical(await file.attachments[0].read()).walk("VEVENT")
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", 1)
    assert "**This event was cancelled.**" in read(card(world))
    assert labels(card(world)) == []
    late = await host.slash(world.channel, "event edit", event="1", capacity=5)
    assert "is over, or was cancelled" in read_refusal(world, late)


async def test_a_card_deleted_by_hand_is_posted_again_from_the_hosts_messages(
    world: Any, host: Any
) -> None:
    posted = await publish(world, host)
    world.env.backend.delete_message(world.channel.id, posted.id)
    await host.slash(world.channel, "event edit", event="dinner", capacity=9)
    await settle(world)

    note = host.user.dm_channel.last_message
    assert labels(note) == ["Post it again", "Cancel the event"]
    again = await host.user.click(note, label="Post it again")
    assert "stands in" in read(again.response)
    await settle(world)

    assert "9 seats are free" in read(card(world))


async def test_events_are_listed_shown_and_offered_where_one_sees_their_channel(
    world: Any, host: Any, services: Services
) -> None:
    await publish(world, host, region="p02")
    listed = await world.alice.slash(world.channel, "event list")
    assert "Dinner" in read_private(listed)
    shown = (await world.alice.click(listed.response, label="Open")).response
    assert labels(shown)[:4] == ["Going", "Maybe", "Can't", "More"]
    offers = await world.alice.autocomplete(world.channel, "event show", "event", "din")
    assert ["Dinner" in each["name"] for each in offers] == [True]
    assert await world.alice.autocomplete(world.channel, "event edit", "event", "") == []
    info = await world.alice.slash(world.channel, "region info", region="p02")
    assert "**Next events**" in read_private(info)
    mine = await host.slash(world.channel, "event list", mine=True)
    assert "**You host**" in read_private(mine)
    for span in ("week", "past"):
        none = await world.alice.slash(world.channel, "event list", range=span)
        assert "None that you can see" in read_private(none)

    other = world.guild.create_text_channel("other")
    hidden_from_all = Overwrite(world.guild.id, OverwriteType.ROLE, deny=1024)
    world.env.backend.edit_channel(world.channel.id, {}, overwrites=[hidden_from_all])
    hidden = await world.alice.slash(other, "event list")
    assert "None that you can see" in read_private(hidden)
    assert await world.alice.autocomplete(other, "event show", "event", "din") == []
    gone = await world.alice.slash(other, "event show", event="dinner")
    assert "no longer there" in read_refusal(world, gone)


async def test_a_typed_title_is_refused_with_the_reason(world: Any, host: Any) -> None:
    await publish(world, host)
    everybody = {"event": "dinner"}

    for command in ("attendees", "cancel", "transfer"):
        more = {"member": world.bob} if command == "transfer" else {}
        refused = await world.alice.slash(world.channel, f"event {command}", **everybody, **more)
        assert "Only its host and co-hosts" in read_refusal(world, refused)
    nothing = await world.alice.slash(world.channel, "event attendees", event="supper")
    assert "no longer there" in read_refusal(world, nothing)

    await publish(world, host)
    both = await host.slash(world.channel, "event attendees", **everybody)
    assert "Several events have that in their title" in read_refusal(world, both)


async def test_what_one_hosts_and_answered_is_among_ones_own_once(world: Any, host: Any) -> None:
    posted = await publish(world, host)
    await host.click(posted, label="Going")

    mine = await host.slash(world.channel, "event mine")

    assert "**You host**" in read_private(mine)
    assert "you are going" in read_private(mine)
    assert "**You answered**" not in read_private(mine)
    assert labels(mine.response) == ["Open"]


async def test_who_takes_no_messages_is_called_to_news_and_shown_to_the_host(
    world: Any, host: Any
) -> None:
    posted = await publish(world, host, capacity=1)
    await world.alice.click(posted, label="Going")
    await world.bob.click((await world.bob.click(posted, label="Going")).response, label="Name me")
    world.rules.refusing_dms.add(world.bob.id)

    await world.alice.click(posted, label="Can't")
    await settle(world)

    call = world.channel.last_message
    assert f"<@{world.bob.id}>" in read(call)
    assert list(world.env.backend.get_message(world.channel.id, call.id).ping_user_ids) == [
        world.bob.id
    ]
    assert "**You are going**" in read((await world.bob.click(call, label="More")).response)
    more = (await host.click(posted, label="More")).response
    whole = read((await host.click(more, label="See who comes")).response)
    assert f"<@{world.bob.id}>, takes no direct messages" in whole


async def test_people_read_their_own_language_and_the_channel_that_of_the_server(
    world: Any, host: Any, services: Services
) -> None:
    await services.settings.set(world.guild.id, "language", "both")
    hana = world.join("hana", locale="ja")

    posted = await publish(world, host)

    assert labels(posted)[0] == "Going · 参加"
    assert "**参加します**" in read_private(await hana.click(posted, label="Going · 参加"))


async def test_after_a_lost_answer_a_reminder_or_note_is_found_where_it_went(
    world: Any, host: Any, simcord_bot: Any
) -> None:
    soon = discord.utils.utcnow() + timedelta(minutes=70)
    posted = await publish(world, host, when=f"<t:{int(soon.timestamp())}:F>")
    await world.alice.click(posted, label="Going")
    await settle(world, minutes=11)
    sent = world.alice.user.dm_channel.last_message
    number = sent.components[0].id - 1_000_000
    begun = discord.utils.utcnow() - timedelta(minutes=3)
    place = f"user:{world.alice.id}"

    def row(number: int, place: str) -> Row:
        payload = {"channel": world.channel.id}
        return Row(number, "event_reminder", place, payload, world.guild.id, begun, 0, begun)

    carrier = ReminderCarrier(simcord_bot)
    found = await carrier.look(row(number, place))
    assert found is not None
    assert found["message"] == sent.id
    assert await carrier.look(row(number + 1, place)) is None
    assert await carrier.look(row(number + 1, f"channel:{world.channel.id}")) is None


async def test_a_card_stands_only_where_its_host_may_write(world: Any, host: Any) -> None:
    quiet = world.guild.create_text_channel("quiet")
    silent = Overwrite(world.guild.id, OverwriteType.ROLE, deny=2048)
    itself = Overwrite(world.env.backend.bot_user.id, OverwriteType.MEMBER, allow=2048)
    world.env.backend.edit_channel(quiet.id, {}, overwrites=[silent, itself])
    voice = world.guild.create_voice_channel("voice")
    when = (discord.utils.utcnow() + timedelta(days=20)).strftime("%Y-%m-%d 18:30")

    for channel in (quiet, voice):
        refused = await host.slash(
            world.channel, "event create", title="Party", when=when, channel=channel
        )
        assert "in which you may write yourself" in read_refusal(world, refused)

    await publish(world, host)
    assert "Dinner" in read(card(world))


async def test_a_long_list_has_pages_and_lengths_are_offered(
    world: Any, host: Any, services: Services
) -> None:
    standing = Standing(host.id, world.guild.id, manages_events=True)
    for day in range(1, 7):
        start = discord.utils.utcnow() + timedelta(days=day)
        said = Said(title=f"Day {day}", starts_at=start, length=timedelta(hours=1))
        seen = await services.event_drafts.draft(
            standing, Spot(world.channel.id), None, "en", **said
        )
        await services.event_drafts.publish(standing, seen.event.id)

    first = await world.alice.slash(world.channel, "event list", range="month")
    assert "Day 5" in read_private(first)
    assert "Day 6" not in read(first.response)
    turned = (await world.alice.click(first.response, label="Next page")).response
    assert "Day 6" in read(turned)
    assert "Earlier page" in labels(turned)

    usual, typed = [
        await world.alice.autocomplete(world.channel, "event create", "length", text)
        for text in ("", "1h30")
    ]
    assert usual[0]["name"] == "30 minutes"
    assert typed == [{"name": "1 hour, 30 minutes", "value": "90 min"}]
    assert "Only count me" in labels((await world.alice.click(card(world), label="Going")).response)
