"""What people say of themselves is cleaned, checked, kept and deleted."""

from __future__ import annotations

import pytest

from bot.domain.profiles import (
    ABOUT_LENGTH,
    LANGUAGES,
    LINKS,
    NAME_LENGTH,
    Audience,
    Field,
    Kind,
    Level,
    OpenTo,
    Spoken,
)
from bot.errors import (
    LinkError,
    NameMissingError,
    NoProfileError,
    ProfileNotFoundError,
    TextTooLongError,
    TooManyError,
    UnknownChoiceError,
)
from bot.reference import languages
from bot.services.services import Services
from bot.storage import drafts
from bot.storage.database import Database
from tests.factories import make_profile
from tests.people import keep

ME = 70_707  # no month, year or count
LISBON, PORTO, LONDON = 2267057, 2735943, 2643743


async def test_a_name_is_enough_to_begin(services: Services) -> None:
    await services.profiles.describe(7, name="  Ann\u202e  Lee ")

    mine = await services.directory.own(7)
    assert mine.name == "Ann Lee"
    assert mine.listed_in == frozenset()
    assert mine.confirmed_at is not None


async def test_everything_said_is_kept(services: Services) -> None:
    said = {
        "name": "山田 花子",
        "reading": "Yamada Hanako",
        "kind": Kind.ALUMNUS,
        "home": "JP",
        "country": "PT",
        "city": LISBON,
        "languages": (Spoken("ja", Level.NATIVE), Spoken("pt", Level.BASIC)),
        "occupation": "translator",
        "work_field": "translation",
        "about": "one\n\ntwo",
        "interests": "go, hiking",
        "links": ("https://example.org/me?x=1",),
        "open_to": frozenset({OpenTo.TALKS}),
    }

    await services.profiles.describe(7, **said)  # type: ignore[arg-type]

    mine = await services.directory.own(7)
    assert {part: getattr(mine, part) for part in said} == said


async def test_what_is_not_said_stays(services: Services) -> None:
    await services.profiles.describe(7, name="Ann", about="hello", home="GB")

    await services.profiles.describe(7, about=None)

    mine = await services.directory.own(7)
    assert (mine.name, mine.about, mine.home) == ("Ann", None, "GB")


async def test_nothing_can_be_changed_before_there_is_a_name(services: Services) -> None:
    with pytest.raises(NoProfileError):
        await services.profiles.describe(7, about="hello")


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u202e", "\u3164\u2800", "\x00\x07"])
async def test_a_name_needs_something_to_see(services: Services, name: str) -> None:
    with pytest.raises(NameMissingError):
        await services.profiles.describe(7, name=name)


@pytest.mark.parametrize(
    ("said", "limit"),
    [({"name": "🎌" * 10_000}, NAME_LENGTH), ({"about": "a" * 1_001}, ABOUT_LENGTH)],
)
async def test_a_long_text_is_refused_with_its_limit(
    services: Services, said: dict[str, str], limit: int
) -> None:
    with pytest.raises(TextTooLongError) as refused:
        await services.profiles.describe(7, **({"name": "Ann"} | said))  # type: ignore[arg-type]

    assert refused.value.values["limit"] == limit
    assert refused.value.values["length"] == len(next(iter(said.values())))


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://user:secret@example.org",
        "https://example.org@evil.example",
        "https://exämple.org",
        "https://example.org/a b",
        "https://[::1",
        "example.org",
    ],
)
async def test_a_link_that_is_no_plain_https_address_is_refused(
    services: Services, link: str
) -> None:
    with pytest.raises(LinkError):
        await services.profiles.describe(7, name="Ann", links=[link])


async def test_more_than_fits_is_refused(services: Services) -> None:
    links = [f"https://example.org/{n}" for n in range(LINKS + 1)]
    codes = languages.codes()
    spoken = [Spoken(code, Level.BASIC) for code in codes[: LANGUAGES + 1]]

    with pytest.raises(TooManyError):
        await services.profiles.describe(7, name="Ann", links=links)
    with pytest.raises(TooManyError):
        await services.profiles.describe(7, name="Ann", languages=spoken)


async def test_a_language_said_twice_keeps_the_last_level(services: Services) -> None:
    said = [Spoken("ja", Level.BASIC), Spoken("fr", Level.BASIC), Spoken("ja", Level.FLUENT)]

    mine = await services.profiles.describe(7, name="Ann", languages=said)

    assert mine.languages == (Spoken("ja", Level.FLUENT), Spoken("fr", Level.BASIC))


