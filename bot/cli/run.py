"""``python -m bot run``: serve Discord until told to stop."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import logging
from collections.abc import AsyncGenerator

import aiohttp
import discord
from aiohttp import web

from bot.app import open_services
from bot.cli.exits import Exit, Refusal
from bot.cli.holding import holding
from bot.cli.stopping import Stop, serve_until
from bot.client import AlumniBot
from bot.config import PORTAL, Settings
from bot.errors import UserError
from bot.i18n import Catalogues
from bot.logs import write_logs
from bot.permissions import invite
from bot.services.services import Services
from bot.storage.problems import DatabaseProblem
from bot.web.app import application, serving

log = logging.getLogger(__name__)


HELP = "run the bot on Discord"


def add_options(_: argparse.ArgumentParser) -> None:
    """Add none: what there is to choose is a setting."""


def main(_: argparse.Namespace) -> int:
    """Run the bot with the settings of ``.env``."""
    settings = Settings.read(needs_token=True)
    write_logs(settings)
    # Nobody speaks here: nothing to warn about where the packages for voice are missing.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    with holding(settings.database_path):
        try:
            asyncio.run(_serve(settings))
        except discord.LoginFailure:
            raise Refusal(
                "Discord does not accept DISCORD_TOKEN. Reset it on the Bot page of your "
                f"application at {PORTAL} and copy it into the file .env again.",
                Exit.SETTINGS,
            ) from None
        except (DatabaseProblem, UserError, Refusal):
            raise
        except aiohttp.ClientConnectionError as error:
            raise Refusal(f"Discord cannot be reached: {error}") from error
        except Exception:
            # Logged, because only the logs are sure to keep the token to themselves.
            log.critical("the bot stopped", exc_info=True)
            return Exit.FAILED
    return Exit.DONE


async def _serve(settings: Settings) -> None:
    stop = Stop.on_signals()
    catalogues = Catalogues.read(default=settings.default_language)
    async with open_services(settings.database_path) as services:
        try:
            await _serve_with(settings, services, catalogues, stop, members_intent=True)
        except discord.PrivilegedIntentsRequired:
            log.warning(
                "The switch 'Server Members Intent' on the Bot page of your application at %s is "
                "off. Running on without it: whoever left a server is noticed only when their "
                "card is opened. Switch it on and start again.",
                PORTAL,
            )
            await _serve_with(settings, services, catalogues, stop, members_intent=False)


async def _serve_with(
    settings: Settings,
    services: Services,
    catalogues: Catalogues,
    stop: Stop,
    *,
    members_intent: bool,
) -> None:
    bot = AlumniBot(
        services,
        catalogues,
        members_intent=members_intent,
        dev_guild_id=settings.dev_guild_id,
        public_url=settings.public_url,
    )
    async with bot, _web(settings, application(services, bot, catalogues)):
        await serve_until(stop, _connection(bot, settings.token))


@contextlib.asynccontextmanager
async def _web(settings: Settings, app: web.Application) -> AsyncGenerator[None, None]:
    """Serve feeds and /healthz within the block, if the host wants that."""
    if settings.http_port is None:
        yield
        return
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(serving(app, settings.http_host, settings.http_port))
        except OSError as error:
            reason = "another program uses it" if error.errno == errno.EADDRINUSE else str(error)
            raise Refusal(
                f"HTTP_PORT {settings.http_port} cannot be had: {reason}. Choose another in the "
                "file .env, or leave it empty to run without the web server.",
                Exit.SETTINGS,
            ) from error
        yield


async def _connection(bot: AlumniBot, token: str) -> None:
    try:
        await bot.login(token)
        if bot.application_id is not None:
            print(f"Invite the bot to a server: {invite(bot.application_id)}", flush=True)
        await bot.connect()
    finally:
        bot.dispatcher.stop()
