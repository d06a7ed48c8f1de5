"""What hosts say of an event beyond its time: two languages, what to bring, a picture."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
from simcord.backend.models import Overwrite
from simcord.components import walk_components
from simcord.enums import OverwriteType

from bot.services.services import Services
from tests.cogs.events.hosting import card, host, publish, settle, write
from tests.reading import labels, read, read_private, read_refusal

__all__ = ["host"]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
GIF = b"GIF89a" + bytes(32)
WORDS = {"description": "Soup", "bring": "A spoon", "rain": "We sit *inside*"}


def pictures(message: Any) -> list[tuple[str, str]]:
    """Return the addresses and descriptions of the pictures of a message."""
    whole = [part if isinstance(part, dict) else part.to_dict() for part in message.components]
    galleries = [part for part in walk_components(whole) if part["type"] == 12]
    items = [item for gallery in galleries for item in gallery["items"]]
    return [(item["media"]["url"], item["description"]) for item in items]


async def test_a_picture_stands_on_the_draft_and_the_card_and_stays_when_the_card_changes(
    world: Any, host: Any
) -> None:
    uploaded = {"picture": ("cat.png", PNG), "alt": "A cat by a bowl"}
    draft = await write(world, host, form=WORDS | uploaded)
    assert [alt for _, alt in pictures(draft)] == ["A cat by a bowl"]
    assert "**What to bring:** A spoon" in read(draft)
    assert "**If it rains:** We sit \\*inside\\*" in read(draft)
    await host.click(draft, label="Publish")
    [(address, _)] = pictures(card(world))

    await world.alice.click(card(world), label="Going")
    await settle(world)

    assert "1 person is going" in read(card(world))
    assert pictures(card(world)) == [(address, "A cat by a bowl")]
    sent = [each for each in world.env.http_requests if each.method == "PATCH"][-1]
    assert sent.json["attachments"] == [{"id": card(world).attachments[0].id}]

    # Somebody took the file off the message: it is sent again.
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=400, code=50035, times=1)
    await world.alice.click(card(world), label="Can't")
    await settle(world)
    assert "0 people are going" in read(card(world))
    assert [alt for _, alt in pictures(card(world))] == ["A cat by a bowl"]

    form = await host.slash(world.channel, "event edit", event="dinner", part="picture")
    other = {"picture": ("x.bin", GIF), "alt": "Another cat"}
    await host.submit_modal(form, other)
    await settle(world)
    [(second, alt)] = pictures(card(world))
    assert (second != address, second.endswith(".gif"), alt) == (True, True, "Another cat")

    form = await host.slash(world.channel, "event edit", event="dinner", part="picture")
    await host.submit_modal(form, {"alt": ""})
    await settle(world)
    assert pictures(card(world)) == []


async def test_a_picture_that_cannot_be_taken_costs_nothing_else(world: Any, host: Any) -> None:
    for upload, told in (
        ({"picture": ("cat.png", b"no picture"), "alt": "A cat"}, "no picture"),
        ({"picture": ("cat.png", PNG), "alt": " "}, "what the picture shows"),
        ({"picture": ("cat.png", PNG + bytes(4 * 1024 * 1024)), "alt": "A cat"}, "at most 4 MB"),
    ):
        draft = await write(world, host, form=WORDS | upload)
        assert "**Without the picture:**" in read(draft)
        assert told in read(draft)
        assert "Soup" in read(draft)
        assert pictures(draft) == []


async def test_a_picture_is_taken_only_where_the_bot_may_attach_it(world: Any, host: Any) -> None:
    bot = world.env.backend.bot_user.id
    without = Overwrite(
        bot, OverwriteType.MEMBER, deny=discord.Permissions(attach_files=True).value
    )
    world.env.backend.edit_channel(world.channel.id, {}, overwrites=[without])

    draft = await write(world, host, form=WORDS | {"picture": ("cat.png", PNG), "alt": "A cat"})

    assert "Attach Files" in read(draft)
    assert pictures(draft) == []


async def test_the_second_language_and_the_rest_are_written_on_the_draft(
    world: Any, host: Any
) -> None:
    draft = await write(world, host, kind="meal", place="Café", place_zone="America/New_York")
    assert "**At the place:**" in read(draft)
    assert "New York" in read(draft)
    assert "**Who is told:**" in read(draft)
    assert "Dinner or drinks" in read(draft)

    form = await host.click(draft, label="Second language")
    filled = {"title": "夕食会", "description": "スープを食べます"}
    draft = (await host.submit_modal(form, filled)).response
    form = await host.click(draft, label="What to bring, and more")
    hints = {"bring": "Chopsticks", "rain": "", "kind": ["party"]}
    draft = (await host.submit_modal(form, hints)).response
    for said in ("### 夕食会", "スープを食べます", "**What to bring:** Chopsticks", "Party"):
        assert said in read(draft)

    await host.click(draft, label="Publish")
    assert "### 夕食会" in read(card(world))
    hana = world.join("hana", locale="ja")
    listed = await hana.slash(world.channel, "event list", kind="party")
    opened = await hana.click(listed.response, label="開く")
    assert "## 夕食会" in read(opened.response)
    [offer] = await hana.autocomplete(world.channel, "event show", "event", "夕食")
    assert offer["name"].endswith("夕食会")
    none = await hana.slash(world.channel, "event list", kind="call")
    assert "夕食会" not in read_private(none)


async def test_the_clock_of_a_region_tells_the_time_there(
    world: Any, host: Any, services: Services
) -> None:
    german = await write(world, host, region="Germany", place="Berlin")
    assert "Berlin time" in read(german).partition("**At the place:**")[2]
    american = await write(world, host, region="United States", place="Somewhere")
    assert "name its clock" in read(american)


async def test_words_have_to_fit_on_a_card(world: Any, host: Any) -> None:
    posted = await publish(world, host)
    form = await host.slash(world.channel, "event edit", event="dinner", part="second")
    await host.submit_modal(form, {"title": "夕食", "description": "会" * 1_000})
    form = await host.slash(world.channel, "event edit", event="dinner")
    long = {"title": "Dinner", "description": "x" * 1_500, "place": "", "link": "", "capacity": ""}
    refused = await host.submit_modal(form, long)

    assert "room for 2400" in read_refusal(world, refused)
    assert labels(posted)[0] == "Going"


async def test_an_event_begins_from_a_template_that_was_kept_or_came_with_the_bot(
    world: Any, host: Any
) -> None:
    when = (discord.utils.utcnow() + timedelta(days=9)).strftime("%Y-%m-%d 18:30")
    [offer] = await host.autocomplete(world.channel, "event template use", "template", "hana")
    form = await host.slash(world.channel, "event template use", template="hanami", when=when)
    draft = (await host.submit_modal(form, {"description": "Our own words"})).response
    assert offer == {"name": "Hanami", "value": "hanami"}
    for said in ("### お花見", "Our own words", "青いシート", "Outing"):
        assert said in read(draft)

    saved = await host.slash(world.channel, "event template save", event="Hanami", name="Spring")
    assert "Kept as Spring" in read_private(saved)
    when = (discord.utils.utcnow() + timedelta(days=19)).strftime("%Y-%m-%d 18:30")
    again = await write(world, host, title="More trees", when=when, template="spring")
    assert "## More trees" in read(again)
    assert "### お花見" in read(again)
    listed = read_private(await host.slash(world.channel, "event template list"))
    assert "- Spring (4 hours)" in listed
    assert "- Annual meeting (2 hours)" in listed
    for who, there in ((host, True), (world.alice, False)):
        shown = read_private(await who.slash(world.channel, "event template list"))
        assert ("Spring" in shown) is there
    gone = await host.slash(world.channel, "event template delete", template="Spring")
    assert "is deleted" in read_private(gone)
