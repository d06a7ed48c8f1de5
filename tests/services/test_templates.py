"""Templates: kept for those who may create events, and deleted by whom they are of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.events import (
    DESCRIPTION_LENGTH,
    HINT_LENGTH,
    SECOND_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    Kind,
    Second,
)
from bot.domain.rights import Standing
from bot.domain.templates import MOST, NAME_LENGTH, Template
from bot.errors import (
    EventCreatorsOnlyError,
    EventGoneError,
    TemplateExistsError,
    TemplateGoneError,
    TemplateKeptError,
    TemplateNameError,
    TooManyError,
)
from bot.reference import event_templates
from bot.services.event_drafts import Spot
from bot.services.hosting import Said
from bot.services.services import Services
from bot.services.templates import said_in
from tests.events import CHANNEL, HOST, ORGANISER, SERVER, draft

SOMEBODY = Standing(HOST + 1, SERVER)
MODERATOR = Standing(HOST + 2, SERVER, moderates_members=True)
SECOND = Second("ja", "夕食会", "食べます")


async def test_what_is_kept_begins_the_same_event_again(services: Services) -> None:
    said = {
        "title": "Soup",
        "description": "Hot",
        "length": timedelta(hours=3),
        "place": "Café",
        "link": "https://example.org/map",
        "capacity": 9,
        "kind": Kind.MEAL,
        "bring": "A spoon",
        "rain": "Inside",
        "second": SECOND,
        "place_zone": "Europe/Berlin",
    }
    event = await draft(services, **said)

    made = await services.templates.save(ORGANISER, event.id, " Soup  night ")
    await services.event_drafts.drop(ORGANISER, event.id)

    found = await services.templates.get(ORGANISER, "soup night", "en")
    assert (found, found.name) == (made, "Soup night")
    assert said_in(found) == said
    start = services.clock().replace(microsecond=0) + timedelta(days=3)
    begun: Said = {**said_in(found), "starts_at": start}
    again = await services.event_drafts.draft(ORGANISER, Spot(CHANNEL), None, "en", **begun)
    assert (again.event.second, again.event.ends_at - start) == (SECOND, timedelta(hours=3))


async def test_only_those_who_may_create_events_see_and_keep_a_servers_own(
    services: Services,
) -> None:
    event = await draft(services)
    made = await services.templates.save(ORGANISER, event.id, "Dinner")
    shipped = list(event_templates.shipped("en"))

    assert await services.templates.all(ORGANISER, "en") == [made, *shipped]
    assert await services.templates.all(SOMEBODY, "en") == shipped
    elsewhere = Standing(HOST, SERVER + 1, manages_events=True)
    assert await services.templates.all(elsewhere, "en") == shipped
    with pytest.raises(TemplateGoneError):
        await services.templates.get(SOMEBODY, made.key, "en")
    with pytest.raises(EventGoneError):
        await services.templates.save(SOMEBODY, event.id, "Mine")
    # A host who may no longer create events keeps nothing either.
    with pytest.raises(EventCreatorsOnlyError):
        await services.templates.save(Standing(HOST, SERVER), event.id, "Mine")


async def test_a_template_is_replaced_and_deleted_by_its_maker_organisers_and_moderators(
    services: Services,
) -> None:
    await services.settings.set(SERVER, "event_creators", "everybody")
    mine = await draft(services)
    await services.templates.save(ORGANISER, mine.id, "Our Dinner")
    new = await services.templates.save(ORGANISER, mine.id, "our dinner")
    assert await services.templates.suggest(ORGANISER, "OUR", "en") == [new]

    with pytest.raises(TemplateKeptError):
        await services.templates.delete(SOMEBODY, new.key, "en")
    with pytest.raises(TemplateKeptError):
        await services.templates.delete(MODERATOR, "hanami", "en")
    theirs = await services.event_drafts.draft(
        SOMEBODY,
        Spot(CHANNEL),
        None,
        "en",
        title="Tea",
        starts_at=services.clock() + timedelta(days=1),
        length=timedelta(hours=1),
    )
    with pytest.raises(TemplateExistsError):
        await services.templates.save(SOMEBODY, theirs.event.id, "Our dinner")
    await services.templates.delete(MODERATOR, new.key, "en")
    with pytest.raises(TemplateGoneError):
        await services.templates.get(ORGANISER, new.key, "en")


async def test_a_template_needs_a_name_and_a_server_keeps_so_many(services: Services) -> None:
    event = await draft(services)
    for name in ("", "12", "\u200b"):
        with pytest.raises(TemplateNameError):
            await services.templates.save(ORGANISER, event.id, name)
    for n in range(MOST):
        await services.templates.save(ORGANISER, event.id, f"No. {n}")

    with pytest.raises(TooManyError):
        await services.templates.save(ORGANISER, event.id, "One more")
    await services.templates.save(ORGANISER, event.id, "No. 7")


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_those_that_come_with_the_bot_are_whole_in_both_languages(locale: str) -> None:
    found = event_templates.shipped(locale)

    assert [each.key for each in found] == [
        "welcome-back",
        "farewell",
        "coming-home",
        "dinner",
        "hanami",
        "speech-contest",
        "annual-meeting",
    ]
    for each in found:
        _require_fitting(each)
        assert each.second is not None
        assert (each.second.language == "en") is (locale == "ja")


def _require_fitting(each: Template) -> None:
    assert 0 < len(each.name) <= NAME_LENGTH
    assert each.second is not None
    for title in (each.title, each.second.title):
        assert 0 < len(title) <= TITLE_LENGTH
    assert len(each.description or "") <= DESCRIPTION_LENGTH
    assert 0 < len(each.second.description or "") <= SECOND_LENGTH
    hints = (each.bring or "", each.rain or "")
    assert all(len(hint) <= HINT_LENGTH for hint in hints)
    texts = (each.description or "", each.second.description or "", *hints)
    assert sum(map(len, texts)) <= WORDS_LENGTH
