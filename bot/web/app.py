"""Everything the web server answers, and how it fails."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncGenerator

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.i18n import Catalogues
from bot.services.services import Services
from bot.web.feeds import ROUTE, FeedPages
from bot.web.gate import Gate
from bot.web.health import HealthPage

AT_ONCE = 4
"""So many requests use the database: members' commands go first."""
WAITING = 100
PATIENCE = 3.0
"""Seconds for answers under way, when the server closes."""
HEADERS = {
    # Those who know an address are few, and it is nobody's to pass on.
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Server": "tsunagari",
}

log = logging.getLogger(__name__)


def application(services: Services, gate: Gate, catalogues: Catalogues) -> web.Application:
    """Put together what there is to fetch."""
    pages = FeedPages(services, gate, catalogues)
    app = web.Application(middlewares=[_discreet])
    app.router.add_get(ROUTE, _in_turns(pages.get))
    app.router.add_get("/healthz", HealthPage(services.health, gate).get)
    return app


@contextlib.asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncGenerator[None, None]:
    """Serve within the block; raise OSError where the port cannot be had.

    Nothing writes down who fetched what: the addresses are secrets.
    """
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=30.0, shutdown_timeout=PATIENCE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()


@web.middleware
async def _discreet(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every failure alike and log it without the address that was asked for."""
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        refusal.headers.update(HEADERS)
        raise
    except Exception:
        code = secrets.token_hex(3)
        log.exception("unexpected failure of the web server, code %s", code)
        response = web.Response(status=500, text=f"Something went wrong, code {code}.")
    response.headers.update(HEADERS)
    return response


def _in_turns(handler: Handler) -> Handler:
    """Let few requests through at once and turn away what would wait too long."""
    turn = asyncio.Semaphore(AT_ONCE)
    waiting = 0

    async def handle(request: web.Request) -> web.StreamResponse:
        nonlocal waiting
        if waiting >= WAITING:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "5"})
        waiting += 1
        try:
            async with turn:
                return await handler(request)
        finally:
            waiting -= 1

    return handle
