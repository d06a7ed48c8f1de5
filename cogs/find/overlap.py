"""Overlaps and chains in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.chain import Link
from bot.domain.overlap import Mode, Nearness, Overlap
from bot.domain.placements import Placement, Span
from bot.domain.results import ENOUGH, MOST, Found, Page, Town
from bot.i18n import N_, Words
from bot.reference import municipalities, prefectures
from bot.ui import summaries, vocabulary
from bot.ui.reading import shown

MODES: Mapping[Mode, str] = {
    Mode.TOGETHER: N_("together with me"),
    Mode.BEFORE: N_("before me"),
    Mode.AFTER: N_("after me"),
    Mode.SAME_YEAR: N_("same arrival year"),
}

_TITLES: Mapping[Mode, str] = {
    Mode.TOGETHER: N_("There together with you"),
    Mode.BEFORE: N_("In your town before you"),
    Mode.AFTER: N_("In your town after you"),
    Mode.SAME_YEAR: N_("Came in the same year as you"),
}

_PLACES: Mapping[str, str] = {
    "one": N_("You were the {n}st."),
    "two": N_("You were the {n}nd."),
    "few": N_("You were the {n}rd."),
    "other": N_("You were the {n}th."),
}


def title(page: Page, words: Words) -> str | None:
    """Name the question, where it was about an overlap or a chain."""
    if page.mode is not None:
        return words(_TITLES[page.mode])
    return words("Everybody in {town}", town=_town(page.town, words)) if page.town else None


def place_in_chain(page: Page, words: Words) -> str | None:
    """Tell where in a town's chain the asker stands."""
    if page.my_place is None:
        return None
    if page.my_place > MOST:
        return words("More than {n} people were there before you.", n=MOST)
    return words.nth(_PLACES, page.my_place)


def heading(found: Found, above: Found | None, words: Words) -> str | None:
    """Say which of the asker's placements is meant, where that changes."""
    mine = _mine(found)
    if mine is None or (above is not None and _mine(above) == mine):
        return None
    return words("### Your placement: {placement}", placement=_where_and_when(mine, words))


def overlap_line(met: Overlap, words: Words) -> str:
    """Tell how a stay meets the asker's; what rests on a bare year says "about"."""
    return summaries.joined(_how(met, words), _where_and_when(met.theirs, words))


def link_line(link: Link, words: Words) -> str:
    """Tell when somebody was there, and the gap or the months shared with the one before."""
    before = None
    if link.gap:
        time = _time(link.gap, words, is_about=link.is_about)
        before = words("after {time} without anybody", time=time)
    elif link.shared is not None and link.shared.last is None:
        before = words("together with the one before until now")
    elif link.shared is not None:
        together = link.shared.end - link.shared.first + 1
        time = _time(together, words, is_about=link.is_about)
        before = words("{time} together with the one before", time=time)
    years = vocabulary.years(link.stay, words) or words("years not told")
    return summaries.joined(years, vocabulary.job(link.stay, words), before)


def nobody(page: Page, words: Words) -> str:
    """Say what else to ask when nobody was found."""
    if page.town is not None:
        return words(
            "## Nobody listed was in {town}\nOr they do not show it. Try /find people with the "
            "prefecture, or add your own time there: /profile placement add.",
            town=_town(page.town, words),
        )
    if not page.other_modes:
        return words(
            "## Nobody yet\nNobody listed shows a time that meets yours. Look around with "
            "/find people, or check your own: /profile edit."
        )
    lines = (
        words("- {mode}: {people}", mode=words(MODES[mode]), people=_people(count, words))
        for mode, count in page.other_modes
    )
    hint = words("## Nobody in this way\nIn another way you find:")
    return "\n".join([hint, *lines])


def _how(met: Overlap, words: Words) -> str:
    match met.mode:
        case Mode.TOGETHER:
            where = _town_or_prefecture(met, words)
            span = _span(met.shared, words, is_about=met.is_about) if met.shared else ""
            return words("in {place} together {span}", place=where, span=span)
        case Mode.BEFORE if met.gap:
            time = _time(met.gap, words, is_about=met.is_about)
            return words("left {time} before you came", time=time)
        case Mode.BEFORE if met.is_about:
            return words("left about when you came")
        case Mode.BEFORE:
            return words("left just before you came")
        case Mode.AFTER if met.gap:
            time = _time(met.gap, words, is_about=met.is_about)
            return words("came {time} after you left", time=time)
        case Mode.AFTER if met.is_about:
            return words("came about when you left")
        case Mode.AFTER:
            return words("came just after you left")
        case Mode.SAME_YEAR:
            return words("came the same year")


def _span(span: Span, words: Words, *, is_about: bool) -> str:
    told = since = _month(span.first, words, years_only=is_about)
    if span.last is None:
        told = words("{since} – now", since=since)
    else:
        until = _month(span.last, words, years_only=is_about)
        if until != since:
            told = words("{since} – {until}", since=since, until=until)
    return words("about {years}", years=told) if is_about else told


def _month(month: int, words: Words, *, years_only: bool) -> str:
    return words.month(month // 12, None if years_only else month % 12 + 1)


def _time(months: int, words: Words, *, is_about: bool) -> str:
    if months % 12 and months < 24:
        told = words.n("{n} month", "{n} months", months)
    else:
        told = words.n("{n} year", "{n} years", round(months / 12))
    return words("about {time}", time=told) if is_about else told


def _people(count: int, words: Words) -> str:
    if count >= ENOUGH:
        return words("{n}+ people", n=words.number(ENOUGH))
    return words.n("{n} person", "{n} people", count)


def _town_or_prefecture(met: Overlap, words: Words) -> str:
    stay = met.theirs
    if met.nearness is Nearness.TOWN and stay.town:
        code = stay.town_code
        return municipalities.name(code, words.locale) if code else shown(stay.town)
    return prefectures.name(stay.prefecture or "", words.locale)


def _where_and_when(stay: Placement, words: Words) -> str:
    return summaries.joined(vocabulary.place(stay, words), vocabulary.years(stay, words))


def _town(town: Town, words: Words) -> str:
    name = municipalities.name(town.code, words.locale) if town.code else shown(town.name)
    prefecture = prefectures.name(town.prefecture, words.locale)
    return words("{town}, {prefecture}", town=name, prefecture=prefecture)


def _mine(found: Found) -> Placement | None:
    met: Iterable[Overlap] = (each for each in found.reasons if isinstance(each, Overlap))
    return next((each.mine for each in met), None)
