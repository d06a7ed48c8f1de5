"""Calendar files, read back by a parser that is not ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.domain.events import Event, State
from bot.services.calendars import calendar_file

START = datetime(2026, 12, 4, 10, tzinfo=UTC)


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


def test_a_calendar_reads_what_was_written() -> None:
    whole = Calendar.from_ical(calendar_file(event()))

    [entry] = whole.walk("VEVENT")
    assert (entry["SUMMARY"], entry["LOCATION"]) == ("Dinner, lunch; and\\more", "Café 青森")
    assert entry["DESCRIPTION"] == "Bring soup\nBEGIN:VEVENT"
    assert (entry["URL"], entry["STATUS"]) == ("https://example.org/?a=1,2", "CONFIRMED")
    assert entry.start == datetime(2026, 12, 4, 19, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert entry.end - entry.start == timedelta(hours=2)
    assert [zone["TZID"] for zone in whole.walk("VTIMEZONE")] == ["Asia/Tokyo"]


def test_a_change_is_the_same_entry_with_a_higher_number_and_a_cancellation_says_so() -> None:
    first, then = (
        Calendar.from_ical(calendar_file(event(version=n, state=state)))
        for n, state in ((0, State.PUBLISHED), (2, State.CANCELLED))
    )

    [before], [after] = first.walk("VEVENT"), then.walk("VEVENT")
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 2)
    assert (then["METHOD"], after["STATUS"]) == ("CANCEL", "CANCELLED")
    [other] = Calendar.from_ical(calendar_file(event(id=4))).walk("VEVENT")
    assert other["UID"] != before["UID"]


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize(
    "day", ["2027-03-14", "2027-03-28", "2027-04-03", "2027-10-02", "2027-11-07"]
)
def test_no_hour_is_lost_where_clocks_change(zone: str, day: str) -> None:
    """Who knows the zone, and who reads only what the file says of it, find the same moment."""
    for hour in range(36):
        start = datetime.fromisoformat(f"{day}T00:30:00Z") + timedelta(hours=hour)
        file = calendar_file(event(zone=zone, starts_at=start, ends_at=start + timedelta(hours=1)))

        whole = Calendar.from_ical(file)
        [entry] = whole.walk("VEVENT")
        assert entry.start.astimezone(UTC) == start
        for described in whole.walk("VTIMEZONE"):
            own = described.to_tz(lookup_tzid=False)
            assert entry.start.replace(tzinfo=own).astimezone(UTC) == start


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe"])
def test_a_zone_is_described_by_the_moments_at_which_its_clocks_change(zone: str) -> None:
    """By RFC 5545 a change begins at a time of the clock that ends."""
    whole = Calendar.from_ical(calendar_file(event(zone=zone)))

    [described] = whole.walk("VTIMEZONE")
    changes = [part for part in described.subcomponents if part.TZOFFSETFROM != part.TZOFFSETTO]
    assert len(changes) == 2, "to summer and back"
    for part in changes:
        for begins in (part.DTSTART, *(moment for moment, _ in part.rdates)):
            at = (begins - part.TZOFFSETFROM).replace(tzinfo=UTC)
            before, after = (
                (at + timedelta(seconds=second)).astimezone(ZoneInfo(zone)).utcoffset()
                for second in (-1, 0)
            )
            assert (before, after) == (part.TZOFFSETFROM, part.TZOFFSETTO)
