"""What every section of a profile can do: ask, show what is stored, save what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from discord import ui

from bot.domain.profiles import Profile
from bot.domain.questions import Question
from bot.i18n import Words
from bot.services.services import Services
from bot.ui.views import Form
from cogs.start.questions import Answers


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a saved form: which placement it was about, and what to ask gently."""

    target: int = 0
    questions: tuple[Question, ...] = ()


class Section(Protocol):
    """One form; ``target`` is the placement it is about, 0 for a new one or for none."""

    @property
    def title(self) -> str:
        """The heading, at most 45 characters in any language."""
        ...

    def questions(
        self, profile: Profile | None, answers: Answers, words: Words
    ) -> Sequence[ui.Label[Form]]:
        """Return at most five questions, the answers filled in."""
        ...

    def answers(self, profile: Profile, target: int, words: Words) -> Answers:
        """Return what is stored, as it would be typed, and what that was settled to mean."""
        ...

    async def save(
        self, services: Services, user_id: int, target: int, answers: Answers, words: Words
    ) -> Outcome:
        """Save what was typed; raises UserError or UnclearAnswer."""
        ...
