from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.layout import (
    Budgets,
    Candidate,
    Kind,
    Layout,
    Overwrite,
    Reason,
    Record,
    Remedy,
    Shape,
    Thing,
    Usage,
    Verb,
    Wish,
    Wishes,
    candidates,
    plan,
    seconds,
    undo,
)
from bot.domain.layout.access import SEND, VIEW
from bot.domain.layout.steps import Step
from tests.domain.layout.simulator import Discord

ALL = Budgets()
CONTINENTS = {"AF": 58, "AS": 50, "EU": 52, "NA": 41, "OC": 26, "SA": 14, "AN": 8}
NAMES = {f"country:{code}": f"Continent {code}" for code in CONTINENTS} | {"archive": "Archive"}


def wish(code: str, family: str = "prefecture", **about: Any) -> Wish:
    return Wish(code, family, **{"name": code.upper(), "sort_key": code, "topic": "", **about})


def countries(**about: Any) -> list[Wish]:
    return [
        wish(f"c{group}{n:02}", "country", group=group, **about)
        for group, count in CONTINENTS.items()
        for n in range(count)
    ]


def wishes(*regions: Wish, layout: Layout = Layout.CHANNELS, **about: Any) -> Wishes:
    families = dict.fromkeys(region.family for region in regions)
    return Wishes(dict.fromkeys(families, layout), regions, NAMES, **about)


def settle(discord: Discord, wanted: Wishes) -> list[tuple[str, str]]:
    """Plan and carry out; return what was done."""
    steps = plan(discord.server(), wanted, discord.limits).steps
    discord.carry_out(steps)
    return [(step.verb.value, step.key) for step in steps]


def held(discord: Discord, key: str) -> Thing:
    return discord.server().held[key]


def overwrites(thing: Thing) -> Mapping[str, Overwrite]:
    return {each.target: each for each in thing.shape.overwrites}


def test_a_region_gets_a_role_and_a_channel_that_its_people_read_and_write() -> None:
    discord = Discord(ALL)

    done = settle(discord, wishes(wish("p02")))

    assert done == [
        ("create", "category:prefecture::1"),
        ("create", "role:p02"),
        ("create", "channel:p02"),
    ]
    role = held(discord, "role:p02")
    assert overwrites(held(discord, "channel:p02")) == {
        "bot": Overwrite("bot", overwrites(held(discord, "channel:p02"))["bot"].allow),
        "everyone": Overwrite("everyone", deny=VIEW),
        str(role.id): Overwrite(str(role.id), allow=VIEW | SEND),
    }


def test_channels_are_open_to_everybody_where_the_server_says_so() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("p02")))

    done = settle(discord, wishes(wish("p02"), is_open=True))

    assert done == [("allow", "channel:p02")]
    assert set(overwrites(held(discord, "channel:p02"))) == {"bot"}


@pytest.mark.parametrize("layout", Layout)
def test_all_it_makes_carries_an_overwrite_for_the_bot_itself(layout: Layout) -> None:
    discord = Discord(ALL)

    settle(discord, wishes(wish("p02", liveliness=99), layout=layout))

    channels = [thing for thing in discord.things.values() if thing.kind.is_channel]
    assert len(channels) >= 2
    assert all("bot" in overwrites(channel) for channel in channels)


def test_249_countries_are_split_over_categories_by_continent() -> None:
    discord = Discord(replace(ALL, roles=400))

    settle(discord, wishes(*countries()))

    channels = [thing for thing in discord.things.values() if thing.kind is Kind.CHANNEL]
    inside = Counter(
        discord.things[int(channel.shape.parent or 0)].shape.name for channel in channels
    )
    assert len(channels) == 249
    assert max(inside.values()) <= 50
    assert {name.split()[1] for name in inside} == set(CONTINENTS)
    assert inside["Continent AF"] == inside["Continent AF 2"] == 29


def test_a_full_category_never_gets_a_51st_channel_though_others_filled_it() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("p01")))
    category = held(discord, "category:prefecture::1")
    for n in range(49):
        discord.add(Shape(Kind.OTHER, f"voice {n}", str(category.id)))

    settle(discord, wishes(wish("p01"), wish("p02")))

    assert discord.names_in("category:prefecture::2") == ["p02"]


