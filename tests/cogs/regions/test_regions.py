"""A member looks through the regions, joins, and leaves."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.components import walk_components

from bot.client import AlumniBot
from bot.domain.regions import Family, RegionPlace, Tie
from bot.services.services import Services
from bot.storage import regions
from bot.storage.database import Database
from bot.ui.regions import regions_panel
from tests.cogs.start.filling import Member
from tests.factories import make_profile
from tests.people import keep
from tests.reading import read, read_private, read_refusal


class Visitor(Member):
    """Somebody who asks about regions; every answer stands in one private message."""

    async def ask(self, command: str, **options: Any) -> Visitor:
        """Use a command of /region."""
        result = await self.actor.slash(self.world.channel, f"region {command}", **options)
        assert result.ephemeral
        self.message = result.response
        return self

    async def look(self, menu: str, value: str) -> None:
        """Choose from one of several menus."""
        result = await self.actor.select(self.message, [value], custom_id=menu)
        assert result.response.ephemeral
        self.message = result.response

    def menu_with(self, value: str) -> str:
        """Return which menu offers a value."""
        return next(
            part["custom_id"]
            for part in walk_components(self.message.components)
            if any(option["value"] == value for option in part.get("options", ()))
        )


@pytest.fixture
def alice(world: Any) -> Visitor:
    return Visitor(world, world.alice)


@pytest.fixture
async def role(world: Any, db: Database) -> Any:
    """Aomori's role and channel."""
    made = world.guild.create_role("Aomori")
    async with db.transaction() as conn:
        place = RegionPlace("p02", channel_id=world.channel.id, role_id=made.id)
        await regions.put_place(conn, world.guild.id, place)
    return made


def has(world: Any, member: Any, role: Any) -> bool:
    return role.id in world.env.backend.guilds[world.guild.id].members[member.id].role_ids


async def ties(services: Services, world: Any, who: Any) -> dict[str, Tie]:
    mine = await services.memberships.mine(world.guild.id, who.id)
    return {each.region.code: each.membership.tie for each in mine}


async def test_joining_says_first_what_others_will_see(
    world: Any, alice: Visitor, role: Any, services: Services
) -> None:
    await alice.ask("join", region="青森", **{"as": "family"})

    assert f"<@&{role.id}>, which everybody in this server sees" in alice.text
    assert await ties(services, world, world.alice) == {}

    await alice.press("Join")

    assert f"<#{world.channel.id}>" in alice.text
    assert await ties(services, world, world.alice) == {"p02": Tie.FAMILY}
    await world.env.settle()
    assert has(world, world.alice, role)

    await alice.press("Leave")
    await world.env.settle()
    assert not has(world, world.alice, role)


async def test_belonging_quietly_gives_no_role(
    world: Any, alice: Visitor, role: Any, services: Services
) -> None:
    await alice.ask("join", region="p02")

    await alice.press("Belong quietly")

    await world.env.settle()
    assert "nobody but you" in alice.text
    assert not has(world, world.alice, role)
    assert await ties(services, world, world.alice) == {"p02": Tie.INTERESTED}


async def test_as_what_one_belongs_is_picked_before_joining(
    world: Any, alice: Visitor, services: Services
) -> None:
    await alice.ask("join", region="Portugal")

    await alice.pick("lives")
    await alice.press("Join")

    assert await ties(services, world, world.alice) == {"cPT": Tie.LIVES}


async def test_browsing_leads_from_a_part_to_a_region_and_back_also_after_a_restart(
    world: Any, alice: Visitor, services: Services, next_bot: AlumniBot
) -> None:
    await alice.ask("browse")
    await world.env.restart_bot(next_bot)

    await alice.look("region:part:world", "w150")
    assert "Europe" in alice.text
    assert {"cPT", "cGB", "cIS"} <= set(alice.choices)
    await alice.look(alice.menu_with("cPT"), "cPT")

    assert "Portugal · ポルトガル" in alice.text
    assert "several time zones" in alice.text
    await alice.press("Back")
    assert "Europe" in alice.text


async def test_osaka_is_asked_back_and_in_japan_each_city_follows_its_prefecture(
    world: Any, alice: Visitor
) -> None:
    refused = await world.alice.slash(world.channel, "region info", region="Osaka")
    told = read_refusal(world, refused)
    assert "• Osaka (prefecture)\n• Osaka (city)" in told

    await alice.ask("browse")
    await alice.look("region:part:japan", "j4")

    offered = list(alice.choices.values())
    at = offered.index("Osaka (prefecture)")
    assert offered[at : at + 3] == ["Osaka (prefecture)", "Osaka (city)", "Sakai (city)"]


async def test_autocomplete_offers_what_follows_from_the_profile_first(
    world: Any, db: Database
) -> None:
    await keep(db, make_profile(world.alice.id, home="GB", country="PT"))

    offered = await world.alice.autocomplete(world.channel, "region join", "region", "")
    typed = await world.alice.autocomplete(world.channel, "region join", "region", "osak")

    assert [each["value"] for each in offered][:3] == ["p02", "cGB", "cPT"]
    assert [each["name"] for each in typed] == ["Osaka (prefecture)", "Osaka (city)"]
    assert len(offered) == 25


