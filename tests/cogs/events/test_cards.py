"""Cards about events fit into Discord's limits, whatever people typed, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import walk_components

from bot.domain import profiles as people
from bot.domain.admission import Admission, By
from bot.domain.events import (
    DESCRIPTION_LENGTH,
    GUEST_LENGTH,
    GUESTS,
    HINT_LENGTH,
    NAMED,
    PLACE_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    About,
    Answer,
    Attendee,
    Change,
    Coming,
    Event,
    Kind,
    Second,
    Shown,
    State,
    Tally,
)
from bot.domain.pictures import ALT_LENGTH, Format, Picture
from bot.domain.polls import Poll
from bot.domain.profiles import LINK_LENGTH
from bot.domain.regions import Family, Region
from bot.domain.reminders import Timing
from bot.domain.repeats import Rule, Unit
from bot.domain.series import Scope, Series, some
from bot.i18n import Catalogues, Words
from bot.reference.repeats import dates
from bot.services.admission import A_PAGE, Approved, Asking
from bot.services.answers import NAME_LENGTH, Given, Guestlist
from bot.services.event_notes import Note
from bot.services.events import Mine
from bot.services.hosting import Edited, Foreseen, Said
from bot.services.previews import Preview
from bot.services.reminders import IN_A_MESSAGE, Reminder
from bot.services.series import Course
from bot.services.series_changes import Spread
from bot.ui.events import next_rows
from bot.ui.panel import Panel
from bot.ui.reading import shown as harmless
from cogs.admission import cards as admission
from cogs.events import answering, cards, hosting, listing, telling
from cogs.events.forms import EventForm, GuestsForm
from cogs.events.listing import Sought, Span
from cogs.events.series_cards import course_card
from cogs.events.word_forms import HintsForm, NewEventForm, PictureForm, SecondForm
from cogs.events.wording import within

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FIRST = NOW.replace(tzinfo=None)
SERIES = Series(
    1,
    1,
    None,
    Rule(Unit.WEEK, 99, (0, 1, 2, 3, 4, 5, 6), until=NOW.date() + timedelta(days=9_000)),
    "America/Argentina/ComodRivadavia",
    FIRST,
)
WORDS = {locale: Catalogues.read().words(locale) for locale in ("en", "ja")}
SECOND_WITH_ALL = WORDS_LENGTH - DESCRIPTION_LENGTH - 2 * HINT_LENGTH
PICTURE = Picture(10**9, Format.JPEG, "*" * ALT_LENGTH)
POLL = Poll(
    10**9, 1, 1, "*" * TITLE_LENGTH, None, 1, None, 1, "UTC", timedelta(hours=1), (NOW, NOW)
)
GUEST_NAMES = ("*" * GUEST_LENGTH,) * GUESTS


def event(**changes: Any) -> Event:
    values: dict[str, Any] = {
        "id": 10**9,
        "server_id": 10**18,
        "host_id": 10**18,
        "title": "*" * TITLE_LENGTH,
        "description": "*_" * (DESCRIPTION_LENGTH // 2),
        "place": "_" * PLACE_LENGTH,
        "link": "https://example.org/".ljust(LINK_LENGTH, "x"),
        "code": "p02",
        "channel_id": 10**18,
        "parent_id": None,
        "message_id": 10**18,
        "starts_at": NOW + timedelta(days=30),
        "ends_at": NOW + timedelta(days=31),
        "zone": "America/Argentina/ComodRivadavia",
        "capacity": 5_000,
        "state": State.PUBLISHED,
        "version": 3,
        "changed_at": NOW,
        "kind": Kind.MEAL,
        "bring": "*" * HINT_LENGTH,
        "rain": "_" * HINT_LENGTH,
        "second": Second("ja", "*" * TITLE_LENGTH, "会" * SECOND_WITH_ALL),
        "place_zone": "America/Argentina/ComodRivadavia",
        "series_id": 1,
        "planned": FIRST,
    }
    return Event(**values | changes)


TALLY = Tally(going=5_000, seats=5_000, waiting=5_000, maybe=5_000, no=5_000)
FULL = Shown(event(), TALLY, ("*" * NAME_LENGTH,) * NAMED, PICTURE, SERIES)
COURSE = Course(SERIES, FULL.event, (FULL.event,) * 30, tuple(some(SERIES, dates, NOW, 20)))
ANSWER = Answer(10**9, 10**18, Coming.GOING, 1, is_seated=True, guests=GUEST_NAMES)
WAITS = Answer(10**9, 10**18, Coming.GOING, 1, guests=GUEST_NAMES, is_unreachable=True)
TEA = Second("ja", "お茶")
CHANGE = Change(1, 10**9, NOW, NOW + timedelta(days=1), FULL.event.place, FULL.event.link)


def every_card() -> Iterator[Panel]:
    both = tuple(WORDS.values())
    for state in (State.PUBLISHED, State.CANCELLED):
        yield cards.event_card(Shown(event(state=state), TALLY, FULL.names), both, NOW)
    yield cards.event_card(FULL, both, NOW + timedelta(days=60))
    people = tuple(Answer(10**9, 10**18, Coming.MAYBE, n) for n in range(IN_A_MESSAGE))
    for timing in (Timing.LATE, Timing.STARTING):
        yield telling.reminder_post(Reminder(FULL.event, timing, people), both)
    for words in both:
        draft = Shown(event(state=State.DRAFT), Tally(), picture=PICTURE, series=SERIES)
        yield hosting.draft_card(draft, both, words, NOW, "*" * 300)
        yield hosting.edited_card(Edited(FULL, 5_000, 20), words, NOW)
        yield hosting.cancel_card(FULL, dict.fromkeys(Scope, (FULL,) * 20), words)
        yield hosting.cancel_card(FULL, {Scope.THIS: (FULL,)}, words)
        yield course_card(COURSE, words, NOW, "*" * 200)
        yield hosting.published_card(FULL.event, words)
        yield listing.shown_card(FULL, words, NOW)
        for span in Span:
            yield listing.list_card(
                [event(id=n) for n in range(50)], 3, Sought(span, "p02", Kind.MEAL), words
            )
        mine = tuple((event(id=10**9 + n), WAITS) for n in range(50))
        drafts = tuple(event(id=10**9 - n, state=State.DRAFT) for n in range(50))
        yield listing.mine_card(Mine(drafts, mine), [POLL] * 30, words)
        for answer in (ANSWER, WAITS):
            for is_regular in (True, False):
                given = Given(FULL.event, answer, Attendee(10**18), 4_999, is_regular)
                yield answering.answered_card(given, "*" * 32, words)
                yield answering.more_card(given, FULL.event, words)
            note = Reminder(FULL.event, Timing.ON_TIME, (answer,))
            yield telling.reminder_card(note, words)
        crowd = Guestlist(FULL.event, TALLY, (WAITS,) * 100, visible=100, is_whole=True)
        for is_host in (True, False):
            yield answering.who_card(crowd, words, is_host=is_host)
        yield from about_admission(words)
        foreseen = Foreseen(
            FULL.event, FULL.event, 5_000, True, Spread(((FULL.event, FULL.event),) * 9, SERIES)
        )
        yield hosting.preview_card(Preview(10**9, foreseen), words)
        for earlier in (Coming.GOING, Coming.MAYBE):
            asked = replace(ANSWER, coming=Coming.NO, earlier=earlier)
            anew = replace(CHANGE, asks_anew=True)
            yield telling.note_card(Note(FULL.event, About.CHANGED, 1, "en", asked, anew), words)
        for about in About:
            yield telling.note_card(Note(FULL.event, about, 1, "en", ANSWER, CHANGE), words)
        yield Panel(next_rows([FULL.event] * 3, words))


RULES = (
    Admission(By.REGION, ("p02",)),
    Admission(By.KIND, tuple(people.Kind)),
    Admission(By.ROLE, (str(10**18),) * 10),
    Admission(By.PLACED, ("02",)),
)


def about_admission(words: Words) -> Iterator[Panel]:
    """Return what is about who may come, as long as it may get."""
    both = tuple(WORDS.values())
    closing = {"closes_at": NOW, "by_approval": True, "series_id": 1}
    region = Region("p02", Family.PREFECTURE, name="*" * 60)
    for rule in RULES:
        seen = Shown(event(admission=rule, **closing), TALLY, FULL.names, regions=(region,))
        yield cards.event_card(seen, both, NOW)
        draft = replace(seen, event=replace(seen.event, state=State.DRAFT))
        yield hosting.draft_card(draft, both, words, NOW, "*" * 300)
        yield admission.rule_card(seen, words, is_new=True)
    waits = replace(WAITS, guests=GUEST_NAMES)
    asking = Asking(seen.event, (waits,) * A_PAGE, 10**9)
    done = Approved(seen.event, A_PAGE, A_PAGE)
    yield admission.asking_card(asking, {10**18: "*" * 32}, words, done)
    held = replace(ANSWER, confirm_by=NOW)
    given = Given(seen.event, held, Attendee(10**18))
    yield answering.answered_card(given, "*" * 32, words)
    yield answering.more_card(given, seen.event, words)
    for answer in (held, WAITS):
        yield telling.reminder_card(Reminder(seen.event, Timing.ON_TIME, (answer,)), words)
        yield telling.note_card(Note(seen.event, About.SEATED, 1, "en", answer), words)


def test_an_event_is_meant_by_either_title_and_named_with_the_day_of_its_place() -> None:
    late = datetime(2026, 12, 5, 23, tzinfo=UTC)
    tea = event(title="Tea", zone="Asia/Tokyo", place_zone=None, starts_at=late, second=TEA)
    assert [tea.is_meant(typed) for typed in ("", " TE ", "茶", "coffee")] == [True] * 3 + [False]
    assert (tea.day(), replace(tea, place_zone="America/New_York").day()) == (
        date(2026, 12, 6),
        date(2026, 12, 5),
    )


def test_every_card_fits() -> None:
    for panel in every_card():
        parts = list(walk_components(panel.to_components()))
        assert len(parts) <= 40
        assert sum(len(part.get("content", "")) for part in parts) <= 4_000
        named = [part["custom_id"] for part in parts if "custom_id" in part]
        assert len(named) == len(set(named))
        for part in parts:
            assert len(part.get("label", "")) <= 80
            assert len(part.get("custom_id", "")) <= 100
            assert len(part.get("components", ())) <= 5 or part["type"] != 1
            for option in part.get("options", ()):
                assert len(option["label"]) <= 100


@pytest.mark.parametrize("locale", list(WORDS))
async def test_every_form_fits(locale: str) -> None:
    async def submit(*_: object) -> None: ...

    words = WORDS[locale]
    for form in (
        NewEventForm(Said(title="*" * TITLE_LENGTH), words, submit),
        HintsForm(FULL.event, words, submit),
        SecondForm(FULL.event, "en", words, submit),
        PictureForm(PICTURE, words, submit),
        EventForm(FULL.event, words, submit),
        GuestsForm(GUEST_NAMES, words, submit),
    ):
        assert len(form.title) <= 45
        assert len(form.children) <= 5
        for part in form.to_components():
            assert len(part["label"]) <= 45
            assert len(part.get("description") or "") <= 100
        form.stop()


@given(st.lists(st.text(alphabet="ab*_<", max_size=300), min_size=1, max_size=4))
@settings(max_examples=40)
def test_texts_are_whole_where_they_fit_and_share_the_room_where_not(typed: list[str]) -> None:
    safe = [harmless(each) for each in typed]

    shown = within(typed, 600)

    if sum(map(len, safe)) <= 600:
        assert shown == safe
    assert sum(map(len, shown)) <= 600
    assert all(len(a) >= min(len(b), 60) for a, b in zip(shown, safe, strict=True))


def test_whoever_reads_alone_finds_their_language_first() -> None:
    both = event(title="Dinner", second=Second("ja", "夕食会", "食べます"), description="We eat")

    alone = [cards.event_rows(Shown(both, TALLY), (words,), NOW) for words in WORDS.values()]

    english, japanese = (
        "\n".join(part.content for part in rows if isinstance(part, discord.ui.TextDisplay))
        for rows in alone
    )
    assert english.index("Dinner") < english.index("夕食会")
    assert english.index("We eat") < english.index("食べます")
    assert japanese.index("夕食会") < japanese.index("Dinner")
    assert japanese.index("食べます") < japanese.index("We eat")


def said(panel: Panel) -> str:
    return str(panel.to_components())


def test_a_change_asks_for_the_yes_that_a_seat_waits_for() -> None:
    words = WORDS["en"]
    held = replace(ANSWER, coming=Coming.GOING, is_seated=True, confirm_by=NOW, earlier=None)

    plain = said(telling.note_card(Note(FULL.event, About.CHANGED, 1, "en", ANSWER, CHANGE), words))
    asks = said(telling.note_card(Note(FULL.event, About.CHANGED, 1, "en", held, CHANGE), words))

    assert ("Keep my answer" in plain, "is kept until" in plain) == (True, False)
    assert ("Keep my answer" in asks, "is kept until" in asks) == (False, True)
    assert f"event:confirm:{FULL.event.id}" in asks


def test_whoever_was_asked_anew_is_asked_whatever_changed_since() -> None:
    asked = replace(ANSWER, coming=Coming.NO, earlier=Coming.GOING)

    told = telling.note_card(
        Note(FULL.event, About.CHANGED, 1, "en", asked, replace(CHANGE, asks_anew=False)),
        WORDS["en"],
    )

    assert "everybody is asked anew" in said(told)


def test_old_and_new_tell_the_last_day_of_what_is_long() -> None:
    long = replace(event(), starts_at=NOW, ends_at=NOW + timedelta(days=2))
    longer = replace(long, ends_at=NOW + timedelta(days=3))

    before, after = cards.old_and_new(long, longer, WORDS["en"])

    assert f"– <t:{int(long.ends_at.timestamp())}:F>" in before
    assert f"– <t:{int(longer.ends_at.timestamp())}:F>" in after


def test_whom_one_may_see_is_never_counted_among_whom_one_may_not() -> None:
    many = Guestlist(FULL.event, Tally(going=130), (ANSWER,) * 100, visible=120, is_whole=False)

    told = said(answering.who_card(many, WORDS["en"], is_host=False))

    assert "10 more people, whom you may not see." in told
    assert "and 20 more" in told


def test_a_public_thread_of_what_is_for_some_is_told_to_the_host() -> None:
    restricted = event(admission=Admission(By.KIND, ("alumnus",)), thread_id=7)

    for private, told in ((False, True), (True, False)):
        seen = Shown(replace(restricted, thread_is_private=private), TALLY, FULL.names)
        card = said(admission.rule_card(seen, WORDS["en"], is_new=True))
        assert ("Its thread stays open" in card) is told
