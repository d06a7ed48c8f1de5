"""Times as people write them, in their language and by their clock."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.times import Doubt, Moment, Reading, Shift, from_exact, place
from bot.reference import zones
from bot.reference.times import read

NOW = datetime(2026, 11, 26, 12, 34, 56, tzinfo=UTC)  # a Thursday
LISBON, TOKYO = "Europe/Lisbon", "Asia/Tokyo"


def understood(typed: str, language: str = "en-US", zone: str = LISBON) -> Reading:
    return read(typed, zone=zone, language=language, now=NOW)


def shown(reading: Reading) -> list[str]:
    return [f"{moment.local:%a %Y-%m-%d %H:%M}" for moment in reading.moments]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("Friday 7pm", "Fri 2026-11-27 19:00"),
        ("fri. 7 p.m.", "Fri 2026-11-27 19:00"),
        ("sat 7pm", "Sat 2026-11-28 19:00"),
        ("Mon 19:00", "Mon 2026-11-30 19:00"),
        ("2pm on sat", "Sat 2026-11-28 14:00"),
        ("5th of next month 7pm", "Sat 2026-12-05 19:00"),
        ("the 5th next month 7pm", "Sat 2026-12-05 19:00"),
        ("12 Dec 19:00", "Sat 2026-12-12 19:00"),
        ("Dec 12 at 7pm", "Sat 2026-12-12 19:00"),
        ("Sat 12 Dec 19:00", "Sat 2026-12-12 19:00"),
        ("December 24, 2026 6:30 PM", "Thu 2026-12-24 18:30"),
        ("the 24th of december at 18:00", "Thu 2026-12-24 18:00"),
        ("2026-12-24 18:30", "Thu 2026-12-24 18:30"),
        ("2026-12-24T18:30", "Thu 2026-12-24 18:30"),
        ("24/12/2026 18:00", "Thu 2026-12-24 18:00"),
        ("13/12 19:00", "Sun 2026-12-13 19:00"),
        ("12/12 19:00", "Sat 2026-12-12 19:00"),
        ("in 3 hours", "Thu 2026-11-26 15:34"),
        ("in 1h 30m", "Thu 2026-11-26 14:04"),
        ("half an hour from now", "Thu 2026-11-26 13:04"),
        ("tomorrow at noon", "Fri 2026-11-27 12:00"),
        ("tomorrow morning 9", "Fri 2026-11-27 09:00"),
        ("tmrw 07:30", "Fri 2026-11-27 07:30"),
        ("tonight at 8", "Thu 2026-11-26 20:00"),
        ("day after tomorrow 10am", "Sat 2026-11-28 10:00"),
        ("in 2 weeks 7pm", "Thu 2026-12-10 19:00"),
        ("a week from today 18:00", "Thu 2026-12-03 18:00"),
        ("Saturday next week 15:00", "Sat 2026-12-05 15:00"),
        ("this sunday 15:00", "Sun 2026-11-29 15:00"),
        ("next Thursday 9am", "Thu 2026-12-03 09:00"),
        ("Thursday 19:00", "Thu 2026-11-26 19:00"),
        ("Thursday 9am", "Thu 2026-12-03 09:00"),
        ("19:00", "Thu 2026-11-26 19:00"),
        ("7am", "Fri 2026-11-27 07:00"),
        ("24:00 tomorrow", "Sat 2026-11-28 00:00"),
        ("12am tomorrow", "Fri 2026-11-27 00:00"),
        ("19:00 JST tomorrow", "Fri 2026-11-27 10:00"),
        ("1 Feb 12:00 utc", "Mon 2027-02-01 12:00"),
        ("<t:1800000000:F>", "Fri 2027-01-15 08:00"),
        ("<t:1800000000>", "Fri 2027-01-15 08:00"),
        ("2026-12-24T18:30+09:00", "Thu 2026-12-24 09:30"),
        ("2026-12-24 18:30Z", "Thu 2026-12-24 18:30"),
        ("18:30 UTC+9", "Fri 2026-11-27 09:30"),
        ("29 feb 10am", "Tue 2028-02-29 10:00"),
        ("the 15th at 7pm", "Tue 2026-12-15 19:00"),
        ("tomorrow, 7 in the evening", "Fri 2026-11-27 19:00"),
        ("tonight 12", "Fri 2026-11-27 00:00"),
        ("the coming friday at 19:00", "Fri 2026-11-27 19:00"),
        ("3rd Friday of December 7pm", "Fri 2026-12-18 19:00"),
        ("the last Saturday of January 15:00", "Sat 2027-01-30 15:00"),
        ("first Monday in March 10am", "Mon 2027-03-01 10:00"),
        ("second saturday 7pm", "Sat 2026-12-12 19:00"),
        ("third friday next month at 19:00", "Fri 2026-12-18 19:00"),
        ("last friday of november 19:00", "Fri 2026-11-27 19:00"),
        ("tomorrow at half past seven in the evening", "Fri 2026-11-27 19:30"),
        ("quarter to eight tonight", "Thu 2026-11-26 19:45"),
        ("friday 20 past 8 pm", "Fri 2026-11-27 20:20"),
        ("seven pm tomorrow", "Fri 2026-11-27 19:00"),
        ("this evening at eight", "Thu 2026-11-26 20:00"),
        ("New Year's Eve 8pm", "Thu 2026-12-31 20:00"),
        ("friday 7pm Tokyo time", "Fri 2026-11-27 10:00"),
    ],
)
def test_english_is_understood(typed: str, means: str) -> None:
    reading = understood(typed)

    assert (reading.doubt, shown(reading)) == (None, [means])


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("明日の19時", "Fri 2026-11-27 19:00"),
        ("土曜 19:00開始", "Sat 2026-11-28 19:00"),
        ("土曜19時より", "Sat 2026-11-28 19:00"),
        ("土曜の昼11時", "Sat 2026-11-28 11:00"),
        ("お昼の1時 土曜", "Sat 2026-11-28 13:00"),
        ("土曜の午後11時", "Sat 2026-11-28 23:00"),
        ("来週の金曜日 午後7時", "Fri 2026-12-04 19:00"),
        ("来週金曜19時", "Fri 2026-12-04 19:00"),
        ("再来週の月曜日 10時", "Mon 2026-12-07 10:00"),
        ("今週の土曜 10:00", "Sat 2026-11-28 10:00"),
        ("今度の土曜日の午後3時半", "Sat 2026-11-28 15:30"),
        ("土 19:00", "Sat 2026-11-28 19:00"),
        ("12月24日 18時半", "Thu 2026-12-24 18:30"),
        ("12月24日(木) 18:30", "Thu 2026-12-24 18:30"),
        ("１２月２４日　１８：３０から", "Thu 2026-12-24 18:30"),
        ("2026年12月24日18時", "Thu 2026-12-24 18:00"),
        ("令和8年12月24日 午後六時半", "Thu 2026-12-24 18:30"),
        ("来年1月5日 10:00", "Tue 2027-01-05 10:00"),
        ("来月5日 10時", "Sat 2026-12-05 10:00"),
        ("5日10時", "Sat 2026-12-05 10:00"),
        ("31日 19:00", "Thu 2026-12-31 19:00"),
        ("12/24 19時〜", "Thu 2026-12-24 19:00"),
        ("12/5 19:00", "Sat 2026-12-05 19:00"),
        ("明後日 19:30", "Sat 2026-11-28 19:30"),
        ("あさっての朝9時", "Sat 2026-11-28 09:00"),
        ("しあさって 19時", "Sun 2026-11-29 19:00"),
        ("明日の夜7時", "Fri 2026-11-27 19:00"),
        ("明日の正午", "Fri 2026-11-27 12:00"),
        ("明日25時", "Sat 2026-11-28 01:00"),
        ("3時間後", "Fri 2026-11-27 00:34"),
        ("1時間半後", "Thu 2026-11-26 23:04"),
        ("2週間後の19時", "Thu 2026-12-10 19:00"),
        ("三日後 19時", "Sun 2026-11-29 19:00"),
        ("next week friday 7pm", "Fri 2026-12-04 19:00"),
        ("12月の第三金曜日 19時", "Fri 2026-12-18 19:00"),
        ("来月の第2土曜 15時", "Sat 2026-12-12 15:00"),
        ("第3金曜19時", "Fri 2026-12-18 19:00"),
        ("12月最終土曜日 19時", "Sat 2026-12-26 19:00"),
        ("正午", "Fri 2026-11-27 12:00"),
        ("大晦日 20時", "Thu 2026-12-31 20:00"),
    ],
)
def test_japanese_is_understood(typed: str, means: str) -> None:
    reading = understood(typed, "ja", TOKYO)

    assert (reading.doubt, shown(reading)) == (None, [means])


@pytest.mark.parametrize(
    ("language", "typed", "means"),
    [
        ("pt-BR", "24 de dezembro 19:00", "Thu 2026-12-24 19:00"),
        ("pt-BR", "sexta-feira 19h", "Fri 2026-11-27 19:00"),
        ("de", "24. Dezember 19 Uhr", "Thu 2026-12-24 19:00"),
        ("pt-BR", "明日の19時", "Fri 2026-11-27 19:00"),
        ("pt-BR", "sexta que vem às 19h", "Fri 2026-11-27 19:00"),
        ("pt-BR", "meio-dia de sábado", "Sat 2026-11-28 12:00"),
        ("de", "heute Abend um 20 Uhr", "Thu 2026-11-26 20:00"),
        ("de", "kommenden Freitag 19:30 Uhr", "Fri 2026-11-27 19:30"),
        ("fr", "ce soir à 20 h", "Thu 2026-11-26 20:00"),
        ("fr", "24 décembre à midi", "Thu 2026-12-24 12:00"),
        ("es-ES", "viernes a las 7 de la tarde", "Fri 2026-11-27 19:00"),
        ("es-ES", "pasado mañana 19:00", "Sat 2026-11-28 19:00"),
        ("it", "stasera alle 20", "Thu 2026-11-26 20:00"),
        ("nl", "vrijdag 19u30", "Fri 2026-11-27 19:30"),
        ("pl", "w sobotę o 19:00", "Sat 2026-11-28 19:00"),
        ("ko", "다음 주 금요일 오후 7시 반", "Fri 2026-12-04 19:30"),
        ("ko", "12월 24일 18시", "Thu 2026-12-24 18:00"),
        ("zh-CN", "下周五晚上7点", "Fri 2026-12-04 19:00"),
        ("zh-TW", "週六下午3點半", "Sat 2026-11-28 15:30"),
    ],
)
def test_the_language_of_the_members_discord_is_understood_too(
    language: str, typed: str, means: str
) -> None:
    assert shown(understood(typed, language)) == [means]


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("de", "nächsten Freitag 19 Uhr"),
        ("fr", "vendredi prochain à 19h"),
        ("es-ES", "el próximo viernes a las 19:00"),
        ("pt-BR", "próxima sexta-feira às 19h"),
        ("it", "venerdì prossimo alle 19"),
        ("nl", "volgende vrijdag 19:00"),
        ("pl", "następny piątek o 19:00"),
    ],
)
def test_a_next_friday_that_may_be_either_is_asked_about(language: str, typed: str) -> None:
    reading = understood(typed, language)

    assert reading.doubt is Doubt.AMBIGUOUS
    assert shown(reading) == ["Fri 2026-11-27 19:00", "Fri 2026-12-04 19:00"]


@pytest.mark.parametrize(
    ("typed", "doubt", "may_mean"),
    [
        ("5/6 19:00", Doubt.AMBIGUOUS, ["Thu 2027-05-06 19:00", "Sat 2027-06-05 19:00"]),
        ("3/4/27 19:00", Doubt.AMBIGUOUS, ["Thu 2027-03-04 19:00", "Sat 2027-04-03 19:00"]),
        ("7", Doubt.AMBIGUOUS, ["Thu 2026-11-26 19:00", "Fri 2026-11-27 07:00"]),
        ("tomorrow 7:30", Doubt.AMBIGUOUS, ["Fri 2026-11-27 07:30", "Fri 2026-11-27 19:30"]),
        ("5/6", Doubt.AMBIGUOUS, ["Thu 2027-05-06 19:00", "Sat 2027-06-05 19:00"]),
        ("friday midnight", Doubt.AMBIGUOUS, ["Fri 2026-11-27 00:00", "Sat 2026-11-28 00:00"]),
        ("Fri 12 Dec 19:00", Doubt.CONTRADICTORY, ["Fri 2026-12-11 19:00", "Sat 2026-12-12 19:00"]),
        ("fri half past 7", Doubt.AMBIGUOUS, ["Fri 2026-11-27 07:30", "Fri 2026-11-27 19:30"]),
        ("last Wed 7pm", Doubt.AMBIGUOUS, ["Wed 2026-12-02 19:00", "Wed 2026-12-30 19:00"]),
        ("Fri night 1am", Doubt.AMBIGUOUS, ["Fri 2026-11-27 01:00", "Sat 2026-11-28 01:00"]),
        (
            "3rd Friday 7pm",
            Doubt.CONTRADICTORY,
            ["Thu 2026-12-03 19:00", "Fri 2026-12-04 19:00", "Fri 2026-12-18 19:00"],
        ),
        ("weekend 7pm", Doubt.AMBIGUOUS, ["Sat 2026-11-28 19:00", "Sun 2026-11-29 19:00"]),
        ("yesterday 19:00", Doubt.PAST, ["Thu 2026-11-26 19:00"]),
        ("today 7am", Doubt.PAST, ["Fri 2026-11-27 07:00"]),
        ("25 nov 19:00", Doubt.PAST, ["Thu 2027-11-25 19:00"]),
        ("2025-12-24 18:30", Doubt.PAST, ["Thu 2026-12-24 18:30"]),
        ("3 hours ago", Doubt.PAST, ["Fri 2026-11-27 09:34"]),
        ("<t:1:R>", Doubt.PAST, []),
        ("2 jan 2090 10am", Doubt.FAR, []),
        ("9999-12-31 24:00", Doubt.FAR, []),
        ("0001-01-01 00:00 JST", Doubt.FAR, []),
        ("<t:253402300799:F>", Doubt.FAR, []),
    ],
)
def test_what_is_not_clear_comes_with_what_may_be_meant(
    typed: str, doubt: Doubt, may_mean: list[str]
) -> None:
    reading = understood(typed)

    assert (reading.doubt, shown(reading)) == (doubt, may_mean)


def test_a_day_alone_comes_with_times_of_that_day() -> None:
    reading = understood("next week friday")

    assert reading.doubt is Doubt.CLOCK_MISSING
    assert len(reading.moments) > 2
    assert {moment.local.date().isoformat() for moment in reading.moments} == {"2026-12-04"}


def test_a_part_of_a_day_comes_with_its_own_times() -> None:
    reading = understood("明日の朝", "ja", TOKYO)

    assert reading.doubt is Doubt.CLOCK_MISSING
    assert shown(reading)[0] == "Fri 2026-11-27 08:00"
    assert all(moment.local.hour < 12 for moment in reading.moments)


def test_next_friday_is_that_of_the_next_week_and_the_coming_one_is_offered_beside_it() -> None:
    reading = understood("next Friday 7pm")

    assert (reading.doubt, shown(reading)) == (
        None,
        ["Fri 2026-12-04 19:00", "Fri 2026-11-27 19:00"],
    )
    on_friday = read("next friday 7pm", zone=LISBON, language="en", now=NOW + timedelta(days=1))
    assert shown(on_friday) == ["Fri 2026-12-04 19:00"]


def test_the_hour_that_is_left_of_a_day_is_clear() -> None:
    assert shown(understood("today at 7")) == ["Thu 2026-11-26 19:00"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "foo",
        "- の -",
        "19:00-21:00",
        "7pm-9pm tomorrow",
        "12/24 19時〜21時",
        "tomorrow 1900",
        "in 99999999 hours",
        "tomorrow 5 7pm",
        "a week on friday 7pm",
        "monday or tuesday 19:00",
        "not friday 7pm",
        "tomorrow 25:70",
        "13pm",
        "午前19時",
        "31 feb 10:00",
        "2026-02-30 10:00",
        "99/99 10:00",
        "next month",
        "next week 19:00",
        "every friday 19:00",
        "5th friday of february 7pm",
        "half eight friday",
        "3rd friday of nonsense 7pm",
        "tomorrow 7pm PST",
        "<t:999999999999:F>",
        "1" * 101,
    ],
)
def test_what_cannot_be_read_is_not_guessed(typed: str) -> None:
    assert understood(typed) == Reading(doubt=Doubt.UNREADABLE)


def test_clock_changes_are_told() -> None:
    [moved] = understood("28 mar 2027 1:30am").moments
    [first] = understood("31 oct 2027 01:30").moments

    assert (moved.shift, f"{moved.local:%H:%M}") == (Shift.MOVED, "02:30")
    assert (first.shift, first.at) == (Shift.FIRST, datetime(2027, 10, 31, 0, 30, tzinfo=UTC))


@given(
    st.sampled_from(sorted(zones.names().values())),
    st.datetimes(datetime.fromisoformat("1987-01-01"), datetime.fromisoformat("2037-12-31")),
)
@settings(max_examples=100)
def test_what_is_written_in_full_is_placed_and_taken_as_it_was_offered(
    zone: str, wall: datetime
) -> None:
    wall = wall.replace(second=0, microsecond=0)
    now = wall.replace(tzinfo=UTC) - timedelta(days=3)

    reading = read(f"{wall:%Y-%m-%d %H:%M}", zone=zone, language="ja", now=now)

    assert reading == Reading((place(wall, zone),))
    [offered] = reading.moments
    assert from_exact(offered.exact, "UTC") == offered
    assert read(offered.exact, zone="UTC", language="en", now=now) == reading
    discord = f"<t:{int(offered.at.timestamp())}:F>"
    assert read(discord, zone=zone, language="en", now=now).moments[0].at == offered.at


PIECES = ["7", "19:00", "pm", "noon", "次", "の", "金曜", "来週", "12月", "5/6", "fri", "dec", "in"]
PIECES += ["half past", "quarter to", "last", "第3", "of", "weekend", "来月", "eight"]
PIECES += ["3", "hours", "-", "2026", "後", "日", "<t:", "at", "tomorrow", "今夜", "JST", "+", "半"]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=6).map(" ".join))
@settings(max_examples=60)
def test_whatever_is_written_is_to_come_or_doubted(typed: str) -> None:
    reading = understood(typed, "ja", TOKYO)

    assert all(isinstance(moment, Moment) for moment in reading.moments)
    if reading.doubt is None:
        assert reading.moments
        assert all(moment.at > NOW for moment in reading.moments)
    elif reading.doubt is not Doubt.PAST:
        assert all(moment.at > NOW for moment in reading.moments)


def test_the_parser_is_not_loaded_before_somebody_writes_a_day() -> None:
    code = "import sys, bot.reference.times; sys.exit('dateparser' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "typed", ["7th of next week 7pm", "1 next week 7pm", "1 days after tomorrow 7pm"]
)
def test_a_number_beside_next_week_is_no_count_of_weeks(typed: str) -> None:
    assert understood(typed).doubt is Doubt.UNREADABLE


def test_an_offset_that_no_zone_has_is_not_read() -> None:
    assert understood("Friday 7pm UTC-13").doubt is Doubt.UNREADABLE
    assert shown(understood("Friday 7pm UTC-12")) == ["Sat 2026-11-28 07:00"]
    assert shown(understood("Friday 7pm UTC+14")) == ["Fri 2026-11-27 05:00"]
