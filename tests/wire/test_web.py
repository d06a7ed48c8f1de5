"""The web server of the real process."""

from __future__ import annotations

import asyncio
import socket

import aiohttp
from aiohttp.test_utils import unused_port

from tests.wire.conftest import PATIENCE, Host
from tests.wire.fake_discord import FakeDiscord


async def test_health_is_told_while_the_bot_runs(host: Host, discord: FakeDiscord) -> None:
    port = unused_port()
    address = f"http://127.0.0.1:{port}/healthz"
    async with (
        host.running(HTTP_PORT=str(port), PUBLIC_URL="https://bot.example.org") as bot,
        aiohttp.ClientSession() as session,
    ):
        await discord.connected()
        async with asyncio.timeout(PATIENCE):
            while (await told(session, address))["status"] != "ok":  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.01)

        assert await bot.stop() == 0
        assert "Traceback" not in bot.output


async def told(session: aiohttp.ClientSession, address: str) -> dict[str, object]:
    async with session.get(address) as response:
        return await response.json()


async def test_a_port_that_is_taken_is_told_in_one_sentence(host: Host) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        async with host.running(HTTP_PORT=port) as bot:
            status = await bot.ended()

    assert status == 2
    assert f"HTTP_PORT {port} cannot be had: another program uses it" in bot.output
    assert "Traceback" not in bot.output