def test_channels_stand_in_the_order_of_the_servers_language() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("c", sort_key="く"), wish("a", sort_key="け")))

    settle(
        discord,
        wishes(*(wish(code, sort_key=key) for code, key in zip("cab", "くけこ", strict=True))),
    )
    assert discord.names_in("category:prefecture::1") == ["c", "a", "b"]

    done = settle(discord, wishes(*(wish(code) for code in "abc")))
    assert done == [("move", "channel:c")]
    assert discord.names_in("category:prefecture::1") == ["a", "b", "c"]


def test_a_new_region_stands_between_its_neighbours_and_moves_nobody() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("a"), wish("c")))

    assert settle(discord, wishes(*map(wish, "abc"))) == [
        ("create", "role:b"),
        ("create", "channel:b"),
    ]
    assert discord.names_in("category:prefecture::1") == ["a", "b", "c"]


def test_room_is_kept_for_others_and_what_is_worth_most_comes_first() -> None:
    discord = Discord(Budgets(channels=10, reserved_channels=5))
    discord.add(Shape(Kind.CHANNEL, "general"))
    regions = [
        wish(code, worth=worth) for code, worth in zip("abcde", (1, 9, 5, 7, 3), strict=True)
    ]

    made = plan(discord.server(), wishes(*regions), discord.limits)
    discord.carry_out(made.steps)

    assert made.after.channels == 5
    assert discord.names_in("category:prefecture::1") == ["b", "c", "d"]
    assert [(problem.reason, problem.codes) for problem in made.problems] == [
        (Reason.CHANNELS_FULL, ("e", "a"))
    ]


def test_who_has_a_place_keeps_it_whatever_others_are_worth() -> None:
    discord = Discord(Budgets(channels=3, reserved_channels=0))
    settle(discord, wishes(wish("a"), wish("b")))

    made = plan(discord.server(), wishes(wish("a"), wish("b"), wish("c", worth=9)), discord.limits)

    assert made.steps == ()
    assert made.problems[0].codes == ("c",)


def test_it_says_that_countries_as_a_forum_would_fit() -> None:
    discord = Discord(ALL)

    made = plan(discord.server(), wishes(*countries()), ALL)

    assert made.after.roles == 240
    assert [(each.reason, each.remedy, each.family) for each in made.problems] == [
        (Reason.ROLES_FULL, Remedy.FORUM, "country")
    ]
    as_forum = plan(discord.server(), wishes(*countries(), layout=Layout.FORUM), ALL)
    assert as_forum.problems == ()
    assert as_forum.after == Usage(channels=2, roles=0, threads=249)


def test_a_forum_that_does_not_fit_either_is_not_recommended() -> None:
    discord = Discord(ALL, other_threads=900)

    made = plan(discord.server(), wishes(*countries()), ALL)

    assert made.problems[0].remedy is Remedy.FEWER_ROLES


def test_posts_stay_within_the_active_threads() -> None:
    discord = Discord(replace(ALL, threads=12, reserved_threads=2), other_threads=7)

    made = plan(discord.server(), wishes(*map(wish, "abcde"), layout=Layout.FORUM), discord.limits)
    discord.carry_out(made.steps)

    assert made.after.threads == 10
    assert made.problems[0].reason is Reason.THREADS_FULL


@pytest.mark.parametrize(("written", "becomes"), [(False, "delete"), (True, "archive")])
def test_a_region_given_up_is_deleted_while_empty_and_archived_once_somebody_wrote(
    written: bool, becomes: str
) -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("a"), wish("b")))
    discord.change(held(discord, "channel:a"), written=written)

    done = settle(discord, wishes(wish("b")))

    assert (becomes, "channel:a") in done
    assert ("delete", "role:a") in done
    assert Usage.of(discord.server()).channels == (4 if written else 2)


def test_an_archived_channel_is_read_only_and_comes_back_with_its_region() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("a"), wish("b")))
    discord.change(held(discord, "channel:a"), written=True)
    settle(discord, wishes(wish("b")))
    archived = held(discord, "channel:a")
    assert discord.server().is_archived(archived)
    assert overwrites(archived)["everyone"].deny & (VIEW | SEND) == VIEW | SEND
    assert not any(
        each.allow & SEND for name, each in overwrites(archived).items() if name != "bot"
    )

    done = settle(discord, wishes(wish("a"), wish("b")))

    assert done == [
        ("create", "role:a"),
        ("restore", "channel:a"),
        ("delete", "archive:1"),
    ]
    assert discord.names_in("category:prefecture::1") == ["a", "b"]


