"""What somebody changes in Discord's own event becomes of an event, if its host takes it over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Event, State
from bot.domain.mirrors import CUT, DESCRIPTION_LENGTH, card_link, face, is_cut, moved

START = datetime(2027, 1, 9, 18, tzinfo=UTC)
LINK = "https://meet.example.org/a"


def event(**changes: Any) -> Event:
    said: dict[str, Any] = {
        "id": 1,
        "server_id": 2,
        "host_id": 3,
        "title": "Dinner",
        "description": "Soup",
        "place": None,
        "link": None,
        "code": None,
        "channel_id": 4,
        "parent_id": None,
        "message_id": 5,
        "starts_at": START,
        "ends_at": START + timedelta(hours=2),
        "zone": "UTC",
        "capacity": None,
        "state": State.PUBLISHED,
        "version": 0,
        "changed_at": START,
    }
    return Event(**(said | changes))


@given(st.text(alphabet="abc \n", max_size=40), st.booleans(), st.booleans())
def test_what_nobody_changed_stays_and_the_links_that_the_bot_adds_are_not_taken_over(
    said: str, has_place: bool, has_link: bool
) -> None:
    known = event(
        description=said.strip() or None,
        place="Café" if has_place else None,
        link=LINK if has_link else None,
    )
    mine = face(known)
    assert moved(known, mine, mine) == {}
    assert card_link(known) in mine.description

    theirs = replace(mine, description=f"{mine.description}\nNew")
    kept = moved(known, mine, theirs)["description"]

    assert isinstance(kept, str)
    assert kept.endswith("New")
    assert LINK not in kept
    assert card_link(known) not in kept


def test_a_place_becomes_a_place_and_an_address_a_link() -> None:
    cafe = event(place="Café", link=LINK)
    mine = face(cafe)
    assert moved(cafe, mine, replace(mine, name="Lunch", location="Park")) == {
        "title": "Lunch",
        "place": "Park",
    }
    other = "https://meet.example.org/b"
    assert moved(cafe, mine, replace(mine, location=other)) == {"link": other, "place": None}
    call = event(link=LINK)
    assert moved(call, face(call), replace(face(call), location=other)) == {"link": other}


def test_a_description_that_was_cut_is_never_taken_over_without_its_end() -> None:
    known = event(description="x" * 2_000)
    mine = face(known)
    assert is_cut(mine)
    assert CUT in mine.description
    assert len(mine.description) == DESCRIPTION_LENGTH

    assert moved(known, mine, replace(mine, description="Short")) == {}
