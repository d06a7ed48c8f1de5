"""Calendar files, read back by parsers that have no line in common with what writes them."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil import tz
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from bot.domain.clocks import turns
from bot.domain.events import Event, Second, State
from bot.services.calendars import Reader, calendar_file

START = datetime(2026, 12, 4, 10, tzinfo=UTC)
READER = Reader("en", "What to bring", "If it rains")
TEXT = st.text(st.sampled_from("aB ,;:\\\"'=\n\t%^青森ｶﾞ👩‍👧üé\u2028"), max_size=120)


def event(**changes: object) -> Event:
    values: dict[str, object] = {
        "id": 3,
        "server_id": 1,
        "host_id": 5,
        "title": "Dinner, lunch; and\\more",
        "description": "Bring soup\nBEGIN:VEVENT",
        "place": "Café 青森",
        "link": "https://example.org/?a=1,2",
        "code": None,
        "channel_id": 100,
        "parent_id": None,
        "message_id": None,
        "starts_at": START,
        "ends_at": START + timedelta(hours=2),
        "zone": "Asia/Tokyo",
        "capacity": None,
        "state": State.PUBLISHED,
        "version": 0,
        "changed_at": datetime(2026, 11, 1, tzinfo=UTC),
    }
    return Event(**values | changes)  # type: ignore[arg-type]


def written(each: Event, reader: Reader = READER) -> str:
    return calendar_file(each, reader).decode()


def read(file: str) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(file)


def described(file: str) -> tzinfo:
    """Return the zone as the file alone tells it."""
    zones = tz.tzical(io.StringIO(file.replace("\r\n", "\n")))
    return zones.get()


def test_a_calendar_reads_what_was_written() -> None:
    file = written(event())

    [entry] = read(file).events
    assert (entry.summary, entry.location) == ("Dinner, lunch; and\\more", "Café 青森")
    assert entry.description == "Bring soup\nBEGIN:VEVENT"
    assert (str(entry.url), entry.status) == ("https://example.org/?a=1,2", "CONFIRMED")
    assert entry.start == datetime(2026, 12, 4, 19, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert entry.end - entry.start == timedelta(hours=2)
    assert file.index("BEGIN:VTIMEZONE") < file.index("BEGIN:VEVENT"), "zones come first"


def test_a_change_is_the_same_entry_with_a_higher_number_and_a_cancellation_says_so() -> None:
    first, then = (
        read(written(event(version=n, state=state)))
        for n, state in ((0, State.PUBLISHED), (2, State.CANCELLED))
    )

    [before], [after] = first.events, then.events
    assert before.uid == after.uid
    assert (before.sequence, after.sequence) == (0, 2)
    assert (first.method, then.method, after.status) == ("PUBLISH", "CANCEL", "CANCELLED")
    [other] = read(written(event(id=4))).events
    assert other.uid != before.uid


def test_everything_said_of_an_event_is_in_it_in_the_reader_s_language_first() -> None:
    both = event(bring="Soup", rain="Inside", second=Second("ja", "夕食", "一緒に"))

    [english] = read(written(both)).events
    [japanese] = read(written(both, Reader("ja", "持ち物", "雨の場合"))).events

    assert english.summary == "Dinner, lunch; and\\more"
    assert english.description.split("\n\n") == [
        "Bring soup\nBEGIN:VEVENT",
        "一緒に",
        "What to bring: Soup",
        "If it rains: Inside",
    ]
    assert japanese.summary == "夕食"
    assert japanese.description.split("\n\n")[0] == "一緒に"
    assert japanese.description.endswith("持ち物: Soup\n\n雨の場合: Inside")


@settings(max_examples=25)
@given(title=TEXT.map(lambda text: f"t{' '.join(text.split())}"), description=TEXT)
def test_no_text_breaks_a_file_or_comes_back_as_another(title: str, description: str) -> None:
    file = written(event(title=title, description=f"d{description}", place=title))

    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    [entry] = read(file).events
    assert (entry.summary, entry.location) == (title, title)
    assert entry.description == f"d{description}"


@st.composite
def zones_and_moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """Draw a moment of a zone, half of the time one near a change of its clocks."""
    zone = draw(st.sampled_from(sorted(available_timezones())))
    moment = draw(st.datetimes(datetime(1987, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001
    moment = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    year = moment.replace(month=1, day=1, hour=0, minute=0)
    changes = list(turns(ZoneInfo(zone), year, year + timedelta(days=365)))
    if changes and draw(st.booleans()):
        away = timedelta(minutes=draw(st.integers(-150, 150)))
        moment = draw(st.sampled_from(changes)).at + away
    return zone, moment


@settings(max_examples=50)
@given(zones_and_moments())
@example(("Africa/Casablanca", datetime(2027, 2, 16, 10, tzinfo=UTC)))
@example(("Europe/Lisbon", datetime(2027, 3, 28, 1, tzinfo=UTC)))
@example(("America/New_York", datetime(2027, 11, 7, 6, 30, tzinfo=UTC)))
@example(("Australia/Lord_Howe", datetime(2027, 4, 3, 15, 15, tzinfo=UTC)))
def test_no_hour_is_lost_in_any_zone(drawn: tuple[str, datetime]) -> None:
    """Who knows the zone, and who reads only what the file says of it, find the same moment."""
    zone, start = drawn
    file = written(event(zone=zone, starts_at=start, ends_at=start + timedelta(hours=1)))

    [entry] = read(file).events

    assert entry.start.astimezone(UTC) == start
    assert entry.end.astimezone(UTC) == start + timedelta(hours=1)
    if "BEGIN:VTIMEZONE" in file:
        own = described(file)
        for moment in (entry.start, entry.end):
            assert moment.replace(tzinfo=own).astimezone(UTC) == moment.astimezone(UTC)


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe"])
def test_a_zone_is_described_by_the_moments_at_which_its_clocks_change(zone: str) -> None:
    """By RFC 5545 a change begins at a time of the clock that ends."""
    own = described(written(event(zone=zone)))

    for at in (turn.at for turn in turns(ZoneInfo(zone), START, START + timedelta(days=365))):
        for seconds in (-1, 0):
            moment = at + timedelta(seconds=seconds)
            there = moment.astimezone(ZoneInfo(zone))
            assert moment.astimezone(own).replace(tzinfo=None) == there.replace(tzinfo=None)
