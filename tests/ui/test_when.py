"""What people read of a time before it is taken, and when it is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.times import Moment, Shift, from_exact, seen_from
from bot.errors import (
    AmbiguousTimeError,
    ClockMissingError,
    FarTimeError,
    LongPastTimeError,
    NotATimeError,
    PastTimeError,
    UserError,
    WrongWeekdayError,
    ZoneMissingError,
)
from bot.i18n import Catalogues
from bot.reference import times, zones
from bot.ui.autocomplete import WhenOption
from bot.ui.failures import refusal
from bot.ui.times import label, shift_note, zone_label

CATALOGUES = Catalogues.read()
NOW = datetime(2026, 11, 26, 12, 34, 56, tzinfo=UTC)


class Client:
    """As much of a client as an option asks."""

    def __init__(self, zone: str | None) -> None:
        self.catalogues = CATALOGUES
        self._zone = zone

    async def zone_of(self, user_id: int) -> str:
        if self._zone is None:
            raise ZoneMissingError
        return self._zone


def typing(zone: str | None = "Europe/Lisbon", locale: str = "en-US") -> Any:
    return SimpleNamespace(
        client=Client(zone),
        locale=discord.Locale(locale),
        created_at=NOW,
        user=SimpleNamespace(id=7),
    )


async def offered(typed: str, **who: Any) -> list[tuple[str, str]]:
    choices = await WhenOption().autocomplete(typing(**who), typed)
    return [(choice.name, str(choice.value)) for choice in choices]


@pytest.mark.parametrize(
    ("typed", "zone", "locale", "shown"),
    [
        (
            "12 Dec 19:00",
            "Europe/Lisbon",
            "en-GB",
            "Sat, Dec 12, 2026, 7:00 PM, Lisbon time (in 2 weeks)",
        ),
        ("in 3 hours", "UTC", "en-US", "Thu, Nov 26, 2026, 3:34 PM, UTC time (in 3 hours)"),
        (
            "明日の19時",
            "Asia/Tokyo",
            "ja",
            "2026年11月27日(金) 19:00、東京時間（21 時間後）",
        ),
        (
            "28 Mar 2027 1:30am",
            "Europe/Lisbon",
            "en-US",
            "Sun, Mar 28, 2027, 2:30 AM, Lisbon time (in 4 months) Moved: clocks skip 1:30 AM.",
        ),
        (
            "2027-10-31 01:30",
            "Europe/Lisbon",
            "ja",
            "2027年10月31日(日) 1:30、リスボン時間（11 か月後） 時計が戻るため2回あり、1回目です。",
        ),
    ],
)
async def test_what_was_understood_is_shown_and_is_what_is_taken(
    typed: str, zone: str, locale: str, shown: str
) -> None:
    [(name, value)] = await offered(typed, zone=zone, locale=locale)

    assert name.replace("\u202f", " ") == shown
    taken = await WhenOption().transform(typing(zone, locale), value)
    assert taken == await WhenOption().transform(typing(zone, locale), typed)
    assert taken == from_exact(value, zone)
    # Whoever changes their zone between picking and sending still gets what was shown.
    assert await WhenOption().transform(typing("Asia/Seoul"), value) == taken


async def test_what_only_some_mean_is_offered_second() -> None:
    first, second = await offered("next Friday 7pm")

    assert (first[0][:12], second[0][:12]) == ("Fri, Dec 4, ", "Fri, Nov 27,")
    taken = await WhenOption().transform(typing(), "next Friday 7pm")
    assert taken.exact == first[1]


@given(
    st.sampled_from(sorted(zones.names().values())),
    st.datetimes(datetime.fromisoformat("1987-01-01"), datetime.fromisoformat("2037-12-31")),
    st.sampled_from(["en", "ja"]),
)
@settings(max_examples=60)
def test_what_is_shown_read_again_is_the_same_moment(
    zone: str, naive: datetime, locale: str
) -> None:
    at = naive.replace(tzinfo=UTC, second=0, microsecond=0)
    words, moment = CATALOGUES.words(locale), seen_from(at, zone)

    shown = f"{words.weekday(moment.local)} {words.time(moment.local)}"

    now = at - timedelta(days=3)
    [again] = times.read(shown, zone=zone, language=locale, now=now).moments
    assert again.wall == moment.wall.replace(second=0)
    assert again.shift is Shift.FIRST or abs(again.at - at) < timedelta(minutes=1)
    assert label(moment, now, words).startswith(words.weekday(moment.local))


async def test_what_may_mean_several_is_offered_as_each_of_them() -> None:
    choices = await offered("5/6 7")

    assert len(choices) == 4
    moments = [await WhenOption().transform(typing(), value) for _, value in choices]
    assert len({moment.at for moment in moments}) == 4


async def test_nothing_is_offered_for_nothing_and_a_hint_without_a_zone() -> None:
    assert await offered("  ") == []
    assert await offered("foo") == []
    assert await offered("7pm", zone=None) == [("First give your time zone with /time set", "7pm")]


@pytest.mark.parametrize(
    ("typed", "error", "says"),
    [
        ("5/6 19:00", AmbiguousTimeError, "Thu, May 6, 2027"),
        ("friday", ClockMissingError, "at what time. For example"),
        ("Fri 12 Dec 19:00", WrongWeekdayError, "Fri, Dec 11, 2026"),
        ("yesterday 19:00", PastTimeError, "Thu, Nov 26, 2026"),
        ("<t:1:F>", LongPastTimeError, "still to come"),
        ("1 jan 2090 10am", FarTimeError, "10 years"),
        ("whenever you like", NotATimeError, "next Friday 7pm"),
    ],
)
async def test_what_is_not_clear_is_refused_with_a_suggestion(
    typed: str, error: type[UserError], says: str
) -> None:
    with pytest.raises(error) as refused:
        await WhenOption().transform(typing(), typed)

    for locale in ("en", "ja"):
        told = refusal(refused.value, CATALOGUES.words(locale))
        assert says in told or locale == "ja"
        assert len(told) < 1_000


async def test_without_a_zone_a_time_is_refused() -> None:
    with pytest.raises(ZoneMissingError):
        await WhenOption().transform(typing(None), "tomorrow 19:00")


def test_a_moment_without_a_change_has_no_note() -> None:
    moment: Moment = seen_from(NOW, "Asia/Tokyo")

    assert shift_note(moment, CATALOGUES.words("en")) == ""
    assert "21:34" in label(moment, NOW, CATALOGUES.words("ja"))


def test_labels_of_zones_fit_whatever_the_place_is_called() -> None:
    for locale in ("en", "ja"):
        words = CATALOGUES.words(locale)
        for zone in list(zones.names().values())[::5]:
            named = zone_label(zone, NOW, words)
            assert zone in named
            assert len(named) <= 100
