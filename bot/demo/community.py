"""The simulated server: its channels, and who is in it with which rights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import discord
from simcord import Env
from simcord.actors import MemberActor
from simcord.backend.access import channel_accessible
from simcord.backend.cdn import CDN_BASE
from simcord.backend.models import Overwrite
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.enums import OverwriteType

from bot.demo.cast import CAST, Character
from bot.demo.faces import mark, portrait
from bot.demo.strict import Rules
from bot.domain.profiles import Profile

SERVER_NAME = "Tsunagari"
DIRECT = "direct"
FACE = "face"
SHY = 20  # one of so many never pressed "List me"

ROOMS = {
    "welcome": "Say hello, and run your first command · はじめの一歩",
    "general": "Everything and nothing · なんでもどうぞ",
    "nihongo": "日本語で話しましょう",
    "events": "What is on, and where · 催しのお知らせ",
    "moderators": "Only moderators and admins can read this",
}
STAFF_ROOM = "moderators"
OWNER = "aoife"
GREETING = (
    "Welcome! 👋 This is the directory of everybody who was in Japan on the programme, and of the "
    "people they lived and worked with there. Type `/start` to describe yourself in two minutes, "
    "`/find people` to look for others, `/help` for everything else.\n"
    "ようこそ！ `/start` で自己紹介、`/find people` で人探し、`/help` で使い方が分かります。"
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
        env.backend.edit_bot_profile(SERVER_NAME).avatar = FACE
        users = {
            each.key: env.create_user(each.key, global_name=each.name, avatar=FACE) for each in CAST
        }
        guild = env.create_guild(SERVER_NAME, owner=users[OWNER])
        community = cls(env, rules, guild, users=users)
        for name, topic in ROOMS.items():
            community.rooms[name] = guild.create_text_channel(name, topic=topic)
        for character in CAST:
            community._admit(character)
        community._close_staff_room()
        return community

    def faces(self) -> dict[str, tuple[str, bytes]]:
        """Return the pictures of people and bot by the addresses they would have on Discord."""
        pictures = {self.users[each.key].id: portrait(each.name, each.colour) for each in CAST}
        pictures[self.env.backend.bot_user.id] = mark()
        return {
            f"{CDN_BASE}/avatars/{user_id}/{FACE}.png": ("face.png", picture)
            for user_id, picture in pictures.items()
        }

    @property
    def headcount(self) -> int:
        """Return how many people are in the server, without the bot."""
        return len(self.guild.member_ids()) - 1

    def profiles(self) -> Iterator[Profile]:
        """Yield the profiles of those a visitor can be."""
        for character in CAST:
            profile = character.described(self.users[character.key].id, self.guild.id)
            if profile is not None:
                yield profile

    def settle_in(self, people: Iterable[Profile]) -> Iterator[Profile]:
        """Let invented people join, and yield them with the account they got; most are listed."""
        for number, person in enumerate(people):
            user = self.env.create_user(f"person{number}", global_name=person.name)
            self.guild.add_member(user)
            servers = {self.guild.id} if number % SHY else set[int]()
            yield replace(person, user_id=user.id, listed_in=frozenset(servers))

    async def greet(self) -> None:
        """Post the words that newcomers find."""
        await self.actors[OWNER].send(self.rooms["welcome"], GREETING)

    def rooms_of(self, character: Character) -> list[str]:
        """Return the server's own channels that this person can read, and direct messages."""
        open_to_them = [
            name for name, room in self.rooms.items() if self.can_read(character, room.id)
        ]
        return [*open_to_them, DIRECT]

    def can_read(self, character: Character, channel_id: int) -> bool:
        """Tell whether a person sees a channel or a post, and what was said there."""
        actor = self.actors[character.key]
        return channel_accessible(self.env.backend, channel_id, actor.id, history=True)

    def seat(
        self, character: Character, room: str, channel_id: int | None
    ) -> tuple[ChannelHandle, MemberActor | UserHandle]:
        """Return a channel, and the person as they are in it; places of regions by their id."""
        if room == DIRECT:
            user = self.users[character.key]
            return user.dm_channel, user
        actor = self.actors[character.key]
        if channel_id is None:
            return self.rooms[room], actor
        return ChannelHandle(self.env, self.guild, self.env.backend.channels[channel_id]), actor

    def _admit(self, character: Character) -> None:
        user = self.users[character.key]
        self.actors[character.key] = self.guild.add_member(user)
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