@pytest.mark.parametrize(
    "said",
    [{"home": "XX"}, {"country": "England"}, {"city": 1}, {"work_field": "piracy"}],
)
async def test_a_code_in_no_list_is_refused(services: Services, said: dict[str, str]) -> None:
    with pytest.raises(UnknownChoiceError):
        await services.profiles.describe(7, name="Ann", **said)  # type: ignore[arg-type]


async def test_a_city_brings_its_country_and_another_country_drops_the_city(
    services: Services,
) -> None:
    mine = await services.profiles.describe(7, name="Ann", country="PT", city=LONDON)
    assert mine.country == "GB"

    mine = await services.profiles.describe(7, country="PT")
    assert mine.city is None

    mine = await services.profiles.describe(7, country="PT", city=PORTO)
    assert mine.city == PORTO


async def test_a_listed_local_who_becomes_an_alumnus_shows_no_more_than_before(
    services: Services, db: Database
) -> None:
    chosen = {Field.ABOUT: Audience.MEMBERS}
    await keep(db, make_profile(7, kind=Kind.LOCAL, home="JP", audiences=chosen))

    mine = await services.profiles.describe(7, kind=Kind.ALUMNUS)

    assert mine.audience(Field.HOME) is Audience.PLACES
    assert mine.audience(Field.ABOUT) is Audience.MEMBERS


async def test_an_audience_is_set_for_the_chosen_fields_only(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(7, about="hello", home="GB"), make_profile(8))

    await services.profiles.set_audiences(
        7, {Field.ABOUT: Audience.ONLY_ME, Field.LINKS: Audience.PLACES}
    )

    seen = await services.directory.look_up(7, viewer_id=8, server_id=1)
    assert seen.about is None
    assert seen.home == "GB"


async def test_one_switch_hides_everything_and_shows_it_again(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(7), make_profile(8))

    await services.profiles.hide(7)
    with pytest.raises(ProfileNotFoundError):
        await services.directory.look_up(7, viewer_id=8, server_id=1)

    await services.profiles.show(7)
    seen = await services.directory.look_up(7, viewer_id=8, server_id=1)
    assert seen.name == "Person 7"


async def test_confirming_renews_the_date(services: Services, db: Database) -> None:
    await keep(db, make_profile(7))

    mine = await services.profiles.confirm(7)

    assert mine.confirmed_at is not None
    assert (services.clock() - mine.confirmed_at).total_seconds() < 60
    assert (await services.directory.own(7)).confirmed_at == mine.confirmed_at


async def test_changing_what_was_imported_takes_it_over_and_hiding_it_does_not(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(7))
    async with db.transaction() as conn:
        await conn.execute("UPDATE profiles SET imported_at = '2026-01-01T00:00:00+00:00'")

    assert (await services.profiles.hide(7)).imported
    assert (await services.directory.own(7)).imported

    await services.profiles.describe(7, about="me")
    assert not (await services.directory.own(7)).imported


async def test_deleting_leaves_nothing_of_a_person_but_moderators_decisions(
    services: Services, db: Database
) -> None:
    await keep(db, make_profile(ME, about="hello"), make_profile(8))
    async with db.transaction() as conn:
        await drafts.keep(conn, ME, "about", {"name": "Ann"}, at=services.clock())

    assert await _tables_with(db, ME) >= {"profiles", "placements", "listings", "drafts"}
    await services.profiles.delete(ME)

    assert await _tables_with(db, ME) == set()
    with pytest.raises(NoProfileError):
        await services.directory.own(ME)
    with pytest.raises(NoProfileError):
        await services.profiles.delete(ME)


async def _tables_with(db: Database, user_id: int) -> set[str]:
    """Return the tables in which any column still holds the person's id."""
    found: set[str] = set()
    async with db.reader() as conn:
        names = await conn.execute_fetchall(
            "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c"
            " WHERE m.type = 'table' AND m.name NOT LIKE '%search%'"
        )
        for table, column in names:
            query = f'SELECT 1 FROM "{table}" WHERE "{column}" = ?'  # noqa: S608
            if list(await conn.execute_fetchall(query, (user_id,))):
                found.add(table)
    return found


async def test_a_local_who_left_and_becomes_an_alumnus_shows_no_more_when_back(
    services: Services, db: Database
) -> None:
    elsewhere = make_profile(8, placements=(), home="NZ", country="NZ")
    await keep(db, make_profile(7, kind=Kind.LOCAL), elsewhere)
    await services.presence.left(1, 7)
    await services.profiles.describe(7, kind=Kind.ALUMNUS)

    await services.presence.joined(1, 7)

    seen = await services.directory.look_up(7, viewer_id=8, server_id=1)
    assert seen.placements == ()
