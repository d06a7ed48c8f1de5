"""Use everything at random: ``python -m tests.benchmarks.wandering --steps 5000 --seed 1``.

The people of the demo run any command with anything in its options, press any button and choose
from any menu that they see, fill in any form, and let time pass. Whatever they do, they may be
refused, but nobody may meet a failure of the bot's own. Ends with status 1 if somebody did.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import random
import sys
from collections import Counter, deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from simcord.actors import MemberActor
from simcord.backend.errors import BackendError, SetupError
from simcord.components import walk_components
from simcord.interactions import command_leaves

from bot.demo.community import Community
from bot.demo.run import opened
from tests.benchmarks.table import markdown

TEXTS = (
    "Dinner",
    "飲み会",
    "x" * 100,
    "**b** @everyone",
    "🎌",
    "  ",
    "https://example.org/a",
    "12",
)
TIMES = (
    "tomorrow 7pm",
    "next Friday 19:00",
    "2030-12-24 18:30",
    "明日の19時",
    "yesterday",
    "soon",
    "2027-03-28 01:30",
)
SLOTS = "tomorrow 7pm; next Friday 19:00; 2030-12-24 18:30"
TYPED = ("", "", "a", "d", "1", "の", "@")
PASSING = (4, 60, 1_800, 7_200, 86_400)
"""Seconds."""
OFTEN = {"event": 10, "announce": 8, "region": 2}
"""How often commands of a group are run; others once."""
STAFF = {"priya": 6, "aoife": 6, "noah": 6}
REMEMBERED = 12
"""So many of the answers that were read last are gone on with."""
PATIENCE = 3
"""Forms that lead to forms are filled in so often."""
_TEXT, _WHOLE, _SWITCH, _PERSON, _PLACE = 3, 4, 5, 6, 7
_BUTTON, _MENU, _FIELD = 2, 3, 4


class Failures(logging.Handler):
    """Keeps what the bot itself reports as a failure of its own."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it; the demo's clock may stand still while somebody acts."""
        if not record.name.startswith("bot.demo."):
            self.told.append(logging.Formatter().format(record))


