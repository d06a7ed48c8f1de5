"""For whom an event is, as its card, its host and whoever is refused read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.admission import Admission, By
from bot.domain.events import Event
from bot.domain.profiles import Kind
from bot.domain.regions import Region
from bot.i18n import Words
from bot.reference import prefectures
from bot.ui import regions
from bot.ui.vocabulary import KINDS


def rule_lines(event: Event, found: Sequence[Region], words: Words) -> list[str]:
    """Say for whom it is and until when one may answer; nothing where all may come."""
    lines = [whom(event.admission, found, words)] if event.admission.by is not By.EVERYBODY else []
    if event.closes_at is not None:
        when = f"<t:{int(event.closes_at.timestamp())}:F>"
        lines.append(words("Answer until {when}", when=when))
    return lines


def whom(admission: Admission, found: Sequence[Region], words: Words) -> str:
    """Say for whom an event is."""
    match admission.by:
        case By.EVERYBODY:
            return words("For everybody")
        case By.REGION:
            return words("For people of {regions}", regions=region_names(found, words))
        case By.KIND:
            return words("For: {kinds}", kinds=kind_names(admission.of, words))
        case By.ROLE:
            roles = words.choice([f"<@&{role}>" for role in admission.of])
            return words("For people with the role {roles}", roles=roles)
        case By.PLACED:
            named = prefecture_names(admission.of, words)
            return words("For people who were placed in {prefectures}", prefectures=named)


def region_names(found: Iterable[Region], words: Words) -> str:
    """Name some regions, safe to show."""
    return words.choice([regions.name(region, words) for region in found]) or "–"


def kind_names(codes: Iterable[str], words: Words) -> str:
    """Name some kinds of people."""
    return words.choice([words(KINDS[Kind(code)]) for code in codes])


def prefecture_names(codes: Iterable[str], words: Words) -> str:
    """Name some prefectures."""
    return words.choice([prefectures.name(code, words.locale) for code in codes])
