"""Every command as Discord will get it: limits, descriptions, and all of it in Japanese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.client import AlumniBot

ROOT = Path(__file__).parents[1]
CHAT = 1
SUBCOMMANDS = {1, 2}
FIXED = {
    "start",
    "profile view",
    "profile edit",
    "profile placement add",
    "profile placement edit",
    "profile placement remove",
    "profile privacy",
    "profile preview",
    "profile confirm",
    "profile delete",
    "find people",
    "find overlap",
    "find chain",
    "find near",
    "region join",
    "region leave",
    "region mine",
    "region browse",
    "region info",
    "region suggest",
    "region announce",
    "region ping",
    "region pin",
    "region unpin",
    "region archive",
    "region welcome",
    "region-admin onboarding",
    "region-admin plan",
    "region-admin apply",
    "region-admin undo",
    "region-admin layout",
    "region-admin archive",
    "region-admin restore",
    "region-admin rename",
    "region-admin merge",
    "region-admin add",
    "region-admin rep add",
    "region-admin rep remove",
    "region-admin panel",
    "event create",
    "event list",
    "event show",
    "event mine",
    "event edit",
    "event admission",
    "event postpone",
    "event cancel",
    "event series",
    "event cohost",
    "event attendees",
    "event summary",
    "event manage",
    "event checkin",
    "event transfer",
    "event feed",
    "event poll",
    "event template save",
    "event template use",
    "event template list",
    "event template delete",
    "announce draft",
    "announce list",
    "announce approve",
    "announce reject",
    "announce edit",
    "announce recall",
    "announce status",
    "config show",
    "config set",
    "config reset",
    "mod unlist",
    "mod relist",
    "time set",
    "time show",
    "time clear",
    "queue show",
    "queue retry",
    "queue drop",
    "help",
    "about",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A command, a group or an option, and how one would name it."""

    path: str
    payload: dict[str, Any]
    is_chat: bool


@pytest.fixture
async def payloads(world: object, simcord_bot: AlumniBot) -> list[dict[str, Any]]:
    tree = simcord_bot.tree
    assert tree.translator is not None
    return [
        await command.get_translated_payload(tree, tree.translator)
        for command in tree.get_commands()
    ]


@pytest.fixture
def nodes(payloads: list[dict[str, Any]]) -> list[Node]:
    return [node for payload in payloads for node in walk(payload)]


def walk(payload: dict[str, Any], path: str = "", *, is_chat: bool | None = None) -> Iterator[Node]:
    chat = payload.get("type", CHAT) == CHAT if is_chat is None else is_chat
    name = f"{path} {payload['name']}".strip()
    yield Node(name, payload, chat)
    for option in payload.get("options", ()):
        yield from walk(option, name, is_chat=chat)


def leaves(nodes: list[Node]) -> set[str]:
    """Name what can be typed: commands and subcommands that have no subcommands."""
    return {
        node.path
        for node in nodes
        if node.is_chat
        and (node.path.count(" ") == 0 or node.payload["type"] in SUBCOMMANDS)
        and not any(child["type"] in SUBCOMMANDS for child in node.payload.get("options", ()))
    }


def names(node: Node) -> list[str]:
    return [node.payload["name"], node.payload["name_localizations"]["ja"]]


def test_the_commands_are_the_promised_ones(nodes: list[Node]) -> None:
    assert leaves(nodes) == FIXED


def test_the_readme_lists_the_commands(nodes: list[Node]) -> None:
    assert set(commands_in_readme()) == leaves(nodes)


def commands_in_readme() -> Iterator[str]:
    """Read rows such as "| `/config show` · `set` | ... |": bare words are siblings."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for row in re.findall(r"^\| (`/[^|]*)\|", readme, flags=re.MULTILINE):
        family = ""
        for name in re.findall(r"`([^`\[]+)[^`]*`", row):
            path = name.strip() if name.startswith("/") else f"{family} {name}"
            family = path.rpartition(" ")[0]
            yield path.removeprefix("/")


def test_profiles_open_from_a_persons_menu_too(payloads: list[dict[str, Any]]) -> None:
    menus = {payload["name"] for payload in payloads if payload.get("type", CHAT) != CHAT}

    assert "View profile" in menus


def test_everything_has_a_japanese_name_and_description(nodes: list[Node]) -> None:
    missing = [
        f"{node.path}: {part}"
        for node in nodes
        for part in ("name", "description")
        if node.payload.get(part) and "ja" not in (node.payload.get(f"{part}_localizations") or {})
    ]

    assert missing == []


def test_every_choice_is_named_in_japanese(nodes: list[Node]) -> None:
    missing = [
        f"{node.path}: {choice['name']}"
        for node in nodes
        for choice in node.payload.get("choices", ())
        if "ja" not in (choice.get("name_localizations") or {})
    ]

    assert missing == []


def test_discord_takes_every_name(nodes: list[Node]) -> None:
    refused = [
        name
        for node in nodes
        for name in names(node)
        if not (is_menu_name(name) if not node.is_chat else is_chat_name(name))
    ]

    assert refused == []


def is_chat_name(name: str) -> bool:
    allowed = all(char in "-_'" or unicodedata.category(char)[0] in "LNM" for char in name)
    return 1 <= len(name) <= 32 and allowed and name == name.lower()


def is_menu_name(name: str) -> bool:
    return 1 <= len(name) <= 32


def test_descriptions_are_one_plain_line(nodes: list[Node]) -> None:
    bad = [
        text
        for node in nodes
        if node.is_chat
        for text in (
            node.payload["description"],
            *(node.payload.get("description_localizations") or {}).values(),
        )
        if not 1 <= len(text) <= 100 or "\n" in text or re.search(r"[`*_{}]|Args:", text)
    ]

    assert bad == []


def test_nothing_has_more_parts_than_discord_shows(nodes: list[Node]) -> None:
    crowded = [
        node.path
        for node in nodes
        if len(node.payload.get("options", ())) > 25 or len(node.payload.get("choices", ())) > 25
    ]

    assert crowded == []


def test_siblings_have_different_names_in_both_languages(nodes: list[Node]) -> None:
    for node in nodes:
        children = [Node("", child, is_chat=True) for child in node.payload.get("options", ())]
        for language in (0, 1):
            called = [names(child)[language] for child in children]
            assert len(set(called)) == len(called), f"{node.path}: {called}"


def test_no_command_is_too_long_for_discord(payloads: list[dict[str, Any]]) -> None:
    too_long = [payload["name"] for payload in payloads if length(payload) > 8_000]

    assert too_long == []


def length(payload: dict[str, Any]) -> int:
    """Count names, descriptions and values, each in its longest language."""
    own = sum(
        max(map(len, (text, *(payload.get(f"{part}_localizations") or {}).values())))
        for part in ("name", "description", "value")
        if isinstance(text := payload.get(part), str)
    )
    inside = (*payload.get("options", ()), *payload.get("choices", ()))
    return own + sum(length(each) for each in inside)
