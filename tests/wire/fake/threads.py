"""Threads of text channels, and who is in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.wire.fake.messages import Messages
from tests.wire.fake.payloads import Json
from tests.wire.fake.places import Places
from tests.wire.fake.rest import Refusal

PRIVATE = 12
MOST_PEOPLE = 1_000


@dataclass(slots=True)
class Threads:
    """What begins at a message, what is private, and the people of both."""

    places: Places
    messages: Messages
    people: dict[int, set[int]] = field(default_factory=dict[int, set[int]])
    added: Counter[tuple[int, int]] = field(default_factory=Counter[tuple[int, int]])
    """How often each was let in: Discord writes a line each time."""
    most_people: int = MOST_PEOPLE

    def add_routes(self, route: Callable[..., None]) -> None:
        """Answer what is asked about threads."""
        channel, member = r"/channels/(\d+)", r"/thread-members/(\d+)"
        route("POST", rf"{channel}/messages/(\d+)/threads", self._begin_at)
        route("GET", f"{channel}/users/@me/threads/archived/private", self._asleep)
        route("PUT", f"{channel}{member}", self._let_in)
        route("GET", f"{channel}{member}", self._is_in)
        route("DELETE", f"{channel}{member}", self._take_out)

    def _begin_at(self, _: object, body: Json, found: re.Match[str]) -> Json:
        self.messages.get(int(found[1]), int(found[2]))
        if int(found[2]) in self.places.posts:
            raise Refusal(400, 160004, "A thread has already been created for this message")
        return self.places.open_thread(body, found[1], int(found[2]))

    def _asleep(self, _: object, __: Json, found: re.Match[str]) -> Json:
        posts = self.places.posts.values()
        mine = [each for each in posts if (each["parent_id"], each["type"]) == (found[1], PRIVATE)]
        asleep = [each for each in mine if each["thread_metadata"]["archived"]]
        return {"threads": asleep, "members": [], "has_more": False}

    def _let_in(self, _: object, __: Json, found: re.Match[str]) -> None:
        inside, person = self._inside(found), int(found[2])
        if person not in inside:
            if len(inside) >= self.most_people:
                raise Refusal(400, 30033, "Maximum number of thread participants reached")
            inside.add(person)
            self.added[int(found[1]), person] += 1

    def _is_in(self, _: object, __: Json, found: re.Match[str]) -> Json:
        if int(found[2]) not in self._inside(found):
            raise Refusal(404, 10007, "Unknown Member")
        return {"id": found[1], "user_id": found[2], "join_timestamp": "2020-01-01", "flags": 0}

    def _take_out(self, _: object, __: Json, found: re.Match[str]) -> None:
        self._inside(found).discard(int(found[2]))

    def _inside(self, found: re.Match[str]) -> set[int]:
        if int(found[1]) not in self.places.posts:
            raise Refusal(404, 10003, "Unknown Channel")
        return self.people.setdefault(int(found[1]), set())
