"""What regions get, in which order, and what there is no room for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bot.domain.layout import (
    Budgets,
    Kind,
    Layout,
    Overwrite,
    Reason,
    Remedy,
    Shape,
    Usage,
    plan,
)
from bot.domain.layout.access import SEND, VIEW
from tests.domain.layout.simulator import Discord
from tests.domain.layout.wanting import (
    ALL,
    CONTINENTS,
    countries,
    held,
    overwrites,
    settle,
    wish,
    wishes,
)


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
