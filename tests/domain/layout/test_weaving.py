"""Steps are mixed so that Discord's limits run beside each other, and stay possible."""

from __future__ import annotations

from bot.domain.layout import (
    Budgets,
    Kind,
    Layout,
    Overwrite,
    Server,
    Shape,
    Step,
    Verb,
    Wish,
    Wishes,
    plan,
)
from bot.domain.layout.weaving import limit, woven

ROLES = [Step(Verb.CREATE, f"role:{n}", Shape(Kind.ROLE, f"{n}")) for n in range(20)]
CATEGORY = Step(Verb.CREATE, "category:a", Shape(Kind.CATEGORY, "A"))
CHANNELS = [
    Step(
        Verb.CREATE,
        f"channel:{n}",
        Shape(Kind.CHANNEL, f"{n}", "category:a", overwrites=(Overwrite(f"role:{n}"),)),
    )
    for n in range(20)
]
FORUM = Step(Verb.CREATE, "forum:a", Shape(Kind.FORUM, "a"))
POSTS = [Step(Verb.CREATE, f"post:{n}", Shape(Kind.POST, f"{n}", "forum:a")) for n in range(40)]


def test_roles_channels_and_posts_alternate_each_in_their_order() -> None:
    steps = [CATEGORY, *ROLES, FORUM, *POSTS, *CHANNELS]

    mixed = woven(steps)

    for sort in (Kind.ROLE, Kind.CHANNEL, Kind.POST):
        assert [step for step in mixed if limit(step.kind) is sort] == [
            step for step in steps if limit(step.kind) is sort
        ]
    half = {step.key for step in mixed[: len(mixed) // 2]}
    assert all(9 <= sum(key.startswith(sort) for key in half) <= 11 for sort in ("role", "channel"))
    assert 18 <= sum(key.startswith("post") for key in half) <= 22


def test_nothing_comes_before_what_it_refers_to() -> None:
    places = {step.key: place for place, step in enumerate(woven([CATEGORY, *ROLES, *CHANNELS]))}

    for step in CHANNELS:
        assert places[step.shape.parent or ""] < places[step.key]
        assert all(places[target] < places[step.key] for target in step.shape.targets)


def test_what_makes_room_stays_before_what_takes_it() -> None:
    gone = Step(Verb.DELETE, "channel:x", Shape(Kind.CHANNEL, "x"))
    steps = [*ROLES[:2], gone, CATEGORY, *CHANNELS[:2]]

    assert woven(steps) == steps


def test_a_plan_is_mixed() -> None:
    wishes = Wishes({"own": Layout.CHANNELS}, [Wish(f"o{n}", "own", f"{n}") for n in range(9)])

    kinds = [step.kind for step in plan(Server(), wishes, Budgets()).steps]

    assert kinds[:5] == [Kind.CATEGORY, Kind.ROLE, Kind.CHANNEL, Kind.ROLE, Kind.CHANNEL]
