"""Commands and suggestions that Discord would not take."""

from __future__ import annotations

from typing import Any

import discord
import pytest


def option(name: str = "word", **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "A word", **more}


def command(name: str = "find", description: str = "Find", **more: Any) -> dict[str, Any]:
    return {"type": 1, "name": name, "description": description, **more}


async def register(bot: Any, *payloads: dict[str, Any]) -> None:
    await bot.http.bulk_upsert_global_commands(bot.application_id or 1, list(payloads))


BAD_COMMANDS = {
    "a space in the name": command("find me"),
    "a capital in the name": command("Find"),
    "a name of 33 characters": command("f" * 33),
    "an empty description": command(description=""),
    "a description of 101 characters": command(description="d" * 101),
    "a translated description of 101": command(description_localizations={"ja": "説" * 101}),
    "a translated name with a space": command(name_localizations={"ja": "人 探す"}),
    "26 options": command(options=[option(f"o{n}") for n in range(26)]),
    "required after optional": command(options=[option("a"), option("b", required=True)]),
    "an option's description of 101": command(options=[option(description="d" * 101)]),
    "26 choices": command(
        options=[option(choices=[{"name": f"c{n}", "value": f"c{n}"} for n in range(26)])]
    ),
    "a choice's name of 101 characters": command(
        options=[option(choices=[{"name": "c" * 101, "value": "c"}])]
    ),
    "choices beside autocomplete": command(
        options=[option(choices=[{"name": "c", "value": "c"}], autocomplete=True)]
    ),
    "more than 8,000 characters": command(
        options=[
            option(
                f"o{n}",
                choices=[{"name": f"{c}" * 20, "value": f"{c}" * 20} for c in range(10, 35)],
            )
            for n in range(5)
        ]
    ),
    "a context menu with a description": {"type": 2, "name": "View", "description": "View"},
}


@pytest.mark.parametrize("payload", BAD_COMMANDS.values(), ids=BAD_COMMANDS.keys())
async def test_a_bad_command_is_refused(world: Any, simcord_bot: Any, payload: Any) -> None:
    with pytest.raises(discord.HTTPException) as refusal:
        await register(simcord_bot, payload)

    assert refusal.value.code == 50035


async def test_a_hundred_commands_are_accepted_and_one_more_is_refused(
    world: Any, simcord_bot: Any
) -> None:
    hundred = [command(f"find-{n}") for n in range(100)]
    await register(simcord_bot, *hundred)

    with pytest.raises(discord.HTTPException):
        await register(simcord_bot, *hundred, command("one-more"))


async def test_two_commands_of_one_name_are_refused(world: Any, simcord_bot: Any) -> None:
    with pytest.raises(discord.HTTPException):
        await register(simcord_bot, command(), command())


async def test_japanese_command_names_are_accepted(world: Any, simcord_bot: Any) -> None:
    await register(simcord_bot, command(name_localizations={"ja": "人を探す"}))

    stored = world.env.backend.commands[None]["find", 1]
    assert stored["name_localizations"] == {"ja": "人を探す"}


async def test_twenty_five_suggestions_arrive(world: Any, simcord_bot: Any) -> None:
    simcord_bot.suggestions = [f"word {n}" for n in range(25)]

    shown = await world.alice.autocomplete(world.channel, "ping", "word", "w")

    assert len(shown) == 25


@pytest.mark.parametrize(
    "suggestions",
    [[f"word {n}" for n in range(26)], ["w" * 101], [""]],
    ids=["26 of them", "a long one", "an empty one"],
)
async def test_bad_suggestions_are_refused(
    world: Any, simcord_bot: Any, suggestions: list[str]
) -> None:
    simcord_bot.suggestions = suggestions

    await world.alice.autocomplete(world.channel, "ping", "word", "w")

    assert "Invalid Form Body" in str(world.env.errors[-1])
