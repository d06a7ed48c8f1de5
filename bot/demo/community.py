"""The simulated server: its channels, and who is in it with which rights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import discord
from simcord import Env
from simcord.actors import MemberActor
from simcord.backend.access import channel_accessible
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.enums import OverwriteType

from bot.demo.cast import CAST, Character
from bot.demo.strict import Rules
from bot.i18n.markers import N_

SERVER_NAME = "Tsunagari"
DIRECT = "direct"

ROOMS = {
    "welcome": N_("Say hello, and run your first command."),
    "general": N_("Everything and nothing."),
    "nihongo": N_("日本語で話しましょう。"),
    "events": N_("What is on, and where."),
    "moderators": N_("Only moderators and admins can read this."),
}
STAFF_ROOM = "moderators"
GREETING = (
    "Welcome! 👋 This is the directory of everybody who was in Japan on the programme, and of the "
    "people they lived and worked with there. Type `/start` to describe yourself in two minutes, "
    "`/find people` to look for others, `/help` for everything else."
)


@dataclass(slots=True)
class Community:
    """The server as it was built, found by the keys that addresses use."""

    env: Env
    rules: Rules
    guild: GuildHandle
    rooms: dict[str, ChannelHandle] = field(default_factory=dict[str, ChannelHandle])
    actors: dict[str, MemberActor] = field(default_factory=dict[str, MemberActor])
    users: dict[str, UserHandle] = field(default_factory=dict[str, UserHandle])

    @classmethod
    def build(cls, env: Env, rules: Rules) -> Community:
        """Make the server with its channels and the people a visitor can be."""
        guild = env.create_guild(SERVER_NAME)
        community = cls(env, rules, guild)
        for name, topic in ROOMS.items():
            community.rooms[name] = guild.create_text_channel(name, topic=topic)
        for character in CAST:
            community._admit(character)
        community._close_staff_room()
        return community

    def join(self, names: Iterable[str]) -> list[int]:
        """Let more people in; return their user ids."""
        people = [self.env.create_user(name[:32], global_name=name[:32]) for name in names]
        for user in people:
            self.guild.add_member(user)
        return [user.id for user in people]

    async def greet(self) -> None:
        """Post the words that newcomers find."""
        await self.actors["aoife"].send(self.rooms["welcome"], GREETING)

    def rooms_of(self, character: Character) -> list[str]:
        """Return the channels this person can read, and their direct messages."""
        actor = self.actors[character.key]
        open_to_them = [
            name
            for name, room in self.rooms.items()
            if channel_accessible(self.env.backend, room.id, actor.id, history=True)
        ]
        return [*open_to_them, DIRECT]

    def place(
        self, character: Character, room: str
    ) -> tuple[ChannelHandle, MemberActor | UserHandle]:
        """Return a channel, and the person as they are in it."""
        if room == DIRECT:
            user = self.users[character.key]
            return user.dm_channel, user
        return self.rooms[room], self.actors[character.key]

    def _admit(self, character: Character) -> None:
        user = self.env.create_user(character.key, global_name=character.name)
        actor = self.guild.add_member(user)
        self.users[character.key], self.actors[character.key] = user, actor
        self.rules.locales[user.id] = character.locale
        if character.rights.value:
            role = self.guild.create_role(character.part.capitalize(), permissions=character.rights)
            self.env.backend.add_member_role(self.guild.id, user.id, role.id)

    def _close_staff_room(self) -> None:
        view = discord.Permissions(view_channel=True).value
        room, backend = self.rooms[STAFF_ROOM], self.env.backend
        staff = [
            self.actors[c.key].id
            for c in CAST
            if c.rights.moderate_members or c.rights.manage_guild
        ]
        for member_id in (*staff, backend.bot_user.id):
            backend.set_overwrite(room.id, Overwrite(member_id, OverwriteType.MEMBER, allow=view))
        backend.set_overwrite(room.id, Overwrite(self.guild.id, OverwriteType.ROLE, deny=view))