def test_without_room_for_an_archive_the_channel_stays_and_the_plan_says_so() -> None:
    discord = Discord(Budgets(channels=2, reserved_channels=0))
    settle(discord, wishes(wish("a")))
    discord.change(held(discord, "channel:a"), written=True)

    made = plan(discord.server(), wishes(), discord.limits)

    assert [step.key for step in made.steps] == ["role:a"]
    assert made.problems[0].reason is Reason.ARCHIVE_FULL


def test_a_role_goes_only_when_its_members_are_stored() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("a")))
    discord.change(held(discord, "role:a"), stored=False)

    made = plan(discord.server(), wishes(), ALL)

    assert "role:a" not in [step.key for step in made.steps]
    assert made.problems[0].reason is Reason.MEMBERS_NOT_STORED
    assert made.problems[0].codes == ("a",)


def test_what_was_there_before_is_offered_and_used_only_when_ticked() -> None:
    discord = Discord(ALL)
    channel = discord.add(Shape(Kind.CHANNEL, "青森"))
    role = discord.add(Shape(Kind.ROLE, "Aomori"))
    discord.add(Shape(Kind.ROLE, "aomori"), reach=False)
    discord.add(Shape(Kind.OTHER, "Aomori"))
    aomori = wish("p02", name="Aomori", aliases=("青森",))

    assert candidates(discord.server(), wishes(aomori)) == [
        Candidate("p02", Kind.CHANNEL, channel.id, "青森"),
        Candidate("p02", Kind.ROLE, role.id, "Aomori"),
    ]
    unticked = plan(discord.server(), wishes(aomori), ALL)
    assert all(step.verb is Verb.CREATE for step in unticked.steps)

    ticked = replace(aomori, channel=channel.id, role=role.id)
    assert settle(discord, wishes(ticked)) == [("adopt", "channel:p02"), ("adopt", "role:p02")]
    assert held(discord, "channel:p02").shape.name == "青森"


def test_an_adopted_private_channel_lets_the_regions_people_in() -> None:
    discord = Discord(ALL)
    channel = discord.add(
        Shape(Kind.CHANNEL, "aomori", overwrites=(Overwrite("everyone", deny=VIEW),))
    )

    settle(discord, wishes(wish("p02", channel=channel.id)))

    role = held(discord, "role:p02")
    assert overwrites(held(discord, "channel:p02"))[str(role.id)].allow == VIEW | SEND


def test_an_adopted_channel_is_archived_never_deleted_and_its_role_is_left_alone() -> None:
    discord = Discord(ALL)
    channel = discord.add(Shape(Kind.CHANNEL, "aomori", topic="Apples"))
    role = discord.add(Shape(Kind.ROLE, "Aomori"))
    settle(discord, wishes(wish("p02", channel=channel.id, role=role.id)))

    assert settle(discord, wishes()) == [("create", "archive:1"), ("archive", "channel:p02")]

    settle(discord, wishes(wish("p02")))
    back = held(discord, "channel:p02")
    assert (back.id, back.shape.parent, back.shape.topic) == (channel.id, None, "Apples")


def test_what_cannot_be_adopted_is_named_and_nothing_is_made_instead() -> None:
    discord = Discord(ALL)
    role = discord.add(Shape(Kind.ROLE, "Admins"), reach=False)

    made = plan(discord.server(), wishes(wish("p02", role=role.id)), ALL)

    assert made.steps == ()
    assert made.problems[0].reason is Reason.NOT_ADOPTABLE


def test_a_hybrids_region_earns_its_channel_and_keeps_it_until_it_sleeps() -> None:
    discord = Discord(ALL)

    def live(liveliness: int) -> set[str]:
        hybrid = wishes(wish("a", liveliness=liveliness), layout=Layout.HYBRID)
        settle(discord, hybrid)
        return {key for key in discord.server().held if key.endswith(":a")}

    assert live(19) == {"post:a"}
    assert live(20) == {"post:a", "channel:a", "role:a"}
    assert live(5) == {"post:a", "channel:a", "role:a"}
    assert live(4) == {"post:a"}
    assert live(19) == {"post:a"}


