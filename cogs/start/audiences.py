"""The section about who may see what, in three broad strokes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from discord import ui

from bot.domain.profiles import Audience, Field, Profile
from bot.i18n import N_, Words
from bot.services.services import Services
from bot.ui import vocabulary
from bot.ui.views import Form
from cogs.start.questions import Answers, one_of
from cogs.start.section import Outcome

JAPAN = frozenset(
    {Field.PREFECTURE, Field.TOWN, Field.YEARS, Field.JOB, Field.ORGANISATION, Field.SCHOOL}
)
ABROAD = frozenset({Field.HOME, Field.COUNTRY, Field.CITY})
STROKES: Mapping[str, tuple[str, frozenset[Field]]] = {
    "japan": (N_("Where and when in Japan"), JAPAN),
    "abroad": (N_("Home country, and where you live now"), ABROAD),
    "rest": (N_("Everything else but your name"), frozenset(Field) - JAPAN - ABROAD),
}


@dataclass(frozen=True, slots=True)
class AudienceSection:
    """Three choices; where single fields differ, none is made for the person."""

    title: str

    def questions(
        self, profile: Profile | None, answers: Answers, words: Words
    ) -> Sequence[ui.Label[Form]]:
        """Ask once for each group of fields."""
        choices = [(each, words(vocabulary.AUDIENCES[each])) for each in reversed(Audience)]
        hints = {str(each): words(hint) for each, hint in vocabulary.AUDIENCE_HINTS.items()}
        return [
            one_of(name, words(label), answers, choices, hints=hints)
            for name, (label, _) in STROKES.items()
        ]

    def answers(self, profile: Profile, target: int, words: Words) -> Answers:
        """Write what holds for a whole group."""
        return {name: shared for name in STROKES if (shared := _shared(profile, name))}

    async def save(
        self, services: Services, user_id: int, target: int, answers: Answers, words: Words
    ) -> Outcome:
        """Set the audience of every field in the groups that were answered."""
        chosen = {
            part: Audience(answers[name])
            for name, (_, parts) in STROKES.items()
            for part in parts
            if answers.get(name)
        }
        await services.profiles.set_audiences(user_id, chosen)
        return Outcome()


def summary(profile: Profile, words: Words) -> str:
    """Tell each group's audience, or that its fields differ."""
    lines: list[str] = []
    for name, (label, _) in STROKES.items():
        shared = _shared(profile, name)
        audience = vocabulary.AUDIENCES[shared] if shared else N_("differs by field")
        lines.append(words("{group}: {audience}", group=words(label), audience=words(audience)))
    return "\n".join(lines)


def _shared(profile: Profile, stroke: str) -> Audience | None:
    audiences = {profile.audience(part) for part in STROKES[stroke][1]}
    return audiences.pop() if len(audiences) == 1 else None
