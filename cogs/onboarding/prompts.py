"""What regions ask newcomers: one prompt a family, its options in the order people look for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.onboarding import Json, Option, Prompt
from bot.domain.regions import Family, Region
from bot.i18n import N_, Words
from bot.reference import continents
from bot.services.region_catalogue import WORLD, Catalogue
from bot.ui import regions

QUESTIONS: Mapping[Family, str] = {
    Family.PREFECTURE: N_("Your prefectures in Japan"),
    Family.CITY: N_("Your cities in Japan"),
    Family.COUNTRY: N_("Your countries"),
    Family.CHAPTER: N_("Your alumni chapters"),
    Family.OWN: N_("Your groups"),
}
MORE = N_("Regions: find the people of your places")
LOOK = N_("Show me the regions")
TITLES = (*QUESTIONS.values(), MORE)
"""With one of these every title begins, whatever follows it."""

Languages = Sequence[Words]


@dataclass(frozen=True, slots=True)
class Asked:
    """The prompts, and the families that have no role to choose; those need the panel."""

    prompts: tuple[Prompt, ...]
    without_roles: tuple[Family, ...]
    has_panel: bool


def asked(
    catalogue: Catalogue,
    roles: Mapping[str, int | None],
    panel: int | None,
    languages: Languages,
) -> Asked:
    """Ask for what has a role; for all else lead to the panel's channel, if there is one."""
    open_regions = catalogue.all()
    prompts: list[Prompt] = []
    without: list[Family] = []
    for family in QUESTIONS:
        members = [region for region in open_regions if region.family is family]
        chosen = [region for region in members if roles.get(region.code)]
        if members and not chosen:
            without.append(family)
        prompts += _prompts(family, chosen, roles, catalogue, languages)
    if without and panel is not None:
        prompts.append(
            Prompt(_said(MORE, languages), (Option(_said(LOOK, languages), None, panel),))
        )
    return Asked(tuple(prompts), tuple(without), panel is not None)


def panels_before(prompts: Iterable[Json], languages: Languages) -> set[int]:
    """Return the channels that prompts of ours led to: the panel may have moved since."""
    titles = tuple(words(MORE) for words in languages)
    return {
        int(channel)
        for prompt in prompts
        if prompt["title"].startswith(titles)
        for option in prompt["options"]
        for channel in option["channel_ids"]
    }


def _prompts(
    family: Family,
    chosen: Iterable[Region],
    roles: Mapping[str, int | None],
    catalogue: Catalogue,
    languages: Languages,
) -> list[Prompt]:
    question = _said(QUESTIONS[family], languages)
    groups: dict[str, list[Option]] = {}
    for region in chosen:
        part = catalogue.part_of(region) if family is Family.COUNTRY else ""
        option = Option(_named(region, languages), roles[region.code])
        groups.setdefault(part, []).append(option)
    return [
        Prompt(
            _of_continent(question, part, languages),
            tuple(options if family is Family.PREFECTURE else sorted(options, key=_by_title)),
        )
        for part, options in groups.items()
    ]


def _of_continent(question: str, part: str, languages: Languages) -> str:
    if not part.startswith(WORLD):
        return question
    names = (continents.name(part.removeprefix(WORLD), words.locale) for words in languages)
    return f"{question}: {_both(names)}"


def _named(region: Region, languages: Languages) -> str:
    return _both(regions.label(region, words) for words in languages)


def _said(text: str, languages: Languages) -> str:
    return _both(words(text) for words in languages)


def _both(texts: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(texts))


def _by_title(option: Option) -> str:
    return option.title.casefold()
