"""Every word that somebody reads is there in Japanese, with the same values in it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from markdown_it import MarkdownIt

from bot.client import AlumniBot
from bot.domain.settings import SETTINGS
from bot.i18n.catalogues import FOLDER, LOCALES

ROOT = Path(__file__).parents[2]
ROOMS = sorted((FOLDER / "ja").glob("*.po"))
KEYWORDS = {"words": None, "_words": None, "n": (1, 2), "N_": None}
# In these rooms nobody speaks to members; what is called words there are other words.
METHODS = [("domain/**.py", "ignore"), ("i18n/**.py", "ignore"), ("**.py", "python")]


@cache
def extracted() -> dict[str, str]:
    """Map each English text in the code (of a plural, the singular) to where it stands."""
    found: dict[str, str] = {}
    for room in ("bot", "cogs"):
        for file, line, message, _, _ in extract_from_dir(
            ROOT / room, method_map=METHODS, keywords=KEYWORDS
        ):
            text = message if isinstance(message, str) else message[0]
            found.setdefault(text, f"{room}/{file}:{line}")
    for setting in SETTINGS.values():
        found.setdefault(setting.description, f"the setting {setting.name}")
    return found


@cache
def catalogue(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, abort_invalid=True)


def messages() -> Iterator[tuple[str, Message]]:
    for file in ROOMS:
        for message in catalogue(file):
            if message.id:
                yield file.name, message


def english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> Iterable[str]:
    return (message.string,) if isinstance(message.string, str) else message.string


def values(text: str) -> set[str]:
    """Name the values that a text has places for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture
async def tree_texts(world: object, simcord_bot: AlumniBot) -> set[tuple[str, str]]:
    """Everything Discord shows of the commands: its context and its English."""
    return {
        each
        for command in simcord_bot.tree.get_commands()
        for each in of_payload(command.to_dict(simcord_bot.tree), "command")
    }


def of_payload(payload: dict[str, Any], context: str) -> Iterator[tuple[str, str]]:
    yield context, payload["name"]
    if payload.get("description"):
        yield "", payload["description"]
    for choice in payload.get("choices", ()):
        yield "choice", choice["name"]
    for option in payload.get("options", ()):
        yield from of_payload(option, "command" if option["type"] in (1, 2) else "option")


def test_there_is_a_folder_for_each_language_but_english() -> None:
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} == set(LOCALES) - {"en"}


def test_every_text_in_the_code_is_translated() -> None:
    known = {english(message) for _, message in messages() if not message.context}

    missing = {where: text for text, where in extracted().items() if text not in known}

    assert missing == {}


def test_every_name_and_description_is_translated(tree_texts: set[tuple[str, str]]) -> None:
    known = {(message.context or "", english(message)) for _, message in messages()}

    assert sorted(tree_texts - known) == []


def test_no_translation_is_left_over(tree_texts: set[tuple[str, str]]) -> None:
    used = tree_texts | {("", text) for text in extracted()}

    unused = [
        f"{file}: {english(message)}"
        for file, message in messages()
        if (message.context or "", english(message)) not in used
    ]

    assert unused == []


def test_nothing_is_empty_or_unsure() -> None:
    unfinished = [
        f"{file}: {english(message)}"
        for file, message in messages()
        if message.fuzzy or not all(forms(message))
    ]

    assert unfinished == []


def test_translations_have_the_same_values() -> None:
    different = [
        f"{file}: {english(message)}"
        for file, message in messages()
        for text in forms(message)
        if values(text) != values(message.id if isinstance(message.id, str) else message.id[1])
    ]

    assert different == []


def test_no_text_has_two_translations() -> None:
    first: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for file, message in messages():
        key = (message.context or "", english(message))
        room, before = first.setdefault(key, (file, list(forms(message))))
        assert before == list(forms(message)), f"{key} differs in {room} and {file}"


@pytest.mark.parametrize("file", ROOMS, ids=lambda file: file.name)
def test_japanese_is_japanese(file: Path) -> None:
    """A text of more than a name that has no kana or kanji was forgotten."""
    forgotten = [
        english(message)
        for message in catalogue(file)
        if message.id
        and values("".join(forms(message))) == set()
        and not any(char > "\u3000" for char in "".join(forms(message)))
        and " " in english(message)
    ]

    assert forgotten == []


def test_bold_ends_where_japanese_goes_on_without_a_space() -> None:
    """CommonMark ends none behind a full stop that a letter follows: the stop comes after it."""
    shown = MarkdownIt()
    broken = [
        form
        for _, message in messages()
        for form in forms(message)
        if "**" in re.sub("<[^>]+>", "", shown.render(re.sub(r"{\w+}", "会", form)))
    ]

    assert broken == []
