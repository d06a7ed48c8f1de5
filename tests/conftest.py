"""What many tests stand on: services over a real database, and a simulated Discord."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands
from hypothesis import HealthCheck, settings
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from bot.app import open_services
from bot.client import AlumniBot
from bot.demo.strict import Rules, strict
from bot.i18n import Catalogues
from bot.services.clock import Clock
from bot.services.services import Services
from bot.storage.database import Database
from bot.storage.migrate import migrate, migrations
from cogs import EXTENSIONS

for extension in EXTENSIONS:
    import_module(extension)
FEATURES = {name: module for name, module in sys.modules.items() if name.startswith("cogs.")}

# A busy machine is slow, and that is no fault of what is tested.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@dataclass(frozen=True, slots=True)
class World:
    """One server with one channel and three people in it."""

    env: simcord.Env
    rules: Rules
    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor
    bob: MemberActor
    admin: MemberActor

    def join(
        self, name: str, *, locale: str = "en-US", permissions: discord.Permissions | None = None
    ) -> MemberActor:
        """Add one more person, with a client language and what a role of theirs allows."""
        actor = self.guild.add_member(self.env.create_user(name))
        self.rules.locales[actor.id] = locale
        if permissions is not None:
            allow(self.guild, actor, permissions)
        return actor

    def leave(self, actor: MemberActor) -> None:
        """Let somebody go."""
        self.guild.remove_member(actor)


def allow(guild: GuildHandle, actor: MemberActor, permissions: discord.Permissions) -> None:
    """Give somebody a role with these permissions."""
    role = guild.create_role(f"role of {actor.name}", permissions=permissions)
    guild._env.backend.add_member_role(guild.id, actor.id, role.id)


@pytest.fixture
def clock() -> Clock:
    """Discord's clock: real, or virtual in a simulated world (`env.advance_time`)."""
    return discord.utils.utcnow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure coverage without the property tests: a hundred walks along the same lines."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as it is made at the first start, to copy instead of migrating for each test."""
    path = tmp_path_factory.mktemp("empty") / "alumni.db"
    asyncio.run(migrate(path, migrations()))
    return path


@pytest.fixture
async def services(tmp_path: Path, empty_database: Path, clock: Clock) -> AsyncIterator[Services]:
    shutil.copy(empty_database, tmp_path / "alumni.db")
    async with open_services(tmp_path / "alumni.db", clock=clock) as opened:
        yield opened


@pytest.fixture
async def db(services: Services, tmp_path: Path) -> AsyncIterator[Database]:
    """The services' database, to arrange or look behind them."""
    opened = await Database.open(tmp_path / "alumni.db")
    yield opened
    await opened.close()


@pytest.fixture
def rules() -> Iterator[Rules]:
    """Discord's own strictness, and switches such as each person's language."""
    with strict() as in_force:
        yield in_force


@pytest.fixture(autouse=True)
def _features_stay_imported() -> Iterator[None]:
    """Keep what discord.py forgets when a bot closes: importing it anew takes a test longest."""
    yield
    sys.modules.update(FEATURES)


@pytest.fixture(autouse=True, scope="session")
def _commands_are_translated_once() -> Iterator[None]:
    """Remember each command in all languages Discord knows: that is half of a bot's start.

    All bots here speak from the same catalogues, so what it says in English is what tells it.
    """
    with pytest.MonkeyPatch.context() as patch:
        for kind in (app_commands.Command, app_commands.Group, app_commands.ContextMenu):
            patch.setattr(kind, "get_translated_payload", _remembered(kind.get_translated_payload))
        yield


def _remembered(translated: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    known: dict[str, str] = {}

    async def get_translated_payload(command: Any, tree: Any, translator: Any) -> Any:
        english = json.dumps(command.to_dict(tree), sort_keys=True)
        if english not in known:
            known[english] = json.dumps(await translated(command, tree, translator))
        return json.loads(known[english])

    return get_translated_payload


@pytest.fixture
async def simcord_bot(rules: Rules, services: Services) -> AsyncIterator[discord.Client]:
    """The real bot; the simulator never closes it."""
    async with AlumniBot(services, Catalogues.read()) as bot:
        yield bot


@pytest.fixture
def world(rules: Rules, simcord_env: simcord.Env) -> World:
    guild = simcord_env.create_guild("Alumni")
    channel = guild.create_text_channel("general")
    alice, bob, admin = (
        guild.add_member(simcord_env.create_user(name)) for name in ("alice", "bob", "admin")
    )
    allow(guild, admin, discord.Permissions(manage_guild=True))
    return World(simcord_env, rules, guild, channel, alice, bob, admin)
