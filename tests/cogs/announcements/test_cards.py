"""Cards about announcements fit into a message, whatever is in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.addressees import Addressees, Circle, Reach, Sort, Term
from bot.domain.announcements import ROOM, WHY_LENGTH, About, Announcement, Copy, Delivery, State
from bot.domain.regions import Family, Region
from bot.i18n import Catalogues
from bot.services.addressees import Reached
from bot.services.announcement_rows import Note
from bot.services.announcements import Heard, Preview, Status
from cogs.announcements.cards import Seen, announcement_card, draft_card, excess
from cogs.announcements.places import Sight
from cogs.announcements.status import list_card, status_card
from cogs.announcements.telling import note_card

CATALOGUES = Catalogues.read()
EACH = (CATALOGUES.words("en"), CATALOGUES.words("ja"))
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
SNOWFLAKE = 1_400_000_000_000_000_000
IDS = tuple(range(SNOWFLAKE, SNOWFLAKE + 127))
REGIONS = tuple(Region(f"o{n}", Family.OWN, "長" * 60) for n in range(127))
TERMS = tuple(Term(Sort.REGION, f"o{n}") for n in range(60))
LARGEST = Announcement(
    id=10**9,
    server_id=SNOWFLAKE,
    user_id=SNOWFLAKE,
    locale="en",
    english="*" * (ROOM // 4),
    japanese="_" * (ROOM // 4),
    addressees=Addressees(TERMS, TERMS),
    channels=(),
    roles=IDS[:25],
    pings_in=SNOWFLAKE,
    due_at=NOW + timedelta(days=1),
    state=State.DRAFT,
    approved=False,
    approver_user_id=SNOWFLAKE,
    written_at=NOW,
)


def seen(announcement: Announcement) -> Seen:
    reach = Reach(Circle(roles=frozenset(IDS)))
    roles = {region.code: role for region, role in zip(REGIONS, IDS, strict=True)}
    reached = Reached(reach, REGIONS, IDS, roles, REGIONS, REGIONS, 10**6)
    preview = Preview(announcement, reached, approval_above=10**6, lately=REGIONS)
    sight = Sight(Heard(dict.fromkeys(IDS, 10**6), 10**6), IDS, IDS)
    return Seen(preview, sight, lambda _: "長" * 60, NOW)


@pytest.mark.parametrize("words", EACH, ids=("en", "ja"))
def test_the_largest_of_everything_fits(words: object) -> None:
    copies = tuple(
        Copy(1, each, Delivery.WAITING, refusal="unknown", details={"code": 50013}) for each in IDS
    )
    sent = replace(LARGEST, state=State.SENT)
    waiting = replace(LARGEST, state=State.WAITING)
    may = {"may_change": True, "may_approve": True}
    cards = (
        announcement_card(LARGEST, EACH, LARGEST.roles),
        draft_card(seen(LARGEST), EACH, words),  # type: ignore[arg-type]
        status_card(Status(waiting, (), **may), seen(waiting), EACH, words, 0),  # type: ignore[arg-type]
        status_card(Status(sent, copies, **may), None, EACH, words, 1),  # type: ignore[arg-type]
        list_card([LARGEST] * 25, NOW, words),  # type: ignore[arg-type]
    )

    assert [card.content_length() for card in cards if card.content_length() > 4_000] == []
    assert all(card.total_children_count <= 40 for card in cards)
    assert excess(*LARGEST.texts) == 0


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_an_author_reads_what_became_of_it_why_and_what_to_do(locale: str) -> None:
    words = CATALOGUES.words(locale)
    for about in About:
        for why in ("", "*" * WHY_LENGTH):
            panel = note_card(Note(LARGEST, about, why), words)
            [told] = [each.content for each in panel.walk_children() if hasattr(each, "content")]
            assert f"#{LARGEST.id}" in told
            assert ("\\*" * WHY_LENGTH in told) is bool(why)
            assert about is About.APPROVED or "/announce list" in told
            assert len(told) <= 4_000


def test_what_needs_somebody_stands_first() -> None:
    copies = (
        Copy(1, 1, Delivery.POSTED, 11),
        Copy(1, 2, Delivery.WAITING),
        Copy(1, 3, Delivery.WAITING, refusal="forbidden", details={"code": 50001}),
    )
    card = status_card(Status(replace(LARGEST, state=State.SENT), copies), None, EACH, EACH[0], 0)

    told = str(card.to_components())
    assert (
        told.index("<#3>: refused") < told.index("<#2>: on its way") < told.index("<#1>: [posted]")
    )


def test_what_was_approved_needs_nobody_any_more() -> None:
    approved = replace(LARGEST, state=State.SENT, approved=True)

    waits = draft_card(seen(LARGEST), EACH, EACH[0])
    card = status_card(Status(approved, (), may_change=True), seen(approved), EACH, EACH[0], 0)

    assert "has to approve" in str(waits.to_components())
    assert "has to approve" not in str(card.to_components())
