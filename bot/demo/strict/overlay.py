"""Put the rules in force inside the simulator, and take them out again."""

# The simulator has no seam for this: its private names are the only place to stand.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from typing import Any

import discord
from simcord import Env, _runtime, interactions
from simcord.backend import Backend, serializers
from simcord.backend.errors import BackendError
from simcord.http import client, router

from .request import Request
from .rules import Rules, expired_token

SETTLE_SECONDS = 0.001
FILE_LIMIT = 10 * 1024 * 1024


@contextmanager
def strict() -> Generator[Rules]:
    """Hold the simulator to Discord's rules until the block ends."""
    rules = Rules()
    with ExitStack() as stack:
        for target, name, make in _replacements(rules):
            stack.enter_context(_replaced(target, name, make))
        yield rules


@contextmanager
def _replaced(target: Any, name: str, make: Callable[[Any], Any]) -> Generator[None]:
    original = getattr(target, name)
    setattr(target, name, make(original))
    try:
        yield
    finally:
        setattr(target, name, original)


def _replacements(rules: Rules) -> list[tuple[Any, str, Callable[[Any], Any]]]:
    return [
        (router, "dispatch", lambda original: _dispatch(original, rules)),
        (router.RequestContext, "require_guild_permissions", _event_permissions),
        (router.RequestContext, "require_channel_permissions", _pin_permissions),
        (client, "_raise_for", _server_errors),
        (interactions, "base_payload", lambda original: _interaction(original, rules)),
        (serializers, "channel_payload", lambda original: _channel(original, rules)),
        (Backend, "interaction_by_token", _expired_tokens),
        (Backend, "create_guild", _announced_guild),
        # Compared field by field they are searched for so slowly that it is most of the time.
        (_runtime._CallbackRecord, "__eq__", lambda _: object.__eq__),
        (Env, "_settle_internal", lambda original: _quick_settling(original, rules)),
    ]


def _dispatch(original: Any, rules: Rules) -> Any:
    def dispatch(backend: Backend, method: str, path: str, **sent: Any) -> Any:
        def ask(request: Request) -> Any:
            return original(backend, method, path, **{**sent, "json": request.json})

        request = Request(
            backend,
            method,
            path,
            sent.get("json"),
            sent.get("params") or {},
            sent.get("files") or [],
            sent.get("reason"),
        )
        return rules.answer(request, ask)

    return dispatch


def _event_permissions(original: Any) -> Any:
    """Ask for Create Events to make an event, and for either right to change one's own."""

    def require(ctx: router.RequestContext, guild_id: int, *names: str) -> None:
        if names == ("manage_events",):
            backend = ctx.backend
            event_id = ctx.args.get("event_id")
            event = backend.get_guild(guild_id).scheduled_events.get(int(event_id or 0))
            mine = event is None or event.creator_id == backend.bot_user.id
            held = backend.compute_permissions(guild_id, backend.bot_user.id)
            managing = event is not None and discord.Permissions(held).manage_events
            names = ("create_events",) if mine and not managing else names
        original(ctx, guild_id, *names)

    return require


def _pin_permissions(original: Any) -> Any:
    """Ask for Pin Messages where the simulator still asks for Manage Messages."""

    def require(ctx: router.RequestContext, channel_id: int, *names: str) -> Any:
        if names == ("manage_messages",) and "/pins/" in ctx.path:
            names = ("pin_messages",)
        return original(ctx, channel_id, *names)

    return require


def _server_errors(original: Any) -> Any:
    def raise_for(error: BackendError) -> None:
        if error.status >= 500:
            response: Any = client._FakeResponse(error.status)
            raise discord.DiscordServerError(response, error.to_json())
        original(error)

    return raise_for


def _interaction(original: Any, rules: Rules) -> Any:
    def base_payload(backend: Backend, **about: Any) -> Any:
        record, payload = original(backend, **about)
        user_id, guild_id = about["user_id"], about["guild_id"]
        payload["locale"] = rules.locales.get(user_id, "en-US")
        payload["attachment_size_limit"] = FILE_LIMIT
        payload["authorizing_integration_owners"] = {"0": str(guild_id or 0)}
        if user_id in rules.user_installs:
            payload["authorizing_integration_owners"]["1"] = str(user_id)
        if guild_id is not None:
            payload["guild_locale"] = backend.get_guild(guild_id).preferred_locale
        return record, payload

    return base_payload


def _channel(original: Any, rules: Rules) -> Any:
    def channel_payload(backend: Any, channel: Any) -> Any:
        return {**original(backend, channel), **rules.channel_options.get(channel.id, {})}

    return channel_payload


def _expired_tokens(original: Any) -> Any:
    def interaction_by_token(backend: Backend, token: str) -> Any:
        record = backend.interactions.get(backend.interaction_tokens.get(token, 0))
        ends = record.expires_at if record is not None else None
        if ends is not None and backend.now_iso() >= ends:
            raise expired_token()
        return original(backend, token)

    return interaction_by_token


def _announced_guild(original: Any) -> Any:
    """Leave "unavailable" out for a server the bot just joined, so that on_guild_join fires."""

    def create_guild(backend: Backend, *args: Any, **options: Any) -> Any:
        def emit(event: str, payload: Any) -> None:
            kept = {key: value for key, value in payload.items() if key != "unavailable"}
            Backend.emit(backend, event, kept if event == "GUILD_CREATE" else payload)

        backend.emit = emit
        try:
            return original(backend, *args, **options)
        finally:
            del backend.emit

    return create_guild


def _quick_settling(original: Any, rules: Rules) -> Any:
    async def settle(env: Env, *, idle: float = SETTLE_SECONDS, **options: Any) -> None:
        try:
            await original(env, idle=min(idle, SETTLE_SECONDS), **options)
        finally:
            while rules.swallowed:
                env._record_error(rules.swallowed.pop())

    return settle
