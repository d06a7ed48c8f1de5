"""A plan that is being carried out: what it is about, how far it is, and one step of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.layout.steps import Step


@dataclass(frozen=True, slots=True)
class Job:
    """One plan, or one way back (``undoes``), and where its progress is shown."""

    id: int
    server_id: int
    locale: str
    channel_id: int
    message_id: int | None
    undoes: int | None
    is_running: bool
    pauses_to: datetime | None
    done: int
    stuck: int
    dropped: int
    total: int

    @property
    def is_over(self) -> bool:
        """Tell whether nothing waits any more."""
        return self.done + self.dropped >= self.total


@dataclass(frozen=True, slots=True)
class Task:
    """One step with what it refers to: the ids of its key, its parent and its roles."""

    job: int
    server_id: int
    step: Step
    ids: Mapping[str, int]
    known: frozenset[int]

    def id_of(self, ref: str) -> int | None:
        """Return the id that a reference stands for; None for what is not there."""
        if ref.removeprefix("m").isdecimal():
            return int(ref.removeprefix("m"))
        return self.ids.get(ref)

    @property
    def thing(self) -> int | None:
        """Return the id of what the step is about."""
        return self.ids.get(self.step.key) or self.step.id
