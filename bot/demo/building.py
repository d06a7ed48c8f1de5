"""Let the bot give the regions their places, a layout a family, before anybody visits."""

from __future__ import annotations

import asyncio

from bot.demo.belonging import OF_CAST, join
from bot.demo.community import OWNER, STAFF_ROOM, Community
from bot.domain.layout import Layout
from bot.domain.regions import Family
from bot.domain.settings import LANGUAGE, WAKES_AT, WEEKLY_LINE
from bot.services.services import Services

LAYOUTS = {
    Family.PREFECTURE: Layout.CHANNELS,
    Family.COUNTRY: Layout.FORUM,
    Family.CITY: Layout.HYBRID,
}
SETTINGS = {LANGUAGE.name: "both", WEEKLY_LINE.name: "on", WAKES_AT.name: "6"}
CHAPTERS = 6
"""So many alumni chapters are accepted; to give them places is left to whoever is the admin."""
PANEL_ROOM = "welcome"
PATIENCE = 30.0
"""Seconds that one decision may take here."""
WAIT = 0.1


async def build(community: Community, services: Services) -> None:
    """Decide as the admin does and as each person does; the queue carries it out."""
    patience, community.env.settle_timeout = community.env.settle_timeout, PATIENCE
    try:
        await _build(community, services)
    finally:
        community.env.settle_timeout = patience


async def _build(community: Community, services: Services) -> None:
    server_id, admin = community.guild.id, community.actors[OWNER]
    welcome = community.rooms[PANEL_ROOM]
    for name, text in SETTINGS.items():
        await services.settings.set(server_id, name, text)
    for chapter in (await services.regions.chapter_seeds(server_id))[:CHAPTERS]:
        await services.regions.accept(server_id, chapter.slug)
    for family, layout in LAYOUTS.items():
        await services.layouts.set_layout(server_id, family, layout)
    await _apply(community, services)
    for key, belongings in OF_CAST.items():
        await join(services, server_id, community.users[key].id, belongings)
    # The cities whose posts are lively earn their channels with a second plan.
    await _apply(community, services)
    await admin.slash(welcome, "region-admin panel", channel=welcome)


async def _apply(community: Community, services: Services) -> None:
    """Let the admin apply the plan, and wait until it is carried out."""
    await community.actors[OWNER].slash(community.rooms[STAFF_ROOM], "region-admin apply")
    # A slow machine may take longer than that; the queue tells nobody when it is done.
    while await services.layouts.job(community.guild.id) is not None:  # noqa: ASYNC110
        await asyncio.sleep(WAIT)
