"""What a person stored about themselves, a line a section, for their own eyes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from bot.domain.placements import Placement
from bot.domain.profiles import Kind, Profile
from bot.i18n import Words
from bot.reference import cities, countries, languages, occupation_fields
from bot.ui import vocabulary
from bot.ui.reading import shown

TEXT_SHOWN = 200
PLACEMENTS_SHOWN = 1_000
BETWEEN = " · "


def about(profile: Profile, words: Words) -> str:
    """Tell name, kind, home and languages."""
    name = shown(profile.name)
    if profile.reading:
        name = words("{name} ({reading})", name=name, reading=shown(profile.reading))
    kind = profile.kind and words(vocabulary.KINDS[profile.kind])
    return joined(name, kind, home(profile, words), spoken(profile, words))


def home(profile: Profile, words: Words) -> str | None:
    """Tell the home country."""
    if profile.home is None:
        return None
    return words("from {country}", country=countries.in_sentence(profile.home, words.locale))


def spoken(profile: Profile, words: Words) -> str:
    """Tell the languages and how well they are spoken."""
    return words.list(
        [
            words(
                "{language} ({level})",
                language=languages.name(each.language, words.locale),
                level=words(vocabulary.LEVELS[each.level]),
            )
            for each in profile.languages
        ]
    )


def now(profile: Profile, words: Words) -> str:
    """Tell the city, or the country."""
    city = cities.get(profile.city) if profile.city else None
    if city:
        return cities.label(city, words.locale)
    return _country(profile.country, words) if profile.country else ""


def work(profile: Profile, words: Words) -> str:
    """Tell occupation and field."""
    field = profile.work_field and occupation_fields.name(profile.work_field, words.locale)
    return joined(profile.occupation and shown(profile.occupation), field)


def more(profile: Profile, words: Words) -> str:
    """Tell the beginning of what they wrote, the interests, and how many links there are."""
    links = len(profile.links)
    return joined(
        profile.about and shown(_beginning(" ".join(profile.about.split()))),
        profile.interests and shown(_beginning(profile.interests)),
        words.n("{n} link", "{n} links", links) if links else None,
    )


def open_to(profile: Profile, words: Words) -> str:
    """Tell what they would gladly be asked for."""
    chosen = [name for each, name in vocabulary.OPEN_TO.items() if each in profile.open_to]
    return words.list([words(name) for name in chosen])


def placement(stay: Placement, words: Words, show: Callable[[str], str] = shown) -> str:
    """Tell where, as what and when."""
    return joined(
        vocabulary.place(stay, words, show),
        vocabulary.job(stay, words),
        vocabulary.years(stay, words),
        stay.school and show(stay.school),
        _employer(stay, words),
    )


def placement_label(stay: Placement, words: Words) -> str:
    """Tell the same where Discord formats nothing: in menus and suggestions."""
    return placement(stay, words, show=str)


def _employer(stay: Placement, words: Words) -> str | None:
    kind = vocabulary.organisation(stay, words)
    return words("employer: {kind}", kind=kind) if kind else None


def placements(profile: Profile, words: Words) -> str:
    """List where somebody was, a line a placement, as far as a message has room."""
    lines = [f"- {placement(stay, words)}" for stay in profile.placements]
    ends = accumulate(len(line) + 1 for line in lines)
    room = sum(end <= PLACEMENTS_SHOWN for end in ends)
    rest = len(lines) - room
    more = [words.n("and {n} more", "and {n} more", rest)] if rest else []
    return "\n".join([*lines[:room], *more])


def placements_heading(profile: Profile | None, words: Words) -> str:
    """Name the part about Japan as fits the person."""
    if profile is not None and profile.kind is Kind.LOCAL:
        return words("Where you work or live with participants")
    return words("Where and when in Japan")


def _country(code: str, words: Words) -> str:
    return countries.name(code, words.locale)


def _beginning(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…"


def joined(*parts: str | None) -> str:
    """Put what there is on one line."""
    return BETWEEN.join(filter(None, parts))
