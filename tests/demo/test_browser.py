"""The demo as `python -m bot demo` serves it, in a real headless Chromium."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from tests.demo.browser import Visitor

CHROMIUM = shutil.which("chromium")
# Chromium looks for Google's hosts without these, and needs no sandbox for our own pages.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Arrive = Callable[[], Awaitable[Visitor]]

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address() -> AsyncIterator[str]:
    """Run the demo as a host does, and stop it as a host does."""
    command = (sys.executable, "-m", "bot", "demo", "--port", "0", "--people", "300", "--seed", "7")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    found = None
    while found is None:
        line = await process.stdout.readline()
        assert line, "the demo ended before it was ready"
        found = re.search(rb"http://127\.0\.0\.1:\d+/", line)
    yield found[0].decode()
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="module")
async def arrive(address: str, browser: Browser) -> AsyncIterator[Arrive]:
    """Let somebody come to the landing page, each in a window of their own."""
    pages: list[Page] = []

    async def come() -> Visitor:
        pages.append(await browser.new_page(viewport={"width": 1200, "height": 1000}))
        return Visitor(pages[-1], address)

    yield come
    for page in pages:
        await page.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(arrive: Arrive) -> Visitor:
    return await arrive()


async def test_an_alumna_finds_people_pages_and_opens_a_card(visitor: Visitor) -> None:
    await visitor.be("María Fernández")
    await visitor.begin("/find people")
    await visitor.add_option("prefecture", typed="ほっかい", suggestion="Hokkaido")
    await visitor.send()
    await visitor.sees("People you can meet")

    await visitor.press("Next")
    row = visitor.conversation.locator("strong", has_text=re.compile(r"^6\. ")).last
    name = (await row.inner_text()).removeprefix("6. ").partition(" (")[0]
    await visitor.conversation.get_by_role("button", name="Open", exact=True).first.click()

    await visitor.conversation.get_by_role("heading", name=name).wait_for()
    await visitor.conversation.get_by_role("button", name="Say hello").wait_for()


async def test_a_hello_reaches_the_other_persons_window(arrive: Arrive) -> None:
    maria, james = await arrive(), await arrive()
    await james.be("James Okafor")
    await james.go("Messages from the bot")

    await maria.be("María Fernández")
    await maria.begin("/profile view")
    await maria.add_option("member", typed="James O", suggestion="James Okafor")
    await maria.send()
    await maria.sees("Shinjuku")
    await maria.press("Say hello")
    await maria.fill({"Your message": "Were you the one with the blue bicycle?"})

    await james.sees("Were you the one with the blue bicycle?")
    await james.press("Accept")
    await james.sees("María Fernández")


async def test_an_event_is_made_answered_by_two_people_and_its_card_changes(
    arrive: Arrive,
) -> None:
    priya, james, sato = await arrive(), await arrive(), await arrive()
    await priya.be("Priya Sharma")
    await priya.go("#nihongo")
    await priya.begin("/event create")
    await priya.type_in("title", "Izakaya night")
    await priya.answer("when", typed="next friday 7pm", suggestion="7:00 PM, Singapore time")
    await priya.send()
    await priya.fill({"What is it about?": "Yakitori, and a song."})
    await priya.sees("席に限りはありません。")
    await priya.press("Publish")
    await priya.sees("Izakaya night is published:")

    for visitor, name, wish, said in (
        (james, "James Okafor", "Going · 参加", "You are going to Izakaya night"),
        (sato, "佐藤 花子", "Maybe · たぶん", "Izakaya night"),
    ):
        await visitor.be(name)
        await visitor.go("#nihongo")
        await visitor.press(wish)
        await visitor.sees(said)

    await priya.sees("1 person is going and 1 person may come")
    await priya.sees("James Okafor")


async def test_reloading_keeps_the_person_and_what_was_said(visitor: Visitor) -> None:
    await visitor.be("James Okafor")
    await visitor.run("/profile view")
    await visitor.sees("Shinjuku")

    await visitor.reload()

    await visitor.sees("Shinjuku")
    await visitor.conversation.get_by_role("heading", name="James Okafor").wait_for()


async def test_a_newcomer_fills_in_start_in_japanese(visitor: Visitor) -> None:
    await visitor.be("佐藤 花子")
    await visitor.run("/start")
    await visitor.sees("4つのステップでプロフィールを作ります")

    await visitor.press("はじめる")
    await visitor.choose("local")
    await visitor.fill(
        {
            "名前": "佐藤 花子",
            "名前の読み方": "さとう はなこ",
            "出身国": "日本",
            "話せる言語": "日本語",
        }
    )
    await visitor.sees("佐藤 花子（さとう はなこ）")
    await visitor.press("追加する")
    await visitor.choose("english_teacher")
    await visitor.fill({"都道府県": "青森", "市町村": "弘前市", "いつから": "2015年4月"})
    await visitor.sees("2. 参加者と関わっている場所と時期（済み）")
    await visitor.press("入力する")
    await visitor.fill({"国": "日本", "都市": "弘前"})
    await visitor.sees("3. 今住んでいる所（済み）")
    await visitor.press("変更する")
    await visitor.fill({})
    await visitor.sees("4. だれに何を見せるか（済み）")

    await visitor.press("名簿に載る")
    await visitor.press("成人です。名簿に載る")
    await visitor.sees("名簿に載りました")


async def test_somebody_joins_a_region_and_reads_its_channel(visitor: Visitor) -> None:
    await visitor.be("James Okafor")
    await visitor.begin("/region join")
    await visitor.answer("region", typed="あおも", suggestion="Aomori")
    await visitor.send()
    await visitor.sees("Join Aomori")
    await visitor.sees("What others will see:")
    await visitor.sees("@Aomori 青森県")

    await visitor.press("Join")
    await visitor.sees("Its role comes to you in a moment.")

    await visitor.reload()
    await visitor.go("Aomori")
    await visitor.sees("New in Aomori this week: María Fernández")
