"""What organisers go through, from the command to every channel, in the simulated Discord."""

from __future__ import annotations

import re
from typing import Any

import discord
import pytest

from bot.domain.regions import RegionPlace
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from tests.conftest import World, allow
from tests.reading import labels, read, read_private, read_refusal

ORGANISES = discord.Permissions(manage_events=True)


@pytest.fixture(autouse=True)
async def places(world: World, db: Database) -> dict[str, Any]:
    """Two regions: Aomori with a role, Osaka without; and an announcement channel."""
    made = {
        "aomori": world.guild.create_text_channel("aomori"),
        "osaka": world.guild.create_text_channel("osaka"),
        "news": world.guild.create_news_channel("news"),
        "role": world.guild.create_role("aomori", mentionable=True),
        "closed": world.guild.create_role("closed"),
    }
    here = world.guild.id
    async with db.transaction() as conn:
        place = RegionPlace("p02", channel_id=made["aomori"].id, role_id=made["role"].id)
        await regions.put_place(conn, here, place)
        await regions.put_place(conn, here, RegionPlace("p27", channel_id=made["osaka"].id))
    allow(world.guild, world.alice, ORGANISES)
    return made


async def write(world: World, actor: Any = None, **said: str) -> Any:
    texts = {"english": said.pop("english", "Hello **all**"), "japanese": said.pop("ja", "")}
    writer = actor or world.alice
    form = await writer.slash(world.channel, "announce draft", **said)
    return (await writer.submit_modal(form, texts)).response


def number(message: Any) -> str:
    """Return the number of the announcement that a card's buttons are about."""
    whole = [part if isinstance(part, dict) else part.to_dict() for part in message.components]
    [found] = set(re.findall(r"announce:\w+:(\d+)", str(whole)))
    return found


def stored(world: World, channel: Any) -> Any:
    return world.env.backend.get_message(channel.id, channel.history()[0].id)


async def test_both_languages_stand_in_each_channel_once_and_one_of_them_pings(
    world: World, places: dict[str, Any]
) -> None:
    news, role = places["news"], places["role"]
    said = {"for": "Aomori, Osaka (prefecture)", "channels": f"<#{news.id}>"}
    draft = await write(world, ja="みなさん、こんにちは", **said)

    told = read(draft)
    assert "Hello \\*\\*all\\*\\*" in told
    assert "こんにちは" in told
    assert "It pings nobody" in told
    assert "**Channels (3):**" in told
    assert "Everybody here can read" in told
    assert f"follow <#{news.id}>" in told
    draft = (
        await world.alice.select(draft, [role], custom_id=f"announce:roles:{number(draft)}")
    ).response
    assert "Pick below in which one channel" in read(draft)
    assert "**No role, so not pinged:** Osaka" in read(draft)
    custom_id = f"announce:channel:{number(draft)}"
    draft = (await world.alice.select(draft, [places["osaka"]], custom_id=custom_id)).response
    assert f"**It pings** <@&{role.id}> (0 people), once, in <#{places['osaka'].id}>" in read(draft)
    assert not places["osaka"].history()

    sent = (await world.alice.click(draft, label="Post it")).response

    assert "Posted in 0 of 3" in read(sent)
    again = (await world.alice.click(sent, label="Look again")).response
    assert "Posted in 3 of 3" in read(again)
    assert read(again).count("[posted](https://discord.com/channels/") == 3
    for channel in (places["aomori"], places["osaka"], news):
        [message] = channel.history()
        assert "## Announcement · お知らせ" in read(message)
        assert "Hello \\*\\*all\\*\\*" in read(message)
        pinged = list(stored(world, channel).ping_role_ids)
        assert pinged == ([role.id] if channel is places["osaka"] else [])
    assert any(each.path.endswith("/crosspost") for each in world.env.http_requests)


async def test_it_is_edited_and_recalled_everywhere_and_pings_nobody_again(
    world: World, places: dict[str, Any]
) -> None:
    draft = await write(world, **{"for": "all prefectures"})
    sent = (await world.alice.click(draft, label="Post it")).response

    form = await world.alice.click(sent, label="Change the text")
    await world.alice.submit_modal(form, {"english": "Better", "japanese": ""})
    for each in ("aomori", "osaka"):
        [message] = places[each].history()
        assert "Better" in read(message)

    form = await world.alice.click(sent, label="Change the text")
    stars = {"english": "*" * 1_200, "japanese": "_" * 1_200}
    refused = await world.alice.submit_modal(form, stars)
    assert "too long by 2400 characters" in read(refused.followups[-1])
    assert len(world.env.errors) == 1

    answer = await world.alice.slash(world.channel, "announce recall", announcement=number(sent))
    assert "The copies in 2 channels are deleted" in read_private(answer)
    await world.alice.click(answer.response, label="Recall it")
    assert not places["aomori"].history()
    assert not places["osaka"].history()
    status = await world.alice.slash(world.channel, "announce status", announcement=number(sent))
    assert "**Recalled.**" in read_private(status)
    assert read_private(status).count("not there any more") == 2