async def test_leaving_offers_and_understands_ones_own_regions(
    world: Any, services: Services
) -> None:
    for code in ("t27100", "cPT"):
        await services.memberships.join(world.guild.id, world.alice.id, code)

    offered = await world.alice.autocomplete(world.channel, "region leave", "region", "")
    left = await world.alice.slash(world.channel, "region leave", region="Osaka")
    refused = await world.alice.slash(world.channel, "region leave", region="France")

    assert {each["value"] for each in offered} == {"t27100", "cPT"}
    assert "You left Osaka (city)" in read_private(left)
    assert "do not belong" in read_refusal(world, refused)


async def test_who_is_not_listed_reads_no_number(
    world: Any, alice: Visitor, services: Services, db: Database
) -> None:
    await keep(db, make_profile(world.bob.id, listed_in=frozenset({world.guild.id})))
    await services.memberships.join(world.guild.id, world.bob.id, "p02")
    await services.regions.add_representative(world.guild.id, "p02", world.bob.id)

    await alice.ask("info", region="Aomori")
    assert "1-2" not in alice.text
    assert "List me" in alice.labels

    await keep(db, make_profile(world.alice.id, listed_in=frozenset({world.guild.id})))
    await alice.ask("info", region="Aomori")
    assert "1-2 listed people" in alice.text
    assert f"Representatives: <@{world.bob.id}>" in alice.text
    assert "there now" in alice.text


async def test_what_follows_from_the_profile_comes_ticked_and_only_what_is_sent_is_joined(
    world: Any, alice: Visitor, role: Any, services: Services, db: Database
) -> None:
    await keep(db, make_profile(world.alice.id, home="GB", country="PT"))
    await alice.start()
    assert "Regions for you (3)" in alice.labels

    form = await alice.press("Regions for you (3)")
    assert prefilled_menu(form) == ["p02", "cGB", "cPT"]
    await alice.send(form, {"regions": ["p02", "cPT"], "how": "quietly"})

    assert "Quietly joined" in alice.text
    assert await ties(services, world, world.alice) == {"p02": Tie.PLACED, "cPT": Tie.LIVES}
    await world.env.settle()
    assert not has(world, world.alice, role)


def prefilled_menu(shown: Any) -> list[str]:
    """Return what is ticked in the form."""
    parts = walk_components(shown.modal["components"])
    [menu] = [part for part in parts if part.get("custom_id") == "regions"]
    return [option["value"] for option in menu["options"] if option["default"]]


async def test_the_regions_stand_in_the_answer_to_list_me(
    world: Any, alice: Visitor, db: Database
) -> None:
    await keep(db, make_profile(world.alice.id, home="GB", country="PT", listed_in=frozenset()))
    await alice.start()

    await alice.press("List me")
    await alice.press("I am an adult: list me")

    assert "Aomori, United Kingdom, and Portugal" in alice.text
    assert "Regions for you (3)" in alice.labels


async def test_a_public_panel_answers_each_person_privately(world: Any, services: Services) -> None:
    catalogue = await services.regions.catalogue(world.guild.id)
    words = world.env.bot.catalogues.words("en")
    channel = world.env.bot.get_channel(world.channel.id)
    posted = await channel.send(view=regions_panel(catalogue.parts(), [words]))
    await world.env.settle()

    mine = await world.alice.click(posted, label="My regions")
    europe = await world.bob.select(posted, ["w150"], custom_id="region:part:world")
    nothing = await world.bob.click(posted, label="Regions for you")

    assert "belong to none here yet" in read_private(mine)
    assert "Europe" in read_private(europe)
    assert "Nothing new follows" in read_private(nothing)
    assert "Find your people" in read(world.channel.last_message)


async def test_suggestions_reach_the_admins_and_nobody_else(
    world: Any, alice: Visitor, services: Services
) -> None:
    await alice.ask("suggest", name="Far *islands*", why="We are three")
    assert "admins of this server will read" in alice.text

    admin = Visitor(world, world.admin)
    await admin.ask("browse")
    await admin.press("1 suggestion")
    assert "Far \\*islands\\*" in admin.text
    assert "We are three" in admin.text
    await admin.pick(next(iter(admin.choices)))
    assert "No suggestion waits" in admin.text

    await alice.ask("suggest", name="Farther islands", why="We are four")
    await alice.ask("browse")
    assert alice.labels == ["My regions"]


async def test_everything_is_in_japanese_for_who_reads_it(
    world: Any, services: Services, db: Database
) -> None:
    hana = Visitor(world, world.join("hana", locale="ja"))
    await services.regions.add(world.guild.id, "Everywhere", Family.OWN)

    await hana.ask("browse")
    assert "東北地方" in hana.choices.values()
    await hana.look("region:part:japan", "j1")
    assert "青森県" in hana.choices.values()
    await hana.look("region:pick:0", "p02")
    assert "青森県 · Aomori" in hana.text
    await hana.press("参加する")
    await hana.press("ひっそり参加")
    assert "青森県に参加しました" in hana.text
