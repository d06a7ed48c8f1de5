"""The demo's regions: their places are built by the bot itself before anybody visits."""

from __future__ import annotations

import re

import aiohttp

from bot.demo.run import opened
from bot.reference import countries, prefectures

REGIONS = re.compile(r'href="/as/(?:maria|aoife)/([pct](?:\d+|[A-Z]{2}))\b')


async def test_each_family_has_its_layout_and_people_their_own_regions_first() -> None:
    async with (
        opened(port=0, people=3, seed=1) as site,
        aiohttp.ClientSession(site.address) as visitor,
    ):
        pages = [
            await (await visitor.get(f"/as/{key}/general")).text() for key in ("maria", "aoife")
        ]
    maria, admin = map(REGIONS.findall, pages)

    assert maria[:3] == ["cES", "cPT", "p02"]
    assert [code for code in maria if code.startswith("p")] == ["p02"], "channels are for members"
    assert sum(code.startswith("c") for code in maria) == len(countries.codes()), "posts for all"
    assert sum(code.startswith("t") for code in maria) == 20
    assert sum(code.startswith("p") for code in admin) == len(prefectures.all_prefectures())
