"""What Discord accepts as commands, and as answers to autocomplete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import AppCommandOptionType, AppCommandType
from discord.app_commands.commands import VALID_SLASH_COMMAND_NAME

from .request import AUTOCOMPLETE_RESULT, Request, require, require_length

MAX_COMMANDS = {
    AppCommandType.chat_input.value: 100,
    AppCommandType.user.value: 5,
    AppCommandType.message.value: 5,
}
MAX_CHARACTERS = 8000
MAX_OPTIONS = 25
MAX_CHOICES = 25
NESTING = (
    AppCommandOptionType.subcommand.value,
    AppCommandOptionType.subcommand_group.value,
)


def check_registration(request: Request) -> None:
    """Refuse a set of commands that Discord would not register."""
    match request.route:
        case ("PUT", "applications", *_, "commands"):
            commands = request.items
        case _:
            return
    kinds = [command.get("type", 1) for command in commands]
    for kind, most in MAX_COMMANDS.items():
        require(kinds.count(kind) <= most, f"at most {most} commands of type {kind}")
    names = [(command.get("type", 1), command["name"]) for command in commands]
    require(len(set(names)) == len(names), "name: command names must be unique")
    for command in commands:
        if command.get("type", 1) == AppCommandType.chat_input.value:
            _check_described(command, command["name"])
            weight = _characters(command)
            require(weight <= MAX_CHARACTERS, f"{command['name']}: {weight} of 8000 characters")
        else:
            require_length(command["name"], 32, "name", least=1)
            require(not command.get("description"), "description: context menus have none")


def _check_described(item: Mapping[str, Any], path: str) -> None:
    for name in _texts(item, "name"):
        require(_is_name(name), f"{path}: {name!r} is no command or option name")
    for description in _texts(item, "description"):
        require_length(description, 100, f"{path}: description", least=1)
    options: list[Mapping[str, Any]] = item.get("options") or []
    require(len(options) <= MAX_OPTIONS, f"{path}: at most 25 options")
    required = [bool(o.get("required")) for o in options if o.get("type") not in NESTING]
    require(required == sorted(required, reverse=True), f"{path}: required options come first")
    for option in options:
        _check_described(option, f"{path} {option['name']}")
        choices: list[Mapping[str, Any]] = option.get("choices") or []
        require(not (choices and option.get("autocomplete")), f"{path}: choices or autocomplete")
        _check_choices(choices, f"{path} {option['name']}")


def _texts(item: Mapping[str, Any], key: str) -> list[str]:
    return [item.get(key) or "", *(item.get(f"{key}_localizations") or {}).values()]


def _is_name(name: str) -> bool:
    return bool(VALID_SLASH_COMMAND_NAME.match(name)) and name == name.lower()


def _characters(item: Mapping[str, Any]) -> int:
    """Count what Discord counts: of each text its longest translation."""
    own = max(map(len, _texts(item, "name"))) + max(map(len, _texts(item, "description")))
    choices = sum(
        max(map(len, _texts(choice, "name"))) + len(str(choice["value"]))
        for choice in item.get("choices") or ()
    )
    return own + choices + sum(_characters(option) for option in item.get("options") or ())


def check_autocomplete(request: Request) -> None:
    """Refuse more than 25 suggestions, and suggestions with too long a name."""
    if request.body.get("type") == AUTOCOMPLETE_RESULT:
        data: Mapping[str, Any] = request.body.get("data") or {}
        _check_choices(data.get("choices") or [], "data.choices")


def _check_choices(choices: list[Mapping[str, Any]], path: str) -> None:
    require(len(choices) <= MAX_CHOICES, f"{path}: Must be 25 or fewer in length")
    for choice in choices:
        for name in _texts(choice, "name"):
            require_length(name, 100, f"{path}: name", least=1)
        require_length(choice["value"], 100, f"{path}: value")
