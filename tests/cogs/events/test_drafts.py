"""Drafts: seen by their host alone, found again, changed, dropped."""

from __future__ import annotations

from typing import Any

from bot.domain.settings import LANGUAGE
from bot.services.services import Services
from tests.cogs.events.hosting import card, host, publish, write
from tests.reading import labels, read, read_private, read_refusal

__all__ = ["host"]


async def test_an_event_is_seen_by_its_host_before_it_is_published(world: Any, host: Any) -> None:
    draft = await write(world, host, place="Café_1", capacity=3, length="90 min")

    assert draft.ephemeral
    told = read(draft)
    assert "\\*\\*Dinner\\*\\*" in told
    assert "Bring soup @\u200beveryone" in told
    assert "**By your clock:**" in told
    assert "Lisbon" in told
    assert "**In Japan:**" in told
    assert "<t:" in told
    assert labels(draft)[:2] == ["Publish", "Drop it"]
    assert world.channel.last_message is None

    await host.click(draft, label="Publish")

    posted = read(card(world))
    assert "3 seats are free" in posted
    assert "Café\\_1" in posted
    assert f"**Host** <@{host.id}>" in posted
    assert labels(card(world)) == ["Going", "Maybe", "Can't", "More"]
    kept = world.env.backend.get_message(world.channel.id, card(world).id)
    assert (kept.mention_everyone, list(kept.ping_user_ids)) == (False, [])


async def test_a_draft_is_in_the_languages_of_its_channel(
    world: Any, host: Any, services: Services
) -> None:
    await services.settings.set(world.guild.id, LANGUAGE.name, "both")

    told = read(await write(world, host, capacity=3))

    assert "**Host · 主催**" in told
    assert "3 seats are free" in told
    assert "空き 3 席" in told
    assert "あなたの時計では" not in told


async def test_drafts_are_found_again_changed_and_dropped(world: Any, host: Any) -> None:
    await write(world, host)

    mine = await host.slash(world.channel, "event mine")
    assert "a draft, which only you see" in read_private(mine)
    draft = (await host.click(mine.response, label="Open")).response
    form = await host.click(draft, label="Change the words")
    words = {"title": "Lunch", "description": "", "place": "", "link": "", "capacity": ""}
    changed = (await host.submit_modal(form, words)).response
    assert "Lunch" in read(changed)
    dropped = await host.click(changed, label="Drop it")

    assert "nothing was posted" in read(dropped.response)
    assert "None yet" in read_private(await host.slash(world.channel, "event mine"))


async def test_others_are_refused_before_they_write(world: Any, host: Any) -> None:
    named = {"title": "Party", "when": "2030-01-01 18:30"}
    polled = {"title": "Party", "slots": "2030-01-01 18:30; 2030-01-02 18:30"}
    begun = {"template": "hanami", "when": "2030-01-01 18:30"}
    for command, said in (("create", named), ("poll", polled), ("template use", begun)):
        refused = await world.alice.slash(world.channel, f"event {command}", **said)
        assert "made by organisers" in read_refusal(world, refused), "and asked for no clock"
    await publish(world, host)
    other = await world.alice.slash(world.channel, "event cancel", event="1")

    assert "Only its host" in read_refusal(world, other)