def test_a_forum_given_up_goes_with_its_posts_or_stays_to_be_read() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("a"), wish("b"), layout=Layout.FORUM))
    empty = plan(discord.server(), wishes(), ALL)
    discord.change(held(discord, "post:a"), written=True)
    written = plan(discord.server(), wishes(), ALL)

    assert [(step.verb, step.key) for step in empty.steps] == [
        ("delete", "forum:prefecture"),
        ("delete", "category:forums::1"),
    ]
    assert [(step.verb, step.key) for step in written.steps] == [
        ("create", "archive:1"),
        ("archive", "forum:prefecture"),
        ("delete", "category:forums::1"),
    ]


def test_a_renamed_region_is_renamed_and_a_name_given_by_hand_stands() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("a")))
    by_hand = held(discord, "role:a")
    discord.change(by_hand, shape=replace(by_hand.shape, name="Apples"))

    assert settle(discord, wishes(wish("a"))) == []
    assert settle(discord, wishes(wish("a"), repairs=True)) == [("rename", "role:a")]
    assert settle(discord, wishes(wish("a", name="Tsugaru"), repairs=True)) == [
        ("rename", "channel:a"),
        ("rename", "role:a"),
    ]


def test_channels_whose_category_was_deleted_get_a_new_one() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("a"), wish("b")))
    discord.remove(held(discord, "category:prefecture::1"))

    done = settle(discord, wishes(wish("a"), wish("b")))

    assert done == [
        ("create", "category:prefecture::1"),
        ("move", "channel:a"),
        ("move", "channel:b"),
    ]


def test_a_role_deleted_by_hand_is_made_anew_and_let_in_again() -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("a")))
    discord.remove(held(discord, "role:a"))

    assert settle(discord, wishes(wish("a"))) == [("create", "role:a"), ("allow", "channel:a")]
    assert str(held(discord, "role:a").id) in overwrites(held(discord, "channel:a"))


def test_undo_deletes_what_is_empty_and_archives_what_people_wrote() -> None:
    discord = Discord(ALL)
    discord.add(Shape(Kind.CHANNEL, "general"))
    before = discord.fingerprint()
    made = plan(discord.server(), wishes(wish("a"), wish("b")), ALL)
    record = Record.of(discord.server(), made.steps, "Archive")
    discord.carry_out(made.steps)
    discord.change(held(discord, "channel:a"), written=True)

    back = undo(discord.server(), record, ALL)
    discord.carry_out(back.steps)

    assert [(step.verb, step.key) for step in back.steps] == [
        ("delete", "channel:b"),
        ("delete", "role:a"),
        ("delete", "role:b"),
        ("create", "archive:1"),
        ("archive", "channel:a"),
        ("delete", "category:prefecture::1"),
    ]
    assert discord.fingerprint() == before
    assert discord.names_in("archive:1") == ["a"]


@pytest.mark.parametrize(
    "wanted",
    [
        wishes(wish("a", name="Anew", sort_key="z"), wish("b"), wish("c")),
        wishes(wish("a"), wish("b"), wish("c"), is_open=True),
        wishes(wish("a")),
        wishes(wish("a"), wish("b"), wish("c"), layout=Layout.FORUM),
    ],
    ids=["renamed", "opened", "fewer", "as a forum"],
)
def test_undo_makes_everything_as_it_was(wanted: Wishes) -> None:
    discord = Discord(ALL)
    settle(discord, wishes(wish("a"), wish("b"), wish("c")))
    before = discord.fingerprint()
    made = plan(discord.server(), wanted, ALL)
    record = Record.of(discord.server(), made.steps, "Archive")
    discord.carry_out(made.steps)
    changed = discord.fingerprint()

    back = undo(discord.server(), record, ALL)
    discord.carry_out(back.steps)

    assert changed != before
    assert back.problems == ()
    assert discord.fingerprint() == before


def test_the_time_it_takes_grows_by_two_days_with_the_cap_on_new_roles() -> None:
    role = Step(Verb.CREATE, "role:a", Shape(Kind.ROLE, "A"))

    assert seconds([role] * 10) == 10
    assert seconds([role] * 10, roles_made=245) == 10 + 48 * 3600
    assert seconds([replace(role, verb=Verb.DELETE)] * 10) < 10
