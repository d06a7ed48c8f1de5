"""Which form of which panel, as the custom_ids of buttons carry it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ui.panel import door


@dataclass(frozen=True, slots=True)
class Place:
    """A section's form in a panel; ``target`` is a placement's id, or 0."""

    panel: str
    section: str
    target: int

    @classmethod
    def of_form(cls, custom_id: str) -> Place | None:
        """Return where a form sent in belongs; None for forms of other features."""
        match custom_id.split(":"):
            case ["start", "form", panel, section, target]:
                return cls(panel, section, int(target))
            case _:
                return None

    @property
    def form(self) -> str:
        """Return the name under which what is typed here is kept."""
        return f"{self.section}:{self.target}"

    def id(self, how: str) -> str:
        """Return the custom_id of something done here."""
        return door(self.panel, self.section, self.target, how=how)
