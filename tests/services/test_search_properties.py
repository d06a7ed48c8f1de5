"""The search against a slow, plain reading of the rule, over random people and questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.domain.placements import CALENDAR_YEAR, Placement, When
from bot.domain.profiles import Audience, Field, Kind, Level, OpenTo, Profile, Spoken
from bot.domain.results import PAGE, Page
from bot.domain.search import Query
from bot.errors import NotListedError
from bot.services.services import Services
from bot.storage.database import Database
from tests.factories import CHANGEOVER, make_placement, make_profile
from tests.people import keep
from tests.services import plain_reading

COUNTRIES = ("GB", "PT", "JP")
TOWNS = ((None, None), ("Hirosaki", "02202"), ("Iwaki", None), ("大阪市", "27100"))
TEXTS = (None, "green tea", "大阪城 tea", "brass band")
WORDS = ("tea", "gre", "green band", "hir", "Ann", "annie", "an", "大阪", "大阪城", "城", "Iwaki")
OF_A_STAY = {
    Field.PREFECTURE: ("prefecture", "town", "town_code"),
    Field.TOWN: ("town", "town_code"),
    Field.YEARS: ("since", "until"),
    Field.JOB: ("job", "changeover"),
    Field.ORGANISATION: ("organisation",),
    Field.SCHOOL: ("school",),
}
VALUES: dict[Field, tuple[Any, ...]] = {
    Field.READING: (None, "annie", "あん"),
    Field.KIND: (None, *Kind),
    Field.HOME: (None, *COUNTRIES),
    Field.COUNTRY: (None, *COUNTRIES),
    Field.CITY: (None, 2643743, 2267057),
    Field.LANGUAGES: ((), (Spoken("ja", Level.FLUENT),), (Spoken("pt", Level.BASIC),)),
    Field.OCCUPATION: (None, "tea baker"),
    Field.WORK_FIELD: (None, "education", "tourism"),
    Field.ABOUT: TEXTS,
    Field.INTERESTS: TEXTS,
    Field.OPEN_TO: (frozenset(), frozenset({OpenTo.TALKS}), frozenset(OpenTo)),
    Field.LINKS: ((), ("https://example.org/tea",)),
}
CONFIRMED = (None, datetime(2024, 5, 1, tzinfo=UTC), datetime(2026, 5, 1, 9, tzinfo=UTC))
SERVERS = st.frozensets(st.integers(1, 2), min_size=1)

with_a_database = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def stays(draw: st.DrawFn) -> Placement:
    town, town_code = draw(st.sampled_from(TOWNS))
    since = draw(whens())
    until = draw(st.none() | whens())
    if until is not None and (until.year, until.month or 12) < (since.year, since.month or 1):
        until = since
    job, changeover = draw(jobs())
    return make_placement(
        prefecture=town_code[:2] if town_code else draw(st.sampled_from(("02", "27"))),
        town=town,
        town_code=town_code,
        since=since,
        until=until,
        job=job,
        changeover=changeover,
        school=draw(st.sampled_from((None, "Daiichi tea"))),
    )


def whens() -> st.SearchStrategy[When]:
    months = st.sampled_from((None, None, 3, 8))
    return st.builds(When, st.sampled_from((1955, 1999, 2008, 2009, 2010, 2028)), months)


def jobs() -> st.SearchStrategy[tuple[str | None, Any]]:
    return st.sampled_from(
        (("ALT", CHANGEOVER), ("CIR", CHANGEOVER), ("host_family", CALENDAR_YEAR))
    )


@st.composite
def people(draw: st.DrawFn, user_id: int) -> Profile:
    chosen = {part.value: draw(st.sampled_from(values)) for part, values in VALUES.items()}
    return make_profile(
        user_id,
        name=draw(st.sampled_from(("Ann Lee", "大阪あん", "Bo"))),
        placements=tuple(draw(st.lists(stays(), max_size=2))),
        audiences=draw(st.dictionaries(st.sampled_from(Field), st.sampled_from(Audience))),
        hidden=draw(st.sampled_from((False, False, False, True))),
        listed_in=draw(SERVERS),
        confirmed_at=draw(st.sampled_from(CONFIRMED)),
        **chosen,
    )


@st.composite
def queries(draw: st.DrawFn) -> Query:
    town, town_code = draw(st.sampled_from(TOWNS[1:]))
    filters: dict[str, Any] = {
        "text": st.sampled_from(WORDS),
        "prefecture": st.sampled_from(("02", "27")),
        "lives_in": st.sampled_from(COUNTRIES),
        "home": st.sampled_from(COUNTRIES),
        "job": st.sampled_from(("ALT", "CIR", "host_family")),
        "kind": st.sampled_from(Kind),
        "since": whens(),
        "until": whens(),
        "language": st.sampled_from(("ja", "pt")),
        "field": st.sampled_from(("education", "tourism")),
        "open_to": st.sampled_from(OpenTo),
        "town": st.just(town),
    }
    asked = draw(st.lists(st.sampled_from(sorted(filters)), min_size=1, max_size=3, unique=True))
    query = Query(**{each: draw(filters[each]) for each in asked})
    if query.town and town_code:
        query = replace(query, town_codes=(town_code,))
    span = query.span
    return replace(query, until=None) if span and span.last and span.last < span.first else query


PEOPLE = st.tuples(*(people(user_id) for user_id in range(1, 6)))
WHERE = st.sampled_from((1, 2, None))


@with_a_database
@given(PEOPLE, WHERE, st.lists(queries(), min_size=2, max_size=4))
async def test_a_search_finds_counts_and_orders_as_the_rule_says(
    services: Services,
    db: Database,
    crowd: tuple[Profile, ...],
    where: int | None,
    asked: list[Query],
) -> None:
    await only(db, crowd)
    asker, everybody = crowd[0], list(crowd)
    listed = not asker.hidden and (where is None or where in asker.listed_in)

    for query in asked:
        if not listed:
            with pytest.raises(NotListedError):
                await services.search.people(asker.user_id, where, query)
            continue
        page = await services.search.people(asker.user_id, where, query)

        expected = [
            person for person in everybody if plain_reading.finds(asker, person, where, query)
        ]
        assert ids(page) == plain_reading.in_order(expected)[:PAGE], query
        if not expected:
            counted = {each.dropped: each.count for each in page.suggestions}
            assert counted == plain_reading.counts(asker, everybody, where, query), query


@with_a_database
@given(PEOPLE, WHERE, st.lists(queries(), min_size=2, max_size=4), st.data())
async def test_what_a_viewer_may_not_see_changes_nothing_for_them(
    services: Services,
    db: Database,
    crowd: tuple[Profile, ...],
    where: int | None,
    asked: list[Query],
    data: st.DataObject,
) -> None:
    asker = replace(crowd[0], hidden=False, listed_in=frozenset({1, 2}))
    part = data.draw(st.sampled_from(Field))
    audience = data.draw(st.sampled_from((Audience.ONLY_ME, Audience.PLACES)))
    other = replace(crowd[1], audiences={**crowd[1].audiences, part: audience})
    changed = change(other, part, data)
    seen = plain_reading.seen(asker, other)
    assume(changed != other and part not in seen and plain_reading.seen(asker, changed) == seen)

    await only(db, (asker, other, *crowd[2:]))
    before = [await answer(services, asker, where, query) for query in asked]
    await only(db, (asker, changed, *crowd[2:]))
    after = [await answer(services, asker, where, query) for query in asked]

    assert after == before


async def only(db: Database, crowd: tuple[Profile, ...]) -> None:
    """Let these people be the only ones."""
    async with db.transaction() as conn:
        await conn.execute("DELETE FROM budgets")
        await conn.execute("DELETE FROM search_documents")
        await conn.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        await conn.execute("DELETE FROM profiles")
    await keep(db, *crowd)


async def answer(services: Services, asker: Profile, where: int | None, query: Query) -> Page:
    page = await services.search.people(asker.user_id, where, query)
    return replace(page, search_id="")


def change(person: Profile, part: Field, data: st.DataObject) -> Profile:
    """Say something else in one field."""
    if part in VALUES:
        others = [value for value in VALUES[part] if value != getattr(person, part.value)]
        return replace(person, **{part.value: data.draw(st.sampled_from(others))})
    stayed = tuple(_changed(stay, part, data) for stay in person.placements)
    return replace(person, placements=stayed)


def _changed(stay: Placement, part: Field, data: st.DataObject) -> Placement:
    other = data.draw(stays())
    return replace(stay, **{name: getattr(other, name) for name in OF_A_STAY[part]})


def ids(page: Page) -> list[int]:
    return [found.person.user_id for found in page.found]
