"""Which permissions of the bot's a step needs, by Discord's names."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.layout.access import HISTORY, MANAGE_THREADS, SEND, SEND_IN_THREADS, VIEW
from bot.domain.layout.server import BOT, Kind
from bot.domain.layout.steps import Step, Verb

# Discord lets nobody allow or deny in a channel what they may not do themselves.
_GIVEN = {
    VIEW: "view_channel",
    SEND: "send_messages",
    HISTORY: "read_message_history",
    SEND_IN_THREADS: "send_messages_in_threads",
    MANAGE_THREADS: "manage_threads",
}


def needed(step: Step) -> frozenset[str]:
    """Return the permissions without which Discord would refuse a step."""
    if step.kind is Kind.ROLE:
        return frozenset[str]() if step.verb is Verb.ADOPT else frozenset({"manage_roles"})
    if step.kind is Kind.POST:
        needs = {"view_channel", "send_messages"}
        return frozenset(needs if step.verb is Verb.CREATE else {*needs, "manage_threads"})
    needs = {"manage_channels", "view_channel"}
    was = () if step.was is None else step.was.overwrites
    if step.verb is not Verb.DELETE and set(step.shape.overwrites) != set(was):
        needs.add("manage_roles")
        mine = (each.allow for each in step.shape.overwrites if each.target == BOT)
        allowed = next(mine, 0)
        needs.update(name for bit, name in _GIVEN.items() if allowed & bit)
    return frozenset(needs)


def lacking(steps: Iterable[Step], held: Iterable[str]) -> dict[str, int]:
    """Return which permissions are missing, each with how many steps need it."""
    has = frozenset(held)
    counts: dict[str, int] = {}
    for step in steps:
        for name in needed(step) - has:
            counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))
