"""A hidden person and one who never was here look alike, in the work it takes too."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.errors import ProfileNotFoundError
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep

ASKER, SOMEBODY, NOBODY = 501, 502, 503
HERE, ELSEWHERE = frozenset({1}), frozenset({2})

Ask = Callable[[Services, int], Awaitable[Any]]


class Traced(sqlite3.Connection):
    """Note every statement as SQLite carries it out."""

    carried_out: list[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.set_trace_callback(self.carried_out.append)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    connect = sqlite3.connect
    Traced.carried_out = []
    monkeypatch.setattr(
        sqlite3, "connect", lambda *args, **options: connect(*args, factory=Traced, **options)
    )
    return Traced.carried_out


async def open_card(services: Services, user_id: int) -> None:
    await services.budgets.spend(ASKER, 1, "cards")
    await services.presence.look_up(user_id, viewer_id=ASKER, server_id=1, is_member=None)


async def open_card_where_discord_is_asked(services: Services, user_id: int) -> None:
    async def is_member(server_id: int, person: int) -> bool:
        raise AssertionError(f"Discord was asked about {person} in {server_id}")

    await services.presence.look_up(user_id, viewer_id=ASKER, server_id=1, is_member=is_member)


async def begin_hello(services: Services, user_id: int) -> None:
    await services.greetings.check(ASKER, user_id, server_id=1, is_member=None)


async def send_hello(services: Services, user_id: int) -> None:
    await services.greetings.say(ASKER, user_id, server_id=1, message="Hello", reason="")


@pytest.mark.parametrize(
    "ask", [open_card, open_card_where_discord_is_asked, begin_hello, send_hello]
)
@pytest.mark.parametrize("why", ["hides", "is not listed", "is elsewhere", "left", "is unlisted"])
async def test_a_hidden_person_takes_the_same_statements_as_an_absent_one(
    statements: list[str], services: Services, db: Database, why: str, ask: Ask
) -> None:
    listed_in = {"is not listed": frozenset(), "is elsewhere": ELSEWHERE}.get(why, HERE)
    person = make_profile(SOMEBODY, hidden=why == "hides", listed_in=listed_in)
    await keep(db, make_profile(ASKER, listed_in=HERE), person)
    if why == "left":
        await services.presence.left(1, SOMEBODY)
    if why == "is unlisted":
        await services.moderation.unlist(1, SOMEBODY, moderator_id=9, reason="spam")
    taken: list[list[str]] = []

    for user_id in (NOBODY, SOMEBODY):
        statements.clear()
        with pytest.raises(ProfileNotFoundError):
            await ask(services, user_id)
        taken.append([each.replace(str(user_id), "somebody") for each in statements])

    absent, hidden = taken
    assert len(absent) > 0
    assert _without_moments(hidden) == _without_moments(absent)


def _without_moments(carried_out: list[str]) -> list[str]:
    this_year = f"{datetime.now(UTC).year}-"
    return [each for each in carried_out if this_year not in each]
