"""What people read of hosts and of questions fits, and names the event, however long all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from discord.ui import TextDisplay

from bot.domain.cohosts import Heir
from bot.domain.events import TITLE_LENGTH
from bot.domain.host_notes import Said
from bot.domain.inquiries import ANSWER_LENGTH, QUESTION_LENGTH, Inquiry, Part
from bot.i18n import Catalogues, Words
from bot.services.host_notes import HostNote
from bot.services.inquiries import Brought
from bot.services.takeovers import Told
from bot.ui.panel import Panel
from cogs.cohosts import cards as hosts
from cogs.inquiries import cards as inquiries
from tests.domain.test_mirrors import event

LONG = event(title="*" * TITLE_LENGTH, thread_id=9, thread_is_private=True)
ASKED = Inquiry(1, 1, 10**18, "*" * 32, "*" * QUESTION_LENGTH, datetime(2027, 1, 1, tzinfo=UTC), 1)


def every_card(words: Words) -> Iterator[Panel]:
    for said in Said:
        yield hosts.note_card(HostNote(LONG, said, 10**18, 10**18, "en"), words)
    for heir in Heir:
        yield hosts.takeover_card(Told(LONG, heir, None), (words,))
    for card in (hosts.added_card, hosts.removed_card, hosts.offered_card):
        yield card(LONG, 10**18, words)
    for card in (hosts.accepted_card, hosts.declined_card, hosts.stepped_down_card):
        yield card(LONG, words)
    for part in Part:
        yield inquiries.brought_card(Brought(ASKED, LONG, part, "en"), words)
    yield inquiries.asked_card(LONG, words)


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_every_card_names_the_event_and_fits(locale: str) -> None:
    for panel in every_card(Catalogues.read().words(locale)):
        texts = [each.content for each in panel.walk_children() if isinstance(each, TextDisplay)]
        assert "\\*" * TITLE_LENGTH in "".join(texts)
        assert panel.content_length() <= 4_000
        assert panel.total_children_count <= 40


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_a_question_and_its_answer_fit(locale: str) -> None:
    words = Catalogues.read().words(locale)
    assert inquiries.answered_card(ASKED, "*" * ANSWER_LENGTH, words).content_length() <= 4_000
