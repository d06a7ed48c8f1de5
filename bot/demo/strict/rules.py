"""Discord's rules where the simulator bends them, and the switches a test sets for one person."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import discord
from simcord.backend import Backend
from simcord.backend.errors import BackendError, cannot_dm_bot
from simcord.backend.models import Channel
from simcord.http.router import UnsupportedField

from .limits import check_counts, check_lengths, check_messages
from .registration import check_autocomplete, check_registration
from .request import Request

NONCE_MEMORY = timedelta(minutes=5)
CHANNEL_OPTIONS = (
    "nsfw",
    "available_tags",
    "default_auto_archive_duration",
    "default_thread_rate_limit_per_user",
    "default_sort_order",
    "default_forum_layout",
    "default_reaction_emoji",
)
LOWER_CASE_CHANNELS = (
    discord.ChannelType.text.value,
    discord.ChannelType.news.value,
    discord.ChannelType.forum.value,
    discord.ChannelType.media.value,
)

Answer = Callable[[Request], Any]


@dataclass(slots=True)
class Rules:
    """What the overlay knows about people and what it remembers of this world."""

    locales: dict[int, str] = field(default_factory=dict[int, str])
    """Each person's client language, such as "ja"; English (US) for the others."""
    refusing_dms: set[int] = field(default_factory=set[int])
    """People whose privacy settings refuse direct messages."""
    user_installs: set[int] = field(default_factory=set[int])
    """People who installed the app for themselves."""
    swallowed: list[Exception] = field(default_factory=list[Exception])
    """Refusals that discord.py only logs; the simulator counts them as the bot's errors."""
    channel_options: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    nonces: dict[tuple[str, str], tuple[datetime, Any]] = field(
        default_factory=dict[tuple[str, str], tuple[datetime, Any]]
    )

    def answer(self, request: Request, ask: Answer) -> Any:
        """Check one request as Discord would, then let the simulator answer it."""
        check_registration(request)
        self._check_suggestions(request)
        check_lengths(request)
        check_messages(request)
        check_counts(request)
        match request.route:
            case ("POST", "channels", channel_id, "messages"):
                self._check_reachable(request, request.backend.get_channel(int(channel_id)))
                return self._send_once(request, channel_id, ask)
            case ("POST", "guilds", _, "channels"):
                return self._create_channel(request, ask)
            case ("PATCH", "channels", channel_id):
                return self._edit_channel(request, int(channel_id), ask)
            case ("DELETE", "channels", channel_id):
                return _delete_channel(request, int(channel_id), ask)
            case ("GET", "guilds", guild_id, "roles", "member-counts"):
                return _role_counts(request.backend, int(guild_id))
            case ("POST", "webhooks", *_) if "thread_id" in request.params:
                raise UnsupportedField(request.method, request.path, ["thread_id"])
            case _:
                return ask(request)

    def _check_suggestions(self, request: Request) -> None:
        try:
            check_autocomplete(request)
        except BackendError as refusal:
            self.swallowed.append(refusal)
            raise

    def _check_reachable(self, request: Request, channel: Channel) -> None:
        """Refuse a direct message to people who refuse them or share no server with the bot."""
        if channel.type != discord.ChannelType.private.value:
            return
        guilds = request.backend.guilds.values()
        for user_id in channel.recipient_ids:
            shared = any(user_id in guild.members for guild in guilds)
            if user_id in self.refusing_dms or not (shared or user_id in self.user_installs):
                raise cannot_dm_bot()

    def _send_once(self, request: Request, channel_id: str, ask: Answer) -> Any:
        """Answer a repeated nonce with the message it already sent."""
        nonce = request.body.get("nonce")
        if nonce is None or not request.body.get("enforce_nonce"):
            return ask(request)
        now, key = request.backend.clock.now(), (channel_id, str(nonce))
        self.nonces = {k: v for k, v in self.nonces.items() if now - v[0] < NONCE_MEMORY}
        if key not in self.nonces:
            sent = dict(ask(request), nonce=nonce)
            self.nonces[key] = (now, sent)
        return copy.deepcopy(self.nonces[key][1])

    def _create_channel(self, request: Request, ask: Answer) -> Any:
        body = dict(request.body)
        options = {key: body.pop(key) for key in CHANNEL_OPTIONS if key in body}
        body["name"] = _channel_name(int(body.get("type") or 0), str(body.get("name")))
        created = ask(_with_body(request, body))
        return self._keep_options(request.backend, int(created["id"]), options, created)

    def _edit_channel(self, request: Request, channel_id: int, ask: Answer) -> Any:
        kind, body = request.backend.get_channel(channel_id).type, dict(request.body)
        options = {key: body.pop(key) for key in CHANNEL_OPTIONS if key in body}
        if "name" in body:
            body["name"] = _channel_name(kind, str(body["name"]))
        edited = ask(_with_body(request, body))
        return self._keep_options(request.backend, channel_id, options, edited)

    def _keep_options(
        self, backend: Backend, channel_id: int, options: dict[str, Any], payload: Any
    ) -> Any:
        if not options:
            return payload
        for tag in options.get("available_tags") or ():
            tag["id"] = str(tag.get("id") or backend.snowflake())
        if "available_tags" in options:
            tags = options.pop("available_tags")
            backend.edit_channel(channel_id, {"available_tags": tags})
            payload = {**payload, "available_tags": tags}
        self.channel_options.setdefault(channel_id, {}).update(options)
        backend.announce_channel_update(channel_id)
        return {**payload, **options}


def _delete_channel(request: Request, channel_id: int, ask: Answer) -> Any:
    """Detach a category's channels, as Discord does when the category goes."""
    answer = ask(request)
    for channel in list(request.backend.channels.values()):
        if channel.parent_id == channel_id and not channel.is_thread:
            request.backend.edit_channel(channel.id, {"parent_id": None})
    return answer


def _role_counts(backend: Backend, guild_id: int) -> dict[str, int]:
    """Count who has each role, which the simulator does not know how to."""
    guild = backend.get_guild(guild_id)
    held = [role_id for member in guild.members.values() for role_id in member.role_ids]
    return {str(role_id): held.count(role_id) for role_id in guild.roles}


def _channel_name(kind: int, name: str) -> str:
    return "-".join(name.lower().split()) if kind in LOWER_CASE_CHANNELS else name


def _with_body(request: Request, body: dict[str, Any]) -> Request:
    return Request(
        request.backend,
        request.method,
        request.path,
        body,
        request.params,
        request.files,
        request.reason,
    )


def expired_token() -> BackendError:
    """Return what Discord answers for an interaction older than fifteen minutes."""
    return BackendError(401, 50027, "Invalid Webhook Token")
