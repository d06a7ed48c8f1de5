"""What the people whom a visitor can be tell about themselves."""

from __future__ import annotations

from bot.domain.placements import Changeover, Placement, When
from bot.domain.profiles import Audience, Field, Kind, Level, OpenTo, Profile, Spoken

JET = Changeover(8, 7)


def _stay(prefecture: str, town: str, code: str, since: str, until: str, job: str) -> Placement:
    return Placement(
        id=0,
        prefecture=prefecture,
        town=town,
        town_code=code or None,
        job=job,
        since=When.parse(since),
        until=When.parse(until),
        changeover=JET,
    )


def maria() -> Profile:
    """Return Maria, without account or name."""
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="ES",
        country="PT",
        city=2267057,  # Lisbon
        languages=(
            Spoken("es", Level.NATIVE),
            Spoken("en", Level.FLUENT),
            Spoken("ja", Level.CONVERSATIONAL),
        ),
        occupation="Subtitle translator",
        work_field="translation",
        about="Apples, snow and the Neputa drums. I still dream in Tsugaru dialect.",
        open_to=frozenset({OpenTo.VISITORS, OpenTo.TRANSLATION}),
        placements=(_stay("02", "Hirosaki", "02202", "2008", "2010", "ALT"),),
    )


def james() -> Profile:
    """Return James, without account or name."""
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="GB",
        country="GB",
        city=2643743,  # London
        languages=(Spoken("en", Level.NATIVE), Spoken("ja", Level.FLUENT)),
        occupation="Secondary school teacher",
        work_field="education",
        open_to=frozenset({OpenTo.MENTORING, OpenTo.TALKS}),
        placements=(
            _stay("02", "Hirosaki", "02202", "2009-08", "2011-07", "ALT"),
            _stay("13", "Shinjuku", "13104", "2011-08", "2013-07", "CIR"),
        ),
    )


def emily() -> Profile:
    """Return Emily, without account or name."""
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="US",
        country="US",
        city=5391959,  # San Francisco
        languages=(Spoken("en", Level.NATIVE), Spoken("ja", Level.CONVERSATIONAL)),
        occupation="Pottery teacher",
        work_field="arts",
        open_to=frozenset({OpenTo.HOSTING, OpenTo.VISITORS}),
        placements=(_stay("46", "Chiran", "", "1995", "1998", "ALT"),),
        audiences={Field.OCCUPATION: Audience.PLACES, Field.CITY: Audience.PLACES},
    )


def liam() -> Profile:
    """Return Liam, without account or name."""
    return Profile(
        user_id=0,
        name="",
        kind=Kind.PARTICIPANT,
        home="NZ",
        country="JP",
        languages=(Spoken("en", Level.NATIVE), Spoken("ja", Level.BASIC)),
        placements=(_stay("39", "Kochi", "39201", "2024-08", "", "ALT"),),
    )


def noah() -> Profile:
    """Return Noah, without account or name."""
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="CA",
        country="CA",
        city=6167865,  # Toronto
        languages=(Spoken("en", Level.NATIVE), Spoken("fr", Level.FLUENT)),
        placements=(_stay("01", "Sapporo", "01100", "2016", "2019", "ALT"),),
    )


def priya() -> Profile:
    """Return Priya, without account or name."""
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="IN",
        country="SG",
        city=1880252,  # Singapore
        languages=(Spoken("hi", Level.NATIVE), Spoken("en", Level.FLUENT)),
        placements=(_stay("28", "Kobe", "28100", "2017", "2020", "CIR"),),
    )


def aoife() -> Profile:
    """Return Aoife, without account or name."""
    return Profile(
        user_id=0,
        name="",
        kind=Kind.ALUMNUS,
        home="IE",
        country="IE",
        city=2964574,  # Dublin
        languages=(Spoken("en", Level.NATIVE), Spoken("ga", Level.CONVERSATIONAL)),
        placements=(_stay("47", "Naha", "47201", "2003", "2006", "ALT"),),
    )


def mei() -> Profile:
    """Return Mei, without account or name."""
    return Profile(
        user_id=0,
        name="",
        kind=Kind.FRIEND,
        home="JP",
        country="US",
        city=5128581,  # New York
        languages=(Spoken("ja", Level.NATIVE), Spoken("en", Level.FLUENT)),
        occupation="Consular officer",
        work_field="government",
    )
