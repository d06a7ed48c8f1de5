"""How a stay is told that meets one's own, and a link of a town's chain."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.domain.chain import chain
from bot.domain.overlap import Mode, overlap
from bot.domain.placements import Placement, When
from bot.domain.privacy import SeenProfile
from bot.domain.results import ENOUGH, Found, Page, Town
from bot.i18n import Catalogues
from cogs.find.overlap import heading, link_line, nobody, overlap_line
from tests.factories import make_placement, make_profile

EN, JA = (Catalogues.read().words(locale) for locale in ("en", "ja"))
MINE = make_placement(since=When(2008, 8), until=When(2010, 7))


def stay(since: When | None, until: When | None, **changes: object) -> Placement:
    return make_placement(since=since, until=until, **changes)


@pytest.mark.parametrize(
    ("theirs", "mode", "told"),
    [
        (stay(When(2009, 8), When(2009, 8)), Mode.TOGETHER, "in Hirosaki together August 2009"),
        (stay(When(2004, 8), When(2007, 7)), Mode.BEFORE, "left 1 year before you came"),
        (stay(When(2004, 8), When(2008, 4)), Mode.BEFORE, "left 3 months before you came"),
        (stay(When(2004, 8), When(2008, 7)), Mode.BEFORE, "left just before you came"),
        (stay(When(2006), When(2008)), Mode.BEFORE, "left about when you came"),
        (stay(When(2010, 8), None), Mode.AFTER, "came just after you left"),
        (stay(When(2010), None), Mode.AFTER, "came about when you left"),
        (stay(When(2014), None), Mode.AFTER, "came about 4 years after you left"),
        (stay(When(2008), When(2009)), Mode.SAME_YEAR, "came the same year"),
    ],
)
def test_a_stay_tells_how_it_meets_ones_own(theirs: Placement, mode: Mode, told: str) -> None:
    met = overlap(MINE, theirs, mode)

    assert met is not None
    assert overlap_line(met, EN).startswith(f"{told} · ")
    assert "Hirosaki" not in overlap_line(met, JA)


def test_who_is_there_until_now_is_told_so() -> None:
    met = overlap(stay(When(2020, 8), None), stay(When(2021, 8), None), Mode.TOGETHER)

    assert met is not None
    assert "together August 2021 – now" in overlap_line(met, EN)


def test_a_chain_tells_what_lies_between_one_and_the_next() -> None:
    stays = (
        stay(When(2000, 8), When(2002, 7)),
        stay(When(2002, 5), When(2004, 7)),
        stay(When(2006), When(2020)),
        stay(When(2019, 8), None),
        stay(When(2021, 8), None),
        stay(None, None),
    )
    people = (SeenProfile(make_profile(number)) for number in range(1, 7))
    lines = [link_line(link, EN) for link in chain(zip(people, stays, strict=True))]

    told = ("3 months together", "after about 2 years without", "about", "until now", "not told")
    assert "the one before" not in lines[0]
    assert all(part in line for part, line in zip(told, lines[1:], strict=True)), lines


def test_ones_own_placement_is_named_where_it_changes() -> None:
    others = (MINE, make_placement(since=When(2012, 8), until=When(2013, 7)))
    met = [overlap(mine, mine, Mode.TOGETHER) for mine in (*others[:1], *others)]
    found = [Found(SeenProfile(make_profile()), (each,)) for each in met if each]

    headings = [heading(each, above, EN) for above, each in pairwise([None, *found])]

    assert [bool(each) for each in headings] == [True, False, True]


def test_nobody_found_leads_on() -> None:
    page = Page("search", 0, (), has_next=False)
    town = Town("02", "Hirosaki", "02202")
    other_modes = ((Mode.BEFORE, 1), (Mode.AFTER, ENOUGH))

    assert "/find people" in nobody(page, EN)
    assert "Hirosaki, Aomori" in nobody(replace(page, town=town), EN)
    found = nobody(replace(page, other_modes=other_modes), EN)
    assert "1 person" in found
    assert "+ people" in found
