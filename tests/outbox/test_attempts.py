"""What the end of an attempt means: each thing happens once, whatever Discord answers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
import discord
import pytest

from bot.domain.outbox import ATTEMPTS, Row
from bot.outbox import attempts
from bot.outbox.carrier import CannotLook, Pause, Refused
from tests.outbox.conftest import Post


def answer(status: int, code: int = 0) -> discord.HTTPException:
    """Return what discord.py raises for an answer of Discord."""
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    kind = kinds.get(status, discord.HTTPException)
    response: Any = type("Response", (), {"status": status, "reason": ""})
    return (discord.DiscordServerError if status >= 500 else kind)(
        response, {"code": code, "message": ""}
    )


def raising(*errors: Exception) -> Any:
    """Return a carrier's method that raises one after the other, and then succeeds."""
    left = list(errors)

    async def method(_: Row) -> Mapping[str, Any]:
        if left:
            raise left.pop(0)
        return {}

    return method


NO_ANSWER = [
    aiohttp.ServerDisconnectedError(),
    aiohttp.ClientOSError(104, "reset"),
    ConnectionResetError(104, "reset"),
    TimeoutError(),
    answer(500),
    answer(503),
]


@pytest.mark.parametrize("error", NO_ANSWER, ids=repr)
async def test_without_an_answer_it_is_looked_for_before_it_is_done_again(
    post: Post, error: Exception
) -> None:
    post.parcels.carries = raising(error)
    number = await post.add()
    row = await post.put_off()
    assert (row["attempts"], row["begun_at"] is None) == (1, False)

    await post.pass_(60)
    await post.empty()

    assert post.parcels.looked_for == [number]
    assert post.parcels.carried == [number, number], "it was not there"
    assert await post.dead() == []


async def test_what_is_found_is_not_done_again(post: Post) -> None:
    post.parcels.carries, post.parcels.looks = raising(TimeoutError()), raising()
    number = await post.add()
    await post.put_off()

    await post.pass_(60)
    await post.empty()

    assert post.parcels.carried == [number]


async def test_a_look_that_fails_is_taken_again(post: Post) -> None:
    post.parcels.carries = raising(TimeoutError())
    post.parcels.looks = raising(answer(502), Pause(post.clock()), discord.RateLimited(1))
    number = await post.add()
    await post.put_off()
    for looks in range(1, 5):
        await post.until(lambda: _waits(post))
        await post.pass_(60)
        await post.until(lambda looks=looks: _has_looked(post, looks))
    await post.empty()

    assert post.parcels.carried == [number]
    assert post.parcels.looked_for == [number] * 4


async def _waits(post: Post) -> bool:
    return all(not row["is_carried"] for row in await post.left())


async def _has_looked(post: Post, times: int) -> bool:
    return len(post.parcels.looked_for) >= times


@pytest.mark.parametrize("error", [CannotLook(), answer(403, 50001), answer(404, 10003)], ids=repr)
async def test_where_looking_is_impossible_it_is_not_done_blindly(
    post: Post, error: Exception
) -> None:
    post.parcels.carries, post.parcels.looks = raising(TimeoutError()), raising(error)
    number = await post.add()
    await post.put_off()

    await post.pass_(60)
    await post.empty()

    [dead] = await post.dead()
    assert (dead.reason, post.parcels.carried) == ("unknown", [number])


@pytest.mark.parametrize(
    ("error", "reason", "details"),
    [
        (Refused("role_gone", role=5), "role_gone", {"role": 5}),
        (answer(403, 50013), "forbidden", {"code": 50013}),
        (answer(404, 10003), "gone", {"code": 10003}),
        (answer(400, 50035), "refused", {"code": 50035}),
    ],
    ids=["refused", "403", "404", "400"],
)
async def test_a_definite_no_is_a_dead_letter_with_its_reason(
    post: Post, error: Exception, reason: str, details: dict[str, Any]
) -> None:
    post.parcels.carries = raising(error)
    await post.add()

    await post.empty()

    [dead] = await post.dead()
    assert (dead.reason, dead.details, dead.row.begun_at) == (reason, details, None)


@pytest.mark.parametrize(
    "error", [discord.RateLimited(60), answer(429), answer(401)], ids=["limit", "429", "401"]
)
async def test_a_limit_is_waited_for_and_counts_no_attempt(post: Post, error: Exception) -> None:
    post.parcels.carries = raising(error)
    await post.add()
    row = await post.put_off()
    assert (row["attempts"], row["begun_at"]) == (0, None)

    await post.pass_(601)
    await post.empty()

    assert post.parcels.looked_for == []
    assert len(post.parcels.carried) == 2


@pytest.mark.parametrize("certain", [True, False])
async def test_a_pause_lasts_until_its_moment(post: Post, certain: bool) -> None:
    until = post.clock() + 3600 * discord.utils.utcnow().resolution * 1_000_000
    post.parcels.carries = raising(Pause(until, certain=certain))
    number = await post.add()
    row = await post.put_off()
    assert row["attempts"] == 0

    await post.pass_(3601)
    await post.empty()

    assert post.parcels.looked_for == ([] if certain else [number])


async def test_a_fault_of_ours_ends_in_a_code_that_is_logged(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.parcels.carries = raising(KeyError("member"))
    await post.add()

    await post.empty()

    [dead] = await post.dead()
    assert dead.reason == "fault"
    assert str(dead.details["code"]) in caplog.text
    assert len(post.parcels.carried) == 1


async def test_a_kind_that_nobody_carries_is_a_dead_letter(post: Post) -> None:
    post.dispatcher._carriers.clear()
    await post.add()

    await post.empty()

    assert [dead.reason for dead in await post.dead()] == ["no_carrier"]


async def test_a_carrier_that_hangs_is_given_up_and_looked_for(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "TIME_LIMIT", 0.01)

    async def hangs(_: Row) -> Mapping[str, Any]:
        await asyncio.Event().wait()
        return {}

    post.parcels.carries, post.parcels.looks = hangs, raising()
    await post.add()
    await post.put_off()

    await post.pass_(60)
    await post.empty()

    assert len(post.parcels.carried) == 1


async def test_attempts_come_to_an_end(post: Post) -> None:
    post.parcels.carries = raising(*(answer(500) for _ in range(3)))
    async with post.outbox._db.transaction() as conn:
        await post.outbox.add(conn, "parcel", "a", {}, server_id=1)
        await conn.execute("UPDATE outbox SET attempts = ?", (ATTEMPTS - 1,))

    await post.empty()

    [dead] = await post.dead()
    assert (dead.reason, dead.row.begun_at is None) == ("unreachable", False)
