"""Announcements that are killed while they go, change and are recalled; how they are counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field

from bot.domain.addressees import Addressees, Sort, Term
from bot.domain.rights import Standing
from bot.services.announcements import Heard
from tests.benchmarks.chaos_kinds import CODES, Told, World
from tests.wire.fake.payloads import GUILD_ID

AUTHOR = Standing(9, GUILD_ID, moderates_members=True)
REGIONS, CHANGED = 5, 0.3
"""In so many regions each; so often an earlier one is changed or recalled too."""


@dataclass(slots=True)
class Announced:
    """What is to stand where; ``text`` is None once it was recalled."""

    number: int
    codes: tuple[str, ...]
    text: str | None


@dataclass(slots=True)
class Announcements:
    """Announcements in five regions each; some are changed, some recalled, at any moment."""

    name: str = "announcements"
    written: list[Announced] = field(default_factory=list[Announced])

    async def write(self, world: World) -> None:
        text = f"Everywhere {len(self.written)}, first words."
        codes = tuple(world.lots.sample(CODES, REGIONS))
        meant = tuple(Term(Sort.REGION, code) for code in codes)
        desk = world.services.announcements
        draft = await desk.draft(
            AUTHOR, Addressees(meant), (), None, "en", english=text, japanese=""
        )
        await desk.send(AUTHOR, draft.announcement.id, Heard())
        self.written.append(Announced(draft.announcement.id, codes, text))
        if world.lots.random() < CHANGED:
            await self._change(world, world.lots.choice(self.written[-10:]))

    async def _change(self, world: World, announced: Announced) -> None:
        if announced.text is None:
            return
        if world.lots.random() < 0.5:
            announced.text = None
            await world.services.announcements.recall(AUTHOR, announced.number)
        else:
            announced.text = announced.text.replace("first", "other")
            await world.services.announcements.rewrite(
                AUTHOR, announced.number, english=announced.text, japanese=""
            )

    async def count(self, world: World) -> Told:
        """Each stands once in each of its channels, in its last words, or nowhere."""
        places = await world.services.regions.places(GUILD_ID)
        wanted = Counter(
            (places[code].home, each.text)
            for each in self.written
            for code in each.codes
            if each.text is not None
        )
        found = Counter(
            (channel, text)
            for channel in world.discord.messages.kept
            for text in re.findall(
                r"Everywhere \d+, \w+ words\.", json.dumps(world.discord.messages.of(channel))
            )
        )
        missing, too_much = wanted - found, found - wanted
        return Told(wanted.total(), found.total(), missing.total(), too_much.total())
