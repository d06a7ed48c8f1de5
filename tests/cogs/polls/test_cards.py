"""Cards of polls fit into Discord's limits, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from simcord.components import walk_components

from bot.domain.events import TITLE_LENGTH
from bot.domain.polls import MOST, Count, Poll, Polled, State
from bot.i18n import Catalogues
from bot.services.polls import Answered, Closed
from bot.ui.panel import Panel
from cogs.polls import cards

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = {locale: Catalogues.read().words(locale) for locale in ("en", "ja")}
TIMES = tuple(NOW + timedelta(days=3, hours=5 * n) for n in range(MOST))
POLL = Poll(
    id=10**9,
    server_id=10**18,
    user_id=10**18,
    title="*" * TITLE_LENGTH,
    code="cPT",
    channel_id=10**18,
    parent_id=None,
    message_id=10**18,
    zone="America/Argentina/ComodRivadavia",
    length=timedelta(days=1),
    times=TIMES,
    state=State.OPEN,
)
FULL = Polled(POLL, 5_000, (Count(5_000, 5_000, 4_998),) * MOST)


def every_card() -> Iterator[Panel]:
    level = tuple(range(MOST))
    for each in (tuple(WORDS.values()), *((words,) for words in WORDS.values())):
        yield cards.poll_card(FULL, each, NOW)
        yield cards.poll_card(FULL, each, NOW + timedelta(days=90))
    for words in WORDS.values():
        yield cards.draft_card(POLL, words, NOW)
        yield cards.posted_card(POLL, words)
        for marks in ("y" * MOST, "m" * MOST):
            yield cards.answer_card(Answered(POLL, marks, may_close=True), None, words, NOW)
        yield cards.review_card(FULL, words, NOW)
        yield cards.closed_card(Closed(FULL, level=level), words, NOW)


def test_every_card_fits() -> None:
    for panel in every_card():
        parts = list(walk_components(panel.to_components()))
        assert len(parts) <= 40
        assert sum(len(part.get("content", "")) for part in parts) <= 4_000
        for part in parts:
            assert len(part.get("label", "")) <= 80
            for option in part.get("options", ()):
                assert len(option["label"]) <= 100