async def test_only_roles_that_the_author_may_ping_and_never_everyone(
    world: World, places: dict[str, Any]
) -> None:
    draft = await write(world, **{"for": "Aomori"})
    custom_id = f"announce:roles:{number(draft)}"

    refused = await world.alice.select(draft, [places["closed"]], custom_id=custom_id)
    assert "may not ping @closed" in read(refused.followups[-1])
    everyone = world.guild.default_role
    refused = await world.alice.select(draft, [everyone], custom_id=custom_id)
    assert "never pings everyone" in read(refused.followups[-1])
    allow(world.guild, world.alice, discord.Permissions(mention_everyone=True))
    picked = await world.alice.select(draft, [places["closed"]], custom_id=custom_id)
    assert "Pick below" in read(picked.response)


async def test_a_second_person_approves_in_japanese_and_the_author_is_told(
    world: World, places: dict[str, Any], services: Services
) -> None:
    await services.settings.set(world.guild.id, "approval_above", "2")
    await services.settings.set(world.guild.id, "language", "ja")
    staff = world.guild.create_text_channel("staff")
    await services.settings.set(world.guild.id, "approval_channel", str(staff.id))
    hana = world.join("hana", locale="ja", permissions=ORGANISES)
    named = {"for": "Aomori", "channels": f"<#{world.channel.id}>"}
    draft = await write(world, ja="こんにちは", **named)
    assert "somebody else who organises or moderates here" in read(draft)
    waiting = (await world.alice.click(draft, label="Ask for approval")).response
    assert labels(waiting) == ["Change the text", "Recall"]

    refused = await world.alice.slash(
        world.channel, "announce approve", announcement=number(waiting)
    )
    assert "needs a second person" in read_refusal(world, refused)
    listed = await hana.slash(world.channel, "announce list")
    assert "承認待ち" in read_private(listed)
    [request] = staff.history()
    assert "Hello" not in read(request)
    looked = await world.bob.click(request, label="見る")
    assert "for organisers" in read(looked.response)
    shown = (await hana.click(request, label="見る")).response
    assert "Hello" in read(shown)
    assert f"投稿者：<@{world.alice.id}>" in read(shown)
    await hana.click(shown, label="承認する")

    [message] = places["aomori"].history()
    assert read(message).index("こんにちは") < read(message).index("Hello")
    note = world.alice.user.dm_channel.last_message
    assert "was approved" in read(note)


async def test_sent_back_it_is_a_draft_that_goes_after_all(
    world: World, places: dict[str, Any], services: Services
) -> None:
    await services.settings.set(world.guild.id, "approval_above", "2")
    bob = world.join("carol", permissions=ORGANISES)
    draft = await write(world, **{"for": "everybody", "channels": "#general"})
    waiting = (await world.alice.click(draft, label="Ask for approval")).response

    await bob.slash(
        world.channel, "announce reject", announcement=number(waiting), why="Too **loud**"
    )

    note = world.alice.user.dm_channel.last_message
    assert "came back" in read(note)
    assert "Too \\*\\*loud\\*\\*" in read(note)
    listed = (await world.alice.slash(world.channel, "announce list")).response
    again = (await world.alice.click(listed, label="Look")).response
    assert "Ask for approval" in labels(again)
    dropped = await world.alice.click(again, label="Drop it")
    assert "nothing was posted" in read(dropped.response)


async def test_planned_it_waits_for_its_time(
    world: World, places: dict[str, Any], services: Services
) -> None:
    await services.zones.set(world.alice.id, "UTC")
    draft = await write(world, **{"for": "Osaka (prefecture)", "when": "in 2 hours"})
    assert "**It goes** <t:" in read(draft)
    planned = (await world.alice.click(draft, label="Plan it")).response
    assert "**It goes** <t:" in read(planned)

    await world.alice.slash(
        world.channel, "announce edit", announcement=number(planned), when="in 3 hours"
    )
    await world.env.advance_time(2 * 3_600 + 60)
    assert not places["osaka"].history()
    await world.env.advance_time(3_600)
    assert len(places["osaka"].history()) == 1


