"""Discord with its delays taken off: payloads go in, answers are taken at the door."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import discord
from discord.webhook.async_ import async_context

from bot.client import AlumniBot

CHANNELS = 127
ROLES = 130


class Answers:
    """Stands where discord.py sends its answers to interactions."""

    def __init__(self) -> None:
        self.first = asyncio.get_running_loop().create_future()

    def create_interaction_response(self, *_: Any, **sent: Any) -> Coroutine[Any, Any, Any]:
        """Take an answer as Discord does."""
        if not self.first.done():
            self.first.set_result(sent["params"].payload)

        async def accepted() -> Any:
            return {
                "interaction": {
                    "id": "1",
                    "type": 2,
                    "response_message_id": "5",
                    "response_message_loading": False,
                    "response_message_ephemeral": True,
                }
            }

        return accepted()


async def connected(bot: AlumniBot) -> Answers:
    """Bring a bot to where it takes events, without a network."""

    async def no_request(*_: Any, **__: Any) -> list[Any]:
        return []

    bot.http.request = no_request  # type: ignore[method-assign]
    bot._connection.application_id = 1
    me: Any = {"id": "1", "username": "bot", "discriminator": "0", "avatar": None}
    bot._connection.user = discord.ClientUser(state=bot._connection, data=me)
    await bot._async_setup_hook()
    answers = Answers()
    async_context.set(answers)
    await bot.setup_hook()
    return answers


def server(server_id: int, members: int) -> dict[str, Any]:
    """Describe a big server, as Discord does when the bot connects."""
    roles = [
        {
            "id": str(server_id + at),
            "name": f"role {at}",
            "permissions": "104320065",
            "position": at,
        }
        | {"color": 0, "hoist": False, "managed": False, "mentionable": False}
        for at in range(ROLES)
    ]
    channels = [
        {"id": str(server_id + 1_000 + at), "type": 0, "name": f"channel-{at}", "position": at}
        | {"permission_overwrites": [], "nsfw": False, "rate_limit_per_user": 0, "topic": "Talk"}
        for at in range(CHANNELS)
    ]
    return {
        "id": str(server_id),
        "name": "Alumni",
        "owner_id": "1",
        "member_count": members,
        "large": True,
        "unavailable": False,
        "roles": roles,
        "channels": channels,
        **{part: [] for part in ("emojis", "stickers", "features", "members", "presences")},
        **{part: [] for part in ("voice_states", "threads", "stage_instances")},
        **{part: [] for part in ("guild_scheduled_events", "soundboard_sounds")},
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "afk_timeout": 300,
        "system_channel_flags": 0,
    }


def command(server_id: int, user_id: int, group: str, name: str, **options: str) -> dict[str, Any]:
    """Describe one use of a command in a server."""
    filled = [{"type": 3, "name": option, "value": value} for option, value in options.items()]
    inner = [{"type": 1, "name": name, "options": filled}]
    return _interaction(server_id, user_id) | {
        "type": 2,
        "data": {"id": "99", "type": 1, "name": group, "options": inner},
    }


def press(
    server_id: int, user_id: int, custom_id: str, message: dict[str, Any], *, number: int = 77
) -> dict[str, Any]:
    """Describe a button being pressed on a message; the answers tell the ``number``."""
    return _interaction(server_id, user_id) | {
        "id": str(number),
        "token": str(number),
        "type": 3,
        "data": {"custom_id": custom_id, "component_type": 2},
        "message": message,
    }


def message(number: int, channel_id: int, components: list[Any]) -> dict[str, Any]:
    """Describe a message of the bot with components."""
    me = {"id": "1", "username": "bot", "discriminator": "0", "avatar": None}
    return {
        "id": str(number),
        "channel_id": str(channel_id),
        "author": me,
        "content": "",
        "timestamp": "2026-11-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        **{part: [] for part in ("mentions", "mention_roles", "attachments", "embeds")},
        "pinned": False,
        "type": 0,
        "flags": 1 << 15,
        "components": components,
    }


def _interaction(server_id: int, user_id: int) -> dict[str, Any]:
    user = {"id": str(user_id), "username": "somebody", "discriminator": "0", "avatar": None}
    return {
        "id": "77",
        "application_id": "1",
        "token": "token",
        "version": 1,
        "guild_id": str(server_id),
        "channel_id": str(server_id + 1_000),
        "channel": {"id": str(server_id + 1_000), "type": 0, "guild_id": str(server_id)}
        | {"name": "channel-0", "position": 0, "permissions": "104320065"},
        "member": {"user": user, "roles": [], "joined_at": "2020-01-01T00:00:00+00:00"}
        | {"permissions": "104320065", "deaf": False, "mute": False, "flags": 0},
        "locale": "en-US",
        "guild_locale": "en-US",
        "app_permissions": "104320065",
        "attachment_size_limit": 10_485_760,
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(server_id)},
        "context": 0,
    }
