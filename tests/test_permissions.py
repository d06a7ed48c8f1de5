"""The bot asks a server for what it needs and for nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import discord

from bot.permissions import NEEDED, OPTIONAL, invite


def test_the_invite_link_asks_for_exactly_what_the_table_names() -> None:
    asked = parse_qs(urlsplit(invite(7)).query)

    permissions = discord.Permissions(int(asked["permissions"][0]))
    assert permissions == discord.Permissions(**dict.fromkeys(NEEDED, True))
    assert asked["client_id"] == ["7"]
    assert asked["scope"] == ["bot applications.commands"]


def test_the_readme_says_what_each_permission_is_for() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")

    assert [why for why in NEEDED.values() if f"| {why} |" not in readme] == []


def test_what_is_optional_is_not_asked_for_and_the_readme_says_what_it_is_for() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")

    assert not set(OPTIONAL) & set(NEEDED)
    assert set(OPTIONAL) <= {name for name, _ in discord.Permissions.all()}
    assert [why for why in OPTIONAL.values() if why not in " ".join(readme.split())] == []
