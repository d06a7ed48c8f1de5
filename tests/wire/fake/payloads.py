"""What Discord's objects look like."""

from __future__ import annotations

from typing import Any

BOT_ID = 900000000000000001
GUILD_ID = 800000000000000001
CHANNEL_ID = 800000000000000002

Json = Any


def user(user_id: int, name: str = "somebody", *, bot: bool = False) -> Json:
    """Describe an account."""
    return {
        "id": str(user_id),
        "username": name,
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": bot,
    }


def me() -> Json:
    """Describe the bot's own account."""
    return user(BOT_ID, "tsunagari", bot=True)


def member(user_id: int, name: str = "somebody") -> Json:
    """Describe a member of the server."""
    return {
        "user": user(user_id, name),
        "roles": [],
        "joined_at": "2020-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": "0",
    }


def application() -> Json:
    """Describe the bot's application."""
    return {
        "id": str(BOT_ID),
        "name": "tsunagari",
        "description": "",
        "icon": None,
        "flags": 0,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0",
        "owner": user(1, "owner"),
    }


def message(message_id: int, channel_id: int, body: Json, at: str) -> Json:
    """Describe a message of the bot, made of what it sent."""
    return {
        "id": str(message_id),
        "channel_id": str(channel_id),
        "author": me(),
        "content": body.get("content") or "",
        "components": numbered(body.get("components") or []),
        "flags": body.get("flags") or 0,
        "timestamp": at,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "type": 0,
        **{name: [] for name in ("mentions", "mention_roles", "attachments", "embeds")},
    }


def numbered(components: list[Json]) -> list[Json]:
    """Number components that have no id, as Discord does, leaving out those that are taken."""
    parts = list(_walk(components))
    taken = {part["id"] for part in parts if part.get("id")}
    free = (number for number in range(1, 1_000) if number not in taken)
    for part in parts:
        part["id"] = part.get("id") or next(free)
    return components


def _walk(components: list[Json]) -> list[Json]:
    found: list[Json] = []
    for part in components:
        found.append(part)
        found += _walk(part.get("components") or [])
        if part.get("accessory"):
            found.append(part["accessory"])
    return found
