"""The feeds that calendars fetch, each behind an address that only its owner knows."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from datetime import timedelta

from aiohttp import ETag, web

from bot.domain.feeds import Feed, Outline, Part, digest
from bot.i18n import N_, Catalogues, Words
from bot.services.calendars import Reader, calendar_feed
from bot.services.services import Services
from bot.web.gate import Gate
from bot.web.keeping import Kept, Shelf, Visits

ROUTE = "/feeds/{secret:[A-Za-z0-9_-]{43}}.ics"
FRESH = timedelta(minutes=15)
OFTEN, WITHIN = 60, timedelta(minutes=10)
"""One address is fetched so often at most: several calendars share it."""
ASKED_EVERY = timedelta(hours=6)
SOON = "60"
"""Seconds after which to come again, when the bot has just started."""

NOTES: Mapping[Part, str] = {
    Part.GOING: N_("You are going."),
    Part.WAITING: N_("You wait for a seat and do not have one yet."),
    Part.MAYBE: N_("You said that you may come."),
    Part.REGULAR: N_("You come to every date. This one is planned and may still change."),
    Part.PLANNED: N_("Planned; it cannot be answered yet and may still change."),
}


class FeedPages:
    """Answers calendars; an address that was revoked looks like one that never was."""

    def __init__(self, services: Services, gate: Gate, catalogues: Catalogues) -> None:
        clock = services.clock
        self._feeds = services.feeds
        self._presence = services.presence
        self._gate = gate
        self._catalogues = catalogues
        self._shelf = Shelf(clock)
        self._visits = Visits(clock, most=OFTEN, within=WITHIN)
        self._asked = Visits(clock, most=1, within=ASKED_EVERY)
        self._writing = asyncio.Lock()

    async def get(self, request: web.Request) -> web.Response:
        """Return a feed, or that the calendar has it already."""
        secret = request.match_info["secret"]
        feed = await self._feeds.behind(secret)
        if feed is None:
            raise web.HTTPNotFound
        self._require_patience(digest(secret))
        if not self._gate.knows(feed.server_id):
            raise web.HTTPServiceUnavailable(headers={"Retry-After": SOON})
        sees = self._gate.everybody_sees(feed.server_id)
        if sees is None or not await self._is_there(digest(secret), feed):
            raise web.HTTPNotFound
        outline = await self._feeds.outline(feed, sees)
        kept = self._shelf.find(outline)
        if _has_it(request, kept):
            return _dated(web.Response(status=304), kept)
        body = kept.body or await self._write(outline, kept)
        response = web.Response(body=body, content_type="text/calendar", charset="utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="events.ics"'
        return _dated(response, kept)

    def _require_patience(self, address: bytes) -> None:
        wait = self._visits.wait(address)
        if wait is not None:
            seconds = str(math.ceil(wait.total_seconds()))
            raise web.HTTPTooManyRequests(headers={"Retry-After": seconds})

    async def _is_there(self, address: bytes, feed: Feed) -> bool:
        """Tell whether the owner is still in the server, asking now and then where one must."""
        if self._asked.wait(address) is not None:
            return True
        if await self._gate.is_member(feed.server_id, feed.user_id):
            return True
        await self._presence.left(feed.server_id, feed.user_id)
        return False

    async def _write(self, outline: Outline, kept: Kept) -> bytes:
        """Write one feed at a time: hundreds of events take a while."""
        async with self._writing:
            if kept.body is None:
                entries = await self._feeds.entries(outline)
                words = self._catalogues.words(outline.feed.locale)
                body = await calendar_feed(outline.feed, entries, _reader(words))
                self._shelf.put(kept, body)
            return kept.body or b""


def _reader(words: Words) -> Reader:
    parts = {part: words(note) for part, note in NOTES.items()}
    return Reader(words.locale, words("What to bring"), words("If it rains"), parts)


def _has_it(request: web.Request, kept: Kept) -> bool:
    """Tell whether the calendar has what it would get; by the date only if it knows no tag."""
    if request.if_none_match is not None:
        tags = {tag.value for tag in request.if_none_match}
        return bool(tags & {kept.tag, "*"})
    since = request.if_modified_since
    return since is not None and kept.since <= since


def _dated(response: web.Response, kept: Kept) -> web.Response:
    response.etag = ETag(kept.tag)
    response.last_modified = kept.since
    response.headers["Cache-Control"] = f"private, max-age={int(FRESH.total_seconds())}"
    return response
