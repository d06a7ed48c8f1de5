"""How much of everything a server may have, and how much of it is left to others."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.layout.server import Kind, Server


@dataclass(frozen=True, slots=True)
class Usage:
    """How many there are: channels with categories and forums, roles, and active threads."""

    channels: int
    roles: int
    threads: int

    @classmethod
    def of(cls, server: Server) -> Usage:
        """Count what a server has."""
        kinds = [thing.kind for thing in server.things]
        posts = sum(
            thing.kind is Kind.POST and thing.awake and not thing.shape.closed
            for thing in server.things
        )
        return cls(
            sum(kind.is_channel for kind in kinds),
            kinds.count(Kind.ROLE),
            posts + server.other_threads,
        )


@dataclass(frozen=True, slots=True)
class Budgets:
    """Discord's limits, and how many of each stay free for others."""

    channels: int = 500
    roles: int = 250
    threads: int = 1_000
    in_category: int = 50
    reserved_channels: int = 20
    reserved_roles: int = 10
    reserved_threads: int = 50

    def room(self, server: Server) -> Room:
        """Return how many more the bot may make."""
        used = Usage.of(server)
        return Room(
            self.channels - self.reserved_channels - used.channels,
            self.roles - self.reserved_roles - used.roles,
            self.threads - self.reserved_threads - used.threads,
        )


@dataclass(slots=True)
class Room:
    """What is left while a plan is made; below nothing where others took the reserve."""

    channels: int
    roles: int
    threads: int

    def has(self, *, channels: int = 0, roles: int = 0, threads: int = 0) -> bool:
        """Tell whether so many fit; nothing always does."""
        wanted = ((channels, self.channels), (roles, self.roles), (threads, self.threads))
        return all(number == 0 or number <= left for number, left in wanted)

    def take(self, *, channels: int = 0, roles: int = 0, threads: int = 0) -> bool:
        """Take so many if they fit, and tell whether they did."""
        if not self.has(channels=channels, roles=roles, threads=threads):
            return False
        self.channels -= channels
        self.roles -= roles
        self.threads -= threads
        return True
