"""The bot asks a server for what it needs and for nothing else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import discord

from bot.permissions import NEEDED, invite


def test_the_invite_link_asks_for_exactly_what_the_table_names() -> None:
    asked = parse_qs(urlsplit(invite(7)).query)

    permissions = discord.Permissions(int(asked["permissions"][0]))
    assert {name for name, is_asked in permissions if is_asked} == set(NEEDED)
    assert asked["client_id"] == ["7"]
    assert asked["scope"] == ["bot applications.commands"]
