"""What becomes of what is there: given up, adopted, earned, renamed or deleted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.layout import (
    Budgets,
    Candidate,
    Kind,
    Layout,
    Overwrite,
    Reason,
    Shape,
    Usage,
    Verb,
    candidates,
    plan,
)
from bot.domain.layout.access import SEND, VIEW
from tests.domain.layout.simulator import Discord
from tests.domain.layout.wanting import (
    ALL,
    held,
    overwrites,
    settle,
    wish,
    wishes,
)


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