async def test_names_are_offered_one_after_the_other_and_read_again(
    world: World, places: dict[str, Any]
) -> None:
    async def offered(typed: str, option: str = "for") -> list[str]:
        found = await world.alice.autocomplete(
            world.channel,
            "announce draft",
            option,
            typed,
            **({} if option == "for" else {"for": "x"}),
        )
        assert all(each["name"] == each["value"] for each in found)
        return [each["value"] for each in found]

    assert "alumni" in await offered("")
    assert "Aomori, all prefectures" in await offered("Aomori, all pre")
    hana = world.join("hana", locale="ja")
    for_hana = await hana.autocomplete(world.channel, "announce draft", "for", "青森県、すべての国")
    assert [each["value"] for each in for_hana] == ["青森県, すべての国"]
    assert "Aomori, @closed" in await offered("Aomori, @clo")
    kept = ", ".join(f"Prefecture {n}" for n in range(12))
    assert await offered(kept + ", Osa") == []
    many = (
        "Aomori, Iwate, Miyagi, Akita, Yamagata, Fukushima, Ibaraki, Tochigi, Gunma, Nagano, Gifu"
    )
    shortened = await offered(f"{many}, Yamanashi, Okina")
    assert all(each.startswith("p02, p03, ") for each in shortened)
    assert any(each.endswith(", p19, Okinawa") for each in shortened)
    assert "#news" in await offered("#ne", "channels")
    assert f"<#{places['news'].id}> #osaka" in await offered(
        f"<#{places['news'].id}> #osa", "channels"
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"for": "alumni"}, "no channel for that"),
        ({"for": "Aomori, Nowhere at all"}, "Nowhere at all"),
        ({"for": "Osaka"}, "Osaka (city)"),
        ({"for": "everybody", "channels": "#nowhere"}, "cannot post in “\\#nowhere”"),
        ({"for": ", ".join("Aomori" for _ in range(61))}, "at most 60"),
    ],
)
async def test_what_cannot_be_is_said_before_anybody_writes(
    world: World, said: dict[str, str], told: str
) -> None:
    answer = await world.alice.slash(world.channel, "announce draft", **said)

    assert told in read_refusal(world, answer)


async def test_others_are_refused_privately_and_offered_nothing(world: World) -> None:
    answer = await world.bob.slash(world.channel, "announce draft", **{"for": "Aomori"})
    offered = await world.bob.autocomplete(world.channel, "announce status", "announcement", "")

    assert "for organisers" in read_refusal(world, answer)
    assert offered == []


async def test_what_is_too_long_once_it_is_safe_is_kept_and_not_sent(
    world: World, places: dict[str, Any]
) -> None:
    draft = await write(world, english="*" * 1_200, ja="_" * 1_200, **{"for": "Aomori"})

    assert "Too long by 2,400 characters" in read(draft)
    assert "Post it" not in labels(draft)


async def test_what_stands_takes_no_text_that_is_too_long_from_a_form_opened_before(
    world: World, places: dict[str, Any]
) -> None:
    draft = await write(world, **{"for": "Aomori"})
    form = await world.alice.click(draft, label="Change the text")
    sent = (await world.alice.click(draft, label="Post it")).response

    await world.alice.submit_modal(form, {"english": "*" * 1_200, "japanese": "_" * 1_200})

    assert len(world.env.errors) == 1
    status = await world.alice.slash(world.channel, "announce status", announcement=number(sent))
    assert "*" * 100 not in read_private(status)


async def test_a_copy_deleted_by_hand_is_said_to_be_gone(
    world: World, places: dict[str, Any]
) -> None:
    draft = await write(world, **{"for": "all prefectures"})
    sent = (await world.alice.click(draft, label="Post it")).response
    [message] = places["aomori"].history()
    world.env.backend.delete_message(places["aomori"].id, message.id)
    world.env.backend.delete_channel(places["osaka"].id)

    form = await world.alice.click(sent, label="Change the text")
    await world.alice.submit_modal(form, {"english": "Better", "japanese": ""})

    status = await world.alice.slash(world.channel, "announce status", announcement=number(sent))
    assert read_private(status).count("somebody deleted it") == 2
