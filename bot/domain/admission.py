"""Who may come to an event, and what coming asks of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """What lets somebody in."""

    EVERYBODY = "everybody"
    REGION = "region"
    KIND = "kind"
    ROLE = "role"
    PLACED = "placed"


Traits = Mapping[By, Collection[str]]
"""What somebody is: codes of regions, kinds, numbers of roles, codes of prefectures."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Whom an event is for: whoever has one of some traits of one sort."""

    by: By = By.EVERYBODY
    of: tuple[str, ...] = ()

    def lets_in(self, traits: Traits) -> bool:
        """Tell whether somebody may come."""
        return self.by is By.EVERYBODY or not set(self.of).isdisjoint(traits.get(self.by, ()))


EVERYBODY = Admission()