@dataclass(slots=True)
class Wanderers:
    """The people of the demo, who do anything."""

    community: Community
    lots: random.Random
    did: Counter[str] = field(default_factory=Counter[str])
    trail: deque[str] = field(default_factory=lambda: deque[str](maxlen=6))
    _read: deque[tuple[MemberActor, Any]] = field(
        default_factory=lambda: deque[tuple[MemberActor, Any]](maxlen=REMEMBERED)
    )

    async def step(self) -> None:
        """Let somebody do something; what the simulator says nobody could do is left."""
        drawn = self.lots.random()
        with contextlib.suppress(SetupError, BackendError):
            if drawn < 0.4:
                await self._command(self._somebody())
            elif drawn < 0.93:
                await self._touch()
            else:
                # What is begun may go on for longer than the simulator waits.
                with contextlib.suppress(TimeoutError):
                    await self.community.env.advance_time(self.lots.choice(PASSING))

    def _somebody(self) -> MemberActor:
        actors = self.community.actors
        [key] = self.lots.choices(list(actors), [STAFF.get(each, 1) for each in actors])
        return actors[key]

    def _room(self) -> Any:
        return self.lots.choice([*self.community.rooms.values()][:4])

    async def _command(self, actor: MemberActor) -> None:
        room, backend = self._room(), self.community.env.backend
        leaves = [
            (" ".join(path), leaf)
            for command in backend.visible_commands(user_id=actor.id, channel_id=room.id)
            if command.get("type", 1) == 1
            for path, leaf in command_leaves(command)
        ]
        weights = [OFTEN.get(name.split()[0], 1) for name, _ in leaves]
        [(name, leaf)] = self.lots.choices(leaves, weights)
        filled: dict[str, Any] = {}
        for option in leaf.get("options", []):
            if option.get("required") or self.lots.random() < 0.3:
                value = await self._value(actor, room, name, option, filled)
                filled |= {} if value is None else {option["name"]: value}
        self._does(actor, f"/{name}", filled)
        await self._go_on(actor, await actor.slash(room, name, **filled))

    async def _value(
        self, actor: MemberActor, room: Any, name: str, option: dict[str, Any], filled: Any
    ) -> Any:
        if option.get("choices"):
            return self.lots.choice(option["choices"])["value"]
        match option["type"]:
            case kind if kind == _WHOLE:
                return self.lots.choice((1, 2, 40))
            case kind if kind == _SWITCH:
                return self.lots.choice((True, False))
            case kind if kind == _PERSON:
                return self._somebody()
            case kind if kind == _PLACE:
                return self._room()
            case kind if kind == _TEXT:
                return await self._text(actor, room, name, option, filled)
            case _:
                return None

    async def _text(
        self, actor: MemberActor, room: Any, name: str, option: dict[str, Any], filled: Any
    ) -> str:
        if option["name"] == "slots":
            return SLOTS
        times = TIMES if option["name"] in ("when", "until") else ()
        if option.get("autocomplete"):
            typed = self.lots.choice((*TYPED, *times))
            offered = await actor.autocomplete(room, name, option["name"], typed, **filled)
            if offered and self.lots.random() < 0.9:
                return self.lots.choice(offered)["value"]
        return self.lots.choice(times or TEXTS)[: option.get("max_length") or 100]

    async def _touch(self) -> None:
        """Press or choose something on a message, of the channel or read before."""
        if self._read and self.lots.random() < 0.75:
            actor, message = self.lots.choice(self._read)
        else:
            actor, history = self._somebody(), self._room().history()[-REMEMBERED:]
            if not history:
                return
            message = self.lots.choice(history)
        parts = [each for each in _parts(message) if "custom_id" in each]
        if not parts:
            return
        part = self.lots.choice(parts)
        self._does(actor, part["custom_id"].rpartition(":")[0] or part["custom_id"], {})
        if part["type"] == _BUTTON:
            shown = await actor.click(message, custom_id=part["custom_id"])
        elif part["type"] == _MENU:
            values = [each["value"] for each in part["options"]]
            some = self.lots.sample(values, max(part.get("min_values", 1), 1))
            shown = await actor.select(message, some, custom_id=part["custom_id"])
        else:
            return
        await self._go_on(actor, shown)

    async def _go_on(self, actor: MemberActor, shown: Any) -> None:
        for _ in range(PATIENCE):
            if not shown.modal or self.lots.random() < 0.1:
                break
            filled = {
                part["custom_id"]: self._filled(part)
                for part in walk_components(shown.modal["components"])
                if part["type"] in (_FIELD, _MENU)
            }
            self._does(actor, "a form", filled)
            shown = await actor.submit_modal(shown, filled)
        answers = [shown.response, *shown.followups]
        self._read.extend((actor, each) for each in answers if each is not None)

    def _filled(self, part: dict[str, Any]) -> Any:
        if part["type"] == _MENU:
            return [self.lots.choice(part["options"])["value"]]
        written = self.lots.choice((*TEXTS, *TIMES))[: part.get("max_length", 100)]
        return written if written.strip() else "1"

    def _does(self, actor: MemberActor, what: str, how: dict[str, Any]) -> None:
        self.did[what] += 1
        self.trail.append(f"{actor.name}: {what} {how}")


def _parts(message: Any) -> list[dict[str, Any]]:
    whole = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    return list(walk_components(whole))


@contextlib.asynccontextmanager
async def wanderers(seed: int) -> AsyncGenerator[tuple[Wanderers, Failures], None]:
    """Open a demo for them, and keep what fails in it."""
    failures = Failures()
    logging.getLogger().addHandler(failures)
    try:
        async with opened(port=0, people=20, seed=3, with_places=False) as site:
            yield Wanderers(site._community, random.Random(seed)), failures
    finally:
        logging.getLogger().removeHandler(failures)


def main() -> None:
    """Wander, and print what was done and what failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    sys.exit(asyncio.run(_wander(asked.steps, asked.seed)))


async def _wander(steps: int, seed: int) -> int:
    async with wanderers(seed) as (people, failures):
        for _ in range(steps):
            before = len(failures.told)
            await people.step()
            for failure in failures.told[before:]:
                print(*people.trail, failure, sep="\n", flush=True)
        rows = [[what, str(count)] for what, count in people.did.most_common(40)]
        print(markdown(("done most", "times"), rows))
        print(f"{people.did.total()} things done, {len(failures.told)} failures")
        return 1 if failures.told else 0


if __name__ == "__main__":
    main()
