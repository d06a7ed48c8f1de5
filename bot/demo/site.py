"""The web site of the demo: a page that explains it, and the conversations it leads to."""

# The simulator's own handlers answer for its pages.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from pathlib import Path
from typing import Any

import simcord.preview
from aiohttp import web
from aiohttp.typedefs import Handler
from simcord.preview._server import PreviewServer

from bot.demo import pages
from bot.demo.cast import CAST
from bot.demo.community import Community
from bot.demo.conversations import FRAMED_BY_US, MountedServer, Stage
from bot.demo.places import Places
from bot.i18n import Catalogues
from bot.services.services import Services

LOOPBACK = "127.0.0.1"

PREVIEW_FILES = [path for path in PreviewServer._STATIC_FILES if path != "/"]
PREVIEW_CALLS = (
    ("POST", "/api/pages", "_pages"),
    ("DELETE", "/api/pages/{context_id}", "_delete_page"),
    ("GET", "/api/state", "_state"),
    ("GET", "/api/commands", "_commands"),
    ("GET", "/api/action-result", "_action_result"),
    ("POST", "/api/action", "_action"),
    ("GET", "/api/assets/{asset_id}", "_asset"),
)

_PREVIEW_PAGE = Path(simcord.preview.__file__).with_name("static") / "index.html"
_OURS = Path(__file__).with_name("static")
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'self'; base-uri 'none'",
}


class Site:
    """Serve the demo on this machine only."""

    def __init__(self, community: Community, catalogues: Catalogues, services: Services) -> None:
        self._community = community
        self._services = services
        self._catalogues = catalogues
        # A tab that is closed half way must not cancel what its person was doing.
        self._app = web.Application(
            middlewares=[self._only_from_here], handler_args={"handler_cancellation": False}
        )
        self._runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=2)

    async def start(self, port: int) -> Stage:
        """Listen (port 0: any free one) and return the stage that visitors will watch."""
        self._add_routes()
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, port).start()
        bound: int = self._runner.addresses[0][1]
        self.stage = Stage(self._community.env, port=bound, faces=self._community.faces())
        no_conversation: Any = None
        self._files = MountedServer(no_conversation, bound)
        await self._files.start()
        return self.stage

    @property
    def address(self) -> str:
        """Return where to find the landing page."""
        return f"http://{LOOPBACK}:{self.stage.port}/"

    async def close(self) -> None:
        """Stop listening and end the conversations."""
        await self._runner.cleanup()
        await self.stage.close()

    def _add_routes(self) -> None:
        router = self._app.router
        router.add_get("/", self._landing)
        router.add_get("/as/{person}/{channel}", self._talk)
        router.add_get("/conversation", self._conversation_page)
        router.add_static("/demo/", _OURS)
        for path in PREVIEW_FILES:
            router.add_get(path, self._preview_file)
        for method, path, handler in PREVIEW_CALLS:
            router.add_route(method, path, self._of_conversation(handler))

    @web.middleware
    async def _only_from_here(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse other host names, or a web site could reach us by pointing its name here."""
        if request.url.host not in (LOOPBACK, "localhost"):
            raise web.HTTPForbidden
        return await handler(request)

    async def _landing(self, request: web.Request) -> web.Response:
        visit, _ = await self._visit(request)
        return _page(pages.landing(visit))

    async def _talk(self, request: web.Request) -> web.Response:
        visit, places = await self._visit(request)
        room = request.match_info["channel"]
        character = next((c for c in CAST if c.key == request.match_info["person"]), None)
        if character is None or room not in visit.readable[character.key]:
            raise web.HTTPNotFound
        channel, viewer = self._community.seat(character, room, places.ids.get(room))
        conversation = await self.stage.open(channel, viewer, locale=character.locale)
        frame = f"/conversation#{conversation.capability}"
        return _page(pages.talk(visit, character, room, frame))

    async def _preview_file(self, request: web.Request) -> web.StreamResponse:
        return await self._files._static(request)

    async def _conversation_page(self, _: web.Request) -> web.Response:
        style = '<link rel="stylesheet" href="/demo/conversation.css">'
        text = _PREVIEW_PAGE.read_text(encoding="utf-8").replace("</head>", f"{style}</head>")
        return web.Response(text=text, content_type="text/html", headers=FRAMED_BY_US)

    def _of_conversation(self, handler: str) -> Handler:
        """Let the conversation answer whose key the request carries."""

        async def answer(request: web.Request) -> web.StreamResponse:
            conversation = self.stage.find(request.headers.get("X-Simcord-Capability", ""))
            if conversation is None:
                raise web.HTTPUnauthorized
            return await getattr(conversation._server, handler)(request)

        return answer

    async def _visit(self, request: web.Request) -> tuple[pages.Visit, Places]:
        asked = request.query.get("lang") or request.headers.get("Accept-Language", "en")
        words = self._catalogues.words(asked[:2].lower())
        places = await Places.read(self._community, self._services)
        readable = {each.key: places.of(each, words.locale) for each in CAST}
        return pages.Visit(words, readable, self._community.headcount), places


def _page(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html", headers=_HEADERS)
