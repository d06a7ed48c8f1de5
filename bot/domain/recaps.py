"""What an event came to, in numbers and a note of its host; nobody is named, no message read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.events import Event, Tally

NOTE_LENGTH = 1_000


@dataclass(frozen=True, slots=True)
class Recap:
    """A summary; ``came`` counts those who were checked in, guests without Discord too."""

    event: Event
    tally: Tally
    came: int
    note: str | None
    is_posted: bool

    @property
    def guests(self) -> int:
        """Count the guests of those who come, and those without Discord."""
        return self.tally.seats - self.tally.going
