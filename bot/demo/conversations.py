"""What each person sees in each channel, shown by the simulator's preview."""

# The simulator shows one channel through a server of its own, and only one at a time. Here
# many share the site's one port, so this stands on its private names.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Generator, Mapping
from typing import Any, ClassVar

from aiohttp import web
from simcord import Env
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, UserHandle
from simcord.preview import Preview, _markdown, _server
from simcord.preview._pages import _Page
from simcord.preview._server import PreviewServer

Viewer = MemberActor | UserHandle

PARSERS = 500
FRAMED_BY_US = {
    **PreviewServer._SECURITY_HEADERS,
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": PreviewServer._SECURITY_HEADERS["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    ),
}


@contextlib.contextmanager
def remembered_parsers() -> Generator[None]:
    """Keep the parsers that the preview would build anew for each message, 4 ms each."""
    build = _markdown._markdown_parser
    parsers: dict[str, Any] = {}

    def remembered(policy: Mapping[str, Any], context: Mapping[str, Any]) -> Any:
        key = repr((policy, context))
        if key not in parsers:
            if len(parsers) >= PARSERS:
                parsers.clear()
            parsers[key] = build(policy, context)
        return parsers[key]

    _markdown._markdown_parser = remembered
    try:
        yield
    finally:
        _markdown._markdown_parser = build


class MountedServer(PreviewServer):
    """Answer for one conversation from the site's port instead of one of its own."""

    _SECURITY_HEADERS: ClassVar[dict[str, str]] = FRAMED_BY_US

    async def start(self) -> None:
        """Take the site's port; the site passes the requests on."""
        _server.web = web  # pyright: ignore[reportAttributeAccessIssue]
        self.port = self._requested_port

    async def close(self) -> None:
        """Let go of the port."""
        self.port = None


class Conversation(Preview):
    """One channel through the eyes of one person, in any number of tabs."""

    _MAX_PAGES = 64
    _PAGE_LEASE_SECONDS = 12 * 60 * 60.0  # a laptop may sleep

    def __init__(
        self, stage: Stage, channel: ChannelHandle, viewer: Viewer, *, locale: str
    ) -> None:
        super().__init__(
            stage.env,
            channel,
            (viewer,),
            layout="channel",
            display="responsive",
            width=960,
            height=720,
            locale=locale,
            timezone="UTC",
            presentation_time=None,
            assets=stage.faces,
            port=stage.port,
        )
        self._stage = stage
        self._server = MountedServer(self, stage.port)

    async def __aenter__(self) -> Conversation:
        await super().__aenter__()
        # What new tabs begin with: messages up to the newest, whenever that is.
        assert self._python is not None  # noqa: S101 - entering makes it
        self._python.target_id = self._python.window_end_id = None
        return self

    def _open_page(self, viewer_id: Any = None, target_id: Any = None) -> _Page:
        """Open a tab at the newest message, however much was said before it."""
        said = self.env.backend.messages.get(self.channel.id, {})
        return super()._open_page(viewer_id, target_id or max(said, default=None))

    def _publish_message_pages(self, *, reason: Any = "action") -> None:
        for tab in self.tabs:
            self._publish(tab, reason=reason)

    async def _action(self, context_id: Any, body: Any) -> dict[str, Any]:
        async with self._stage.turn:
            self.env._preview = self  # the simulator tells the acting preview what it changed
            try:
                return await super()._action(context_id, body)
            finally:
                self.env._preview = None
                self._stage.show_changes(acted=context_id)

    def update(self, page: _Page) -> None:
        """Bring one tab up to date."""
        self._advance_presentation_time()
        self._publish(page, reason="refresh")

    @property
    def tabs(self) -> list[_Page]:
        """Return the open tabs."""
        return [page for page in self._pages.values() if page is not self._python]


class Stage:
    """Let one thing happen at a time, and show it to everybody who is watching."""

    def __init__(self, env: Env, *, port: int, faces: Mapping[str, tuple[str, bytes]]) -> None:
        self.env = env
        self.faces = faces
        self.port = port
        self.turn = asyncio.Lock()
        self._conversations: dict[tuple[int, int], Conversation] = {}
        self._changed: set[int] = set()
        env.backend.subscribers.append(self._notice)

    async def open(self, channel: ChannelHandle, viewer: Viewer, *, locale: str) -> Conversation:
        """Return the conversation of one person in one channel."""
        async with self.turn:
            key = (channel.id, viewer.id)
            if key not in self._conversations:
                opened = Conversation(self, channel, viewer, locale=locale)
                await opened.__aenter__()
                self.env._preview = None
                self._conversations[key] = opened
            return self._conversations[key]

    def find(self, capability: str) -> Conversation | None:
        """Return the conversation that a page proves to belong to."""
        opened = self._conversations.values()
        return next((each for each in opened if each.capability == capability), None)

    def show_changes(self, *, acted: str | None = None) -> None:
        """Bring the tabs up to date whose channel changed; the acting one already is."""
        changed, self._changed = self._changed, set()
        for conversation in self._conversations.values():
            if conversation.channel.id in changed:
                for tab in conversation.tabs:
                    if tab.id != acted:
                        conversation.update(tab)

    async def close(self) -> None:
        """End every conversation."""
        self.env.backend.subscribers.remove(self._notice)
        for conversation in self._conversations.values():
            await conversation.close()

    def _notice(self, event: str, payload: Mapping[str, Any]) -> None:
        if event.startswith("MESSAGE_"):
            self._changed.add(int(payload["channel_id"]))
