"""What is kept of feeds: each state once, and no more than there is room for."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.events import State
from bot.domain.feeds import Feed, Line, Outline, What
from bot.web.keeping import Shelf
from tests.time import MONDAY, Time


def outline(code: str, version: int = 0) -> Outline:
    feed = Feed(7, 1, What.REGION, code, "Alumni", "en", MONDAY)
    return Outline(feed, (Line(3, version, "", State.PUBLISHED, 100, None),))


def test_a_feed_is_kept_until_it_changes_and_shared_by_all_who_fetch_the_same() -> None:
    shelf = Shelf(Time())
    first = shelf.find(outline("p02"))
    shelf.put(first, b"one")

    assert shelf.find(outline("p02")).body == b"one"
    changed = shelf.find(outline("p02", 1))
    assert (changed.body, changed.since) == (None, MONDAY + timedelta(seconds=1))
    # Somebody was still writing what it was before.
    shelf.put(first, b"late")
    assert shelf.find(outline("p02", 1)).body is None


def test_what_was_fetched_longest_ago_makes_room() -> None:
    shelf = Shelf(Time(), most=10)
    for code in ("p02", "p03"):
        shelf.put(shelf.find(outline(code)), b"12345")
    shelf.find(outline("p02"))

    shelf.put(shelf.find(outline("p04")), b"1")

    assert shelf.find(outline("p02")).body == b"12345"
    assert shelf.find(outline("p04")).body == b"1"
    assert shelf.find(outline("p03")).body is None
