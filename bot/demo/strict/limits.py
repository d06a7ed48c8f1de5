"""Limits that Discord checks on its side: how many of a thing, and how long a text may be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import discord
from simcord.backend.models import Guild
from simcord.components import walk_components

from .request import Request, require, require_length, require_room

MAX_CHANNELS = 500
MAX_CHANNELS_IN_CATEGORY = 50
MAX_ROLES = 250
MAX_EVENTS = 100
MAX_PINS = 250
MAX_WEBHOOKS = 15
MAX_FILES = 10
MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_SLOWMODE_SECONDS = 21_600
MAX_TIMEOUT = timedelta(days=28)
MAX_POLL_HOURS = 32 * 24

OVER = (3, 4)  # completed and cancelled events do not count


def check_counts(request: Request) -> None:
    """Refuse one channel, role, event, pin or webhook too many."""
    backend = request.backend
    match request.route:
        case ("POST", "guilds", guild_id, "channels"):
            guild = backend.get_guild(int(guild_id))
            require_room(len(guild.channel_ids) < MAX_CHANNELS, 30013, "guild channels")
            _check_category(request, guild)
        case ("POST", "guilds", guild_id, "roles"):
            roles = backend.get_guild(int(guild_id)).roles
            require_room(len(roles) - 1 < MAX_ROLES, 30005, "guild roles")
        case ("POST", "guilds", guild_id, "scheduled-events"):
            events = backend.get_guild(int(guild_id)).scheduled_events.values()
            planned = sum(event.status not in OVER for event in events)
            require_room(planned < MAX_EVENTS, 30038, "uncompleted guild scheduled events")
        case ("PUT", "channels", channel_id, "messages", "pins", _):
            messages = backend.messages.get(int(channel_id), {}).values()
            require_room(sum(m.pinned for m in messages) < MAX_PINS, 30003, "pins")
        case ("POST", "channels", channel_id, "webhooks"):
            hooks = [w for w in backend.webhooks.values() if w.channel_id == int(channel_id)]
            require_room(len(hooks) < MAX_WEBHOOKS, 30007, "webhooks")
        case ("PATCH", "channels", channel_id):
            guild_id = backend.get_channel(int(channel_id)).guild_id
            if guild_id is not None and request.body.get("parent_id"):
                _check_category(request, backend.get_guild(guild_id))
        case _:
            return


def _check_category(request: Request, guild: Guild) -> None:
    parent = request.body.get("parent_id")
    if parent is None:
        return
    channels = (request.backend.channels[key] for key in guild.channel_ids)
    inside = sum(channel.parent_id == int(parent) for channel in channels)
    require(
        inside < MAX_CHANNELS_IN_CATEGORY, "parent_id: Maximum number of channels in category (50)"
    )


def check_lengths(request: Request) -> None:
    """Refuse names, topics and reasons that are too long, and numbers out of range."""
    body = request.body
    require_length(request.reason, 512, "X-Audit-Log-Reason")
    match request.route:
        case ("POST", "guilds", _, "channels"):
            _check_channel(request, int(body.get("type") or 0))
        case ("PATCH", "channels", channel_id):
            _check_channel(request, request.backend.get_channel(int(channel_id)).type)
        case ("POST", "channels", _, "threads") | ("POST", "channels", _, "messages", _, "threads"):
            require_length(body.get("name"), 100, "name", least=1)
        case ("POST", "guilds", _, "roles") | ("PATCH", "guilds", _, "roles", _):
            require_length(body.get("name"), 100, "name")
        case ("POST", "channels", _, "webhooks"):
            require_length(body.get("name"), 80, "name", least=1)
        case ("PATCH", "guilds", _, "members", _):
            _check_member(request)
        case ("POST", "guilds", _, "scheduled-events"):
            _check_event(request)
        case ("PATCH", "guilds", _, "scheduled-events", _):
            _check_event(request)
        case _:
            return


def _check_channel(request: Request, kind: int) -> None:
    body = request.body
    forum = kind in (discord.ChannelType.forum.value, discord.ChannelType.media.value)
    require_length(body.get("name"), 100, "name", least=1)
    require_length(body.get("topic"), 4096 if forum else 1024, "topic")
    slowmode = body.get("rate_limit_per_user") or 0
    require(0 <= slowmode <= MAX_SLOWMODE_SECONDS, "rate_limit_per_user: must be 0 to 21600")
    require(len(body.get("available_tags") or ()) <= 20, "available_tags: 20 at most")


def _check_member(request: Request) -> None:
    require_length(request.body.get("nick"), 32, "nick")
    until = request.body.get("communication_disabled_until")
    if until is not None:
        latest = request.backend.clock.now() + MAX_TIMEOUT
        require(
            datetime.fromisoformat(until) <= latest, "communication_disabled_until: 28 days at most"
        )


def _check_event(request: Request) -> None:
    body = request.body
    metadata: dict[str, str] = body.get("entity_metadata") or {}
    require_length(body.get("name"), 100, "name", least=1)
    require_length(body.get("description"), 1000, "description")
    require_length(metadata.get("location"), 100, "entity_metadata.location", least=1)
    start, end = body.get("scheduled_start_time"), body.get("scheduled_end_time")
    if start is not None:
        begins = datetime.fromisoformat(start)
        require(begins > request.backend.clock.now(), "scheduled_start_time: must be in the future")
        if end is not None:
            require(datetime.fromisoformat(end) > begins, "scheduled_end_time: must be after start")


def check_messages(request: Request) -> None:
    """Refuse files, embeds, buttons and polls that Discord would not take."""
    for message in request.messages():
        require_length(str(message.get("nonce") or ""), 25, "nonce")
        for embed in message.get("embeds") or ():
            for field in embed.get("fields") or ():
                require(bool(field.get("name")), "embeds.fields.name: This field is required")
                require(bool(field.get("value")), "embeds.fields.value: This field is required")
        for component in walk_components(message.get("components") or []):
            _check_button(component)
        _check_poll(message.get("poll"))
    require(len(request.files) <= MAX_FILES, "attachments: Must be 10 or fewer in length")
    for file in request.files:
        at = file.fp.tell()
        size = file.fp.seek(0, 2) - at
        file.fp.seek(at)
        require(size <= MAX_FILE_BYTES, "Request entity too large")


def _check_button(component: dict[str, object]) -> None:
    premium = discord.ButtonStyle.premium.value
    if component.get("type") == discord.ComponentType.button.value:
        named = component.get("label") or component.get("emoji")
        require(bool(named) or component.get("style") == premium, "label: This field is required")


def _check_poll(poll: dict[str, Any] | None) -> None:
    if poll is not None:
        require(1 <= len(poll.get("answers") or ()) <= 10, "poll.answers: 1 to 10")
        hours = float(poll.get("duration") or 24)
        require(1 <= hours <= MAX_POLL_HOURS, "poll.duration: 768 hours at most")
