from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import time

import pytest

from bot import __version__
from bot.cli.stopping import PATIENCE
from tests.wire.conftest import TOKEN, Host
from tests.wire.fake_discord import FakeDiscord


async def test_a_member_is_answered_by_the_process(host: Host, discord: FakeDiscord) -> None:
    async with host.running():
        await discord.connected()
        answer = await discord.answer_to(await discord.command("about"))

        assert answer["type"] == 4
        assert answer["data"]["flags"] & 64, "only the member sees it"
        assert __version__ in json.dumps(answer)


async def test_the_invite_link_is_printed(host: Host, discord: FakeDiscord) -> None:
    async with host.running() as bot:
        await discord.connected()
        await bot.stop()

        assert "https://discord.com/oauth2/authorize?client_id=" in bot.output


async def test_commands_are_written_to_discord_once(host: Host, discord: FakeDiscord) -> None:
    async with host.running() as bot:
        await discord.connected()
        await bot.stop()
    names = {command["name"] for command in discord.asked_for("PUT", "/commands")[0].body}

    async with host.running() as again:
        await discord.connected()
        await again.stop()

    assert {"start", "profile", "find"} <= names
    assert len(discord.asked_for("PUT", "/commands")) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_lets_the_answer_under_way_finish(
    host: Host, discord: FakeDiscord, number: signal.Signals
) -> None:
    async with host.running() as bot:
        await discord.connected()
        discord.answers.clear()
        await discord.answer_to(await discord.command("about"))
        bot.process.send_signal(number)
        await bot.says("finishing what is under way")
        discord.answers.set()
        status = await bot.ended()

        assert status == 0
        assert ", broken off: 0" in bot.output
        assert "Traceback" not in bot.output


async def test_a_second_signal_stops_at_once_and_harms_nothing(
    host: Host, discord: FakeDiscord
) -> None:
    async with host.running() as bot:
        await discord.connected()
        discord.answers.clear()
        await discord.answer_to(await discord.command("about"))
        bot.process.send_signal(signal.SIGTERM)
        await bot.says("finishing what is under way")
        began = time.monotonic()
        status = await bot.stop()

        assert status == 0
        assert time.monotonic() - began < PATIENCE, "a single signal would have waited"
        assert ", broken off: 0" not in bot.output
        assert "Traceback" not in bot.output
    with sqlite3.connect(host.database) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_without_the_members_intent_it_names_the_switch_and_runs_on(
    host: Host, discord: FakeDiscord
) -> None:
    discord.members_intent_is_on = False

    async with host.running() as bot:
        await discord.connected()
        answer = await discord.answer_to(await discord.command("about"))
        status = await bot.stop()

        assert answer["type"] == 4
        assert status == 0
        assert "'Server Members Intent' on the Bot page" in bot.output
        assert "Traceback" not in bot.output


async def test_a_token_that_discord_refuses_ends_the_start(
    host: Host, discord: FakeDiscord
) -> None:
    discord.token = "another"  # noqa: S105 - no secret

    async with host.running() as bot:
        status = await bot.ended()

        assert status == 2
        assert "Discord does not accept DISCORD_TOKEN" in bot.output
        assert "Traceback" not in bot.output


async def test_a_second_run_is_refused_with_the_first_ones_process_id(
    host: Host, discord: FakeDiscord
) -> None:
    async with host.running() as first:
        await discord.connected()
        for command in ("run", "migrate"):
            async with host.running(command) as second:
                assert await second.ended() == 4
                assert f"in use by process {first.process.pid}" in second.output

        assert (await discord.answer_to(await discord.command("about")))["type"] == 4


async def test_a_killed_bot_leaves_nothing_that_stops_the_next(
    host: Host, discord: FakeDiscord
) -> None:
    async with host.running() as killed:
        await discord.connected()
        killed.process.kill()
        await killed.ended()

    async with host.running() as bot:
        await bot.says("Invite the bot")
        assert await bot.stop() == 0


async def test_the_token_is_in_no_log_even_when_everything_fails(
    host: Host, discord: FakeDiscord
) -> None:
    await discord.stop_listening()

    async with host.running(LOG_FORMAT="json") as bot:
        status = await asyncio.wait_for(bot.ended(), 30)

        assert status == 1
        assert "Discord cannot be reached" in bot.output
        assert TOKEN not in bot.output
