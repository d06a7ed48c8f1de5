from __future__ import annotations

from typing import Any

from bot.client import AlumniBot
from bot.domain.placements import When
from bot.domain.profiles import Audience, Field, Kind, Level, Spoken
from bot.services.services import Services
from tests.cogs.start.filling import ABOUT, AUDIENCES, NOW, PLACEMENT, Member, opens, prefilled


async def test_a_newcomer_is_told_what_is_stored_and_why_before_anything_is(
    world: Any, services: Services
) -> None:
    ann = await Member(world, world.alice).start()

    assert "What is stored, and why" in ann.text
    assert "1. About you (to do)" in ann.text
    assert "4. Who may see what (after step 1)" in ann.text
    assert ann.labels == ["Begin"]


async def test_a_newcomer_fills_in_all_four_steps(world: Any, services: Services) -> None:
    ann = await Member(world, world.alice).start()

    await ann.fill(opens("about"), **ABOUT)
    await ann.fill(opens("placement"), **PLACEMENT)
    await ann.fill(opens("now"), **NOW)
    await ann.fill(opens("audiences"), **AUDIENCES)

    mine = await services.directory.own(world.alice.id)
    (stay,) = mine.placements
    assert (mine.name, mine.reading, mine.kind) == ("Ann Byrne", "アン", Kind.ALUMNUS)
    assert (mine.home, mine.country) == ("IE", "PT")
    assert mine.languages == (Spoken("en", Level.NATIVE), Spoken("ja", Level.FLUENT))
    assert (stay.prefecture, stay.town_code, stay.job) == ("02", "02202", "ALT")
    assert (stay.since, stay.until) == (When(2008), When(2010))
    assert mine.audience(Field.TOWN) is Audience.MEMBERS
    assert mine.audience(Field.CITY) is Audience.PLACES
    assert mine.audience(Field.ABOUT) is Audience.ONLY_ME
    assert ann.text.count("(done)") == 4
    assert "Lisbon, Portugal" in ann.text
    assert "You are not listed yet" in ann.text
    assert mine.listed_in == frozenset()


async def test_who_may_see_what_is_told_before_anything_is_chosen(world: Any) -> None:
    ann = await Member(world, world.alice).start()

    await ann.fill(opens("about"), **ABOUT)

    assert "4. Who may see what (as suggested)" in ann.text
    assert "Where and when in Japan: Members" in ann.text


async def test_list_me_asks_for_consent_once_and_then_the_panel_says_listed(
    world: Any, services: Services
) -> None:
    ann = await Member(world, world.alice).start()
    await ann.fill(opens("about"), **ABOUT)

    await ann.press("List me")
    assert "you are an adult" in ann.text
    assert (await services.directory.own(world.alice.id)).listed_in == frozenset()
    await ann.press("I am an adult: list me")

    consent = await services.listings.status(world.alice.id, world.guild.id)
    assert consent is not None
    assert (consent.consent_version, consent.consented_at.year) == (1, 2026)
    assert "You are listed here" in (await ann.start()).text
    assert "List me" not in ann.labels


async def test_a_local_teacher_fills_in_all_four_steps_in_japanese(
    world: Any, services: Services
) -> None:
    hana = await Member(world, world.join("hana", locale="ja")).start()
    assert hana.labels == ["はじめる"]

    await hana.fill(
        opens("about"),
        name="佐藤 花",
        reading="さとう はな",
        kind="local",
        home="日本",
        languages="日本語、英語（日常会話）",
    )
    assert "2. 参加者と関わっている場所と時期（まだです）" in hana.text
    shown = await hana.press(custom_id=opens("placement"))
    jobs = shown.modal["components"][2]["component"]["options"]
    assert jobs[0]["label"] == "英語の教員"
    await hana.send(
        shown,
        {"prefecture": "青森", "town": "弘前市", "job": "english_teacher", "since": "2015年4月"},
    )
    await hana.fill(opens("now"), country="日本", city="弘前")
    shown = await hana.press(custom_id=opens("audiences"))
    assert set(prefilled(shown).values()) == {"places"}
    await hana.send(shown, prefilled(shown))

    mine = await services.directory.own(hana.actor.id)
    (stay,) = mine.placements
    assert mine.languages == (Spoken("ja", Level.NATIVE), Spoken("en", Level.CONVERSATIONAL))
    assert (stay.town_code, stay.since, stay.until) == ("02202", When(2015, 4), None)
    assert hana.text.count("（済み）") == 4
    assert "2015年4月～現在" in hana.text


async def test_the_steps_are_resumed_after_a_restart_at_the_same_message(
    world: Any, services: Services, next_bot: AlumniBot
) -> None:
    ann = await Member(world, world.alice).start()
    await ann.fill(opens("about"), **ABOUT)

    await world.env.restart_bot(next_bot)
    await ann.fill(opens("now"), **NOW)

    assert "1. About you (done)" in ann.text
    assert "3. Where you live now (done)" in ann.text
    assert (await services.directory.own(world.alice.id)).country == "PT"


async def test_a_form_opened_before_a_restart_is_still_taken_in(
    world: Any, services: Services, next_bot: AlumniBot
) -> None:
    ann = await Member(world, world.alice).start()
    shown = await ann.press("Begin")

    await world.env.restart_bot(next_bot)
    await ann.send(shown, ABOUT)

    assert (await services.directory.own(world.alice.id)).name == "Ann Byrne"
    assert "1. About you (done)" in ann.text


async def test_start_again_shows_what_is_done(world: Any) -> None:
    ann = await Member(world, world.alice).start()
    await ann.fill(opens("about"), **ABOUT)

    again = await Member(world, world.alice).start()

    assert "Ann Byrne (アン) · Alumnus · from Ireland" in again.text
    assert "2. Where and when in Japan (to do)" in again.text


async def test_friends_need_no_placement(world: Any) -> None:
    ann = await Member(world, world.alice).start()

    await ann.fill(opens("about"), **ABOUT | {"kind": "friend"})

    assert "2. Where and when in Japan (if you were there)" in ann.text


async def test_what_one_person_types_changes_nobody_else(world: Any, services: Services) -> None:
    ann, bob = Member(world, world.alice), Member(world, world.bob)
    for member in (ann, bob):
        await member.start()
        await member.fill(opens("about"), **ABOUT | {"name": member.actor.name})

    await bob.fill(opens("placement"), **PLACEMENT)

    assert (await services.directory.own(world.alice.id)).placements == ()
    assert len((await services.directory.own(world.bob.id)).placements) == 1


async def test_in_a_direct_message_the_panel_says_where_to_be_listed(
    world: Any, services: Services
) -> None:
    await services.profiles.describe(world.alice.id, name="Ann", kind=Kind.FRIEND)

    result = await world.alice.user.slash("start")

    told = Member(world, world.alice)
    told.message = result.response
    assert "You are listed per server" in told.text
    assert "List me" not in told.labels
