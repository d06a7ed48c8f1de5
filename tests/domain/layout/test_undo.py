"""The way back, and how long the way there takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.layout import (
    Kind,
    Layout,
    Record,
    Shape,
    Verb,
    Wishes,
    plan,
    seconds,
    undo,
)
from bot.domain.layout.steps import Step
from tests.domain.layout.simulator import Discord
from tests.domain.layout.wanting import (
    ALL,
    held,
    settle,
    wish,
    wishes,
)


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
