"""What the bot remembers of a thing of its own, and what becomes of that with each step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.layout.server import Making, Shape
from bot.domain.layout.steps import Step, Verb


@dataclass(frozen=True, slots=True)
class Held:
    """Something the bot made or adopted, as it last asked for it."""

    key: str
    id: int
    making: Making
    asked: Shape
    kept: Shape | None = None


def after(step: Step, thing_id: int, before: Held | None) -> Held | None:
    """Return what is remembered once a step is done; None when nothing is."""
    match step.verb:
        case Verb.DELETE | Verb.RELEASE:
            return None
        case Verb.CREATE:
            return Held(step.key, thing_id, Making.MADE, step.shape)
        case Verb.ADOPT:
            return Held(step.key, thing_id, Making.ADOPTED, step.shape)
        case _ if before is None:
            return None
        case Verb.ARCHIVE:
            return replace(before, asked=step.shape, kept=step.was)
        case Verb.RESTORE:
            return replace(before, asked=step.shape, kept=None)
        case _:
            return replace(before, asked=step.shape)
