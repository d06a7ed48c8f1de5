"""The sections about one placement: where and when, then employer and school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from discord import ui

from bot.domain.placements import Placement
from bot.domain.profiles import SCHOOL_LENGTH, TOWN_LENGTH, Kind, Profile
from bot.errors import PlacementNotFoundError
from bot.i18n import N_, Words
from bot.reference import prefectures, programmes
from bot.services.placements import Stay
from bot.services.services import Services
from bot.ui.views import Form
from cogs.start.answers import AS_TYPED, Reader, settled_key
from cogs.start.questions import Answers, Choice, one_of, text
from cogs.start.section import Outcome, Section

PREFECTURE_LENGTH = 60
WHEN_LENGTH = 20


def stay_of(profile: Profile, placement_id: int) -> Placement:
    """Return one of the person's own placements; nobody else's is ever found."""
    found = next((stay for stay in profile.placements if stay.id == placement_id), None)
    if found is None:
        raise PlacementNotFoundError
    return found


@dataclass(frozen=True, slots=True)
class PlacementSection:
    """Where, as what and when."""

    title: str

    def questions(
        self, profile: Profile | None, answers: Answers, words: Words
    ) -> Sequence[ui.Label[Form]]:
        """Ask for one stay in Japan, with the jobs likeliest for this person first."""
        jobs = _jobs(profile.kind if profile else None, words)
        return (
            text(
                "prefecture",
                words("Prefecture"),
                answers,
                hint=words("In any spelling: Aomori, 青森."),
                length=PREFECTURE_LENGTH,
                required=True,
            ),
            text(
                "town",
                words("Town"),
                answers,
                hint=words("As it was called then: many towns have merged since."),
                length=TOWN_LENGTH,
            ),
            one_of("job", words("Job, or tie to participants"), answers, jobs),
            text(
                "since",
                words("Since"),
                answers,
                hint=words("A month or a year: 2008-08 or 2008."),
                length=WHEN_LENGTH,
                required=True,
            ),
            text(
                "until",
                words("Until"),
                answers,
                hint=words("Leave it empty while you are still there."),
                length=WHEN_LENGTH,
            ),
        )

    def answers(self, profile: Profile, target: int, words: Words) -> Answers:
        """Write what is stored of a placement; nothing for a new one."""
        if not target:
            return {}
        stay = stay_of(profile, target)
        return {
            "prefecture": prefectures.name(stay.prefecture or "", words.locale),
            "town": stay.town or "",
            settled_key("town", stay.town or ""): stay.town_code or AS_TYPED,
            "job": stay.job or "",
            "since": str(stay.since),
            "until": str(stay.until) if stay.until else "",
        }

    async def save(
        self, services: Services, user_id: int, target: int, answers: Answers, words: Words
    ) -> Outcome:
        """Add the placement or change it."""
        reader = Reader(answers, words)
        prefecture = reader.prefecture("prefecture")
        said: Stay = {
            "prefecture": prefecture,
            "town": reader.town("town", prefecture),
            "job": reader.text("job"),
            "since": reader.month("since"),
            "until": reader.end("until"),
        }
        placements = services.placements
        saved = await (
            placements.edit(user_id, target, **said) if target else placements.add(user_id, **said)
        )
        return Outcome(saved.placement.id, saved.questions)


@dataclass(frozen=True, slots=True)
class EmployerSection:
    """Who employed the person, and at which school or office."""

    title: str

    def questions(
        self, profile: Profile | None, answers: Answers, words: Words
    ) -> Sequence[ui.Label[Form]]:
        """Ask for what few know by heart."""
        kinds = programmes.default().organisations
        return (
            one_of(
                "organisation",
                words("Contracting organisation"),
                answers,
                [(each.code, each.name(words.locale)) for each in kinds],
            ),
            text("school", words("School or office"), answers, length=SCHOOL_LENGTH),
        )

    def answers(self, profile: Profile, target: int, words: Words) -> Answers:
        """Write what is stored of a placement."""
        stay = stay_of(profile, target)
        return {"organisation": stay.organisation or "", "school": stay.school or ""}

    async def save(
        self, services: Services, user_id: int, target: int, answers: Answers, words: Words
    ) -> Outcome:
        """Change these two alone."""
        reader = Reader(answers, words)
        saved = await services.placements.edit(
            user_id,
            target,
            organisation=reader.text("organisation"),
            school=reader.text("school"),
        )
        return Outcome(saved.placement.id)


def _jobs(kind: Kind | None, words: Words) -> list[Choice]:
    """Offer all: an alumnus may have settled there, a local may have come as a participant."""
    programme = programmes.default()
    roles = [(each.code, f"{each.code} ({each.name(words.locale)})") for each in programme.roles]
    ties = [(each.code, each.name(words.locale)) for each in programme.ties]
    return ties + roles if kind in (Kind.LOCAL, Kind.FRIEND) else roles + ties


PLACEMENTS: Mapping[str, Section] = {
    "placement": PlacementSection(N_("Where and when in Japan")),
    "employer": EmployerSection(N_("Employer and school")),
}
