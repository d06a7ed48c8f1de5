"""Channels, roles and posts of the server, with the limits that Discord puts on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.wire.fake.clock import FakeClock
from tests.wire.fake.payloads import BOT_ID, CHANNEL_ID, GUILD_ID, Json, member
from tests.wire.fake.rest import Refusal

CATEGORY, POST = 4, 11
MOST_CHANNELS, MOST_IN_A_CATEGORY, MOST_ROLES, MOST_POSTS = 500, 50, 250, 1_000
LOOK: Json = {"color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}


@dataclass(slots=True)
class Places:
    """What there is besides the first channel."""

    clock: FakeClock
    channels: dict[int, Json] = field(default_factory=dict[int, Json])
    roles: dict[int, Json] = field(default_factory=dict[int, Json])
    posts: dict[int, Json] = field(default_factory=dict[int, Json])
    made: Counter[str] = field(default_factory=Counter[str])
    """How often a thing of each name was made, also of what is gone since."""
    holders: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    """People and the roles that they hold."""

    def add_routes(self, route: Callable[..., None]) -> None:
        """Answer what is asked about places."""
        server, channel, member = f"/guilds/{GUILD_ID}", r"/channels/(\d+)", r"/members/(\d+)"
        route("GET", f"{server}/channels", lambda *_: [general(), *self.channels.values()])
        route("POST", f"{server}/channels", lambda _, body, __: self._make_channel(body))
        route("GET", channel, lambda _, __, found: self._place(int(found[1])))
        route("PATCH", channel, lambda _, body, found: self._edit(int(found[1]), body))
        route("DELETE", channel, lambda _, __, found: self._delete(int(found[1])))
        route("POST", f"{channel}/threads", self._make_post)
        route("GET", f"{channel}/threads/archived/public", self._asleep)
        route("GET", f"{server}/threads/active", lambda *_: {"threads": self.awake()})
        route("GET", f"{server}/roles", lambda *_: list(self.roles.values()))
        route("POST", f"{server}/roles", lambda _, body, __: self._make_role(body))
        route("PATCH", rf"{server}/roles/(\d+)", self._edit_role)
        route("DELETE", rf"{server}/roles/(\d+)", self._delete_role)
        route("GET", f"{server}{member}", lambda _, __, found: self.member(int(found[1])))
        route("PUT", rf"{server}{member}/roles/(\d+)", self._give)
        route("DELETE", rf"{server}{member}/roles/(\d+)", self._take)

    def names(self) -> Counter[str]:
        """Count everything by its name."""
        things = (*self.channels.values(), *self.roles.values(), *self.posts.values())
        return Counter(each["name"] for each in things)

    def add_channel(self, name: str, kind: int = 0, **more: Json) -> int:
        """Let somebody else make a channel; return its number."""
        return int(self._keep(self.channels, {"name": name, "type": kind, **more})["id"])

    def add_role(self, name: str, **more: Json) -> int:
        """Let somebody else make a role; return its number."""
        return int(self._keep(self.roles, {"permissions": "0", **LOOK, "name": name, **more})["id"])

    def fall_asleep(self) -> None:
        """Let Discord put every post to sleep, as it does after days without a message."""
        for post in self.posts.values():
            self._put_to_sleep(post, archived=True)

    def _make_channel(self, body: Json) -> Json:
        if len(self.channels) + 1 >= MOST_CHANNELS:
            raise Refusal(400, 30013, "Maximum number of guild channels reached (500)")
        parent = body.get("parent_id")
        self._require_room(parent)
        return self._made(
            self.channels, body | {"name": _as_written(body), "parent_id": parent and str(parent)}
        )

    def _require_room(self, parent: Json) -> None:
        if parent is None:
            return
        if self.channels.get(int(parent), {}).get("type") != CATEGORY:
            raise Refusal(400, 50035, "Invalid Form Body\nIn parent_id: Category does not exist")
        inside = [each for each in self.channels.values() if each.get("parent_id") == str(parent)]
        if len(inside) >= MOST_IN_A_CATEGORY:
            text = "Invalid Form Body\nIn parent_id: Maximum number of channels in category reached"
            raise Refusal(400, 50035, text)

    def _edit(self, number: int, body: Json) -> Json:
        place = self._place(number)
        if number in self.posts:
            changes = dict(body)
            if "archived" in changes:
                self._put_to_sleep(place, archived=changes.pop("archived"))
            place.update(changes)
            return place
        parent = body.get("parent_id")
        if parent is not None and str(parent) != place.get("parent_id"):
            self._require_room(parent)
        if "parent_id" in body:
            body = body | {"parent_id": parent and str(parent)}
        place.update(body)
        return place

    def _delete(self, number: int) -> Json:
        gone = self._place(number)
        self.channels.pop(number, None)
        for post in [
            each for each, post in self.posts.items() if number in (each, int(post["parent_id"]))
        ]:
            del self.posts[post]
        for each in self.channels.values():
            if each.get("parent_id") == str(number):
                each["parent_id"] = None
        return gone

    def _make_post(self, _: object, body: Json, found: re.Match[str]) -> Json:
        self._place(int(found[1]))
        return self.open_thread(body, found[1])

    def open_thread(self, body: Json, parent: str, number: int | None = None) -> Json:
        """Open a thread or a forum's post; one that begins at a message has its number."""
        if len(self.awake()) >= MOST_POSTS:
            raise Refusal(400, 160006, "Maximum number of active threads reached")
        about = {"type": body.get("type", POST), "parent_id": parent, "owner_id": str(BOT_ID)}
        about |= {} if number is None else {"id": str(number)}
        counts = {"message_count": 0, "member_count": 1, "guild_id": str(GUILD_ID)}
        post = self._made(self.posts, {"name": body["name"], **about, **counts})
        post["last_message_id"] = post["id"]
        self._put_to_sleep(post, archived=False)
        return post

    def _put_to_sleep(self, post: Json, *, archived: bool) -> None:
        post["thread_metadata"] = {
            "archived": archived,
            "locked": False,
            "auto_archive_duration": 4320,
            "archive_timestamp": self.clock.now().isoformat(),
        }

    def awake(self) -> list[Json]:
        """Return the posts that are awake: of the others Discord does not tell by itself."""
        posts = self.posts.values()
        return [each for each in posts if not each["thread_metadata"]["archived"]]

    def _asleep(self, asked: web.Request, _: Json, found: re.Match[str]) -> Json:
        def since(post: Json) -> str:
            return post["thread_metadata"]["archive_timestamp"]

        before = asked.query.get("before", "9")
        posts = [
            each
            for each in self.posts.values()
            if each["thread_metadata"]["archived"]
            and each["parent_id"] == found[1]
            and since(each) < before
        ]
        posts.sort(key=since, reverse=True)
        limit = int(asked.query.get("limit", 50))
        return {"threads": posts[:limit], "members": [], "has_more": len(posts) > limit}

    def _make_role(self, body: Json) -> Json:
        if len(self.roles) + 1 >= MOST_ROLES:
            raise Refusal(400, 30005, "Maximum number of guild roles reached (250)")
        return self._made(self.roles, {"permissions": "0", **LOOK, **body})

    def _role(self, number: int) -> Json:
        if number not in self.roles:
            raise Refusal(404, 10011, "Unknown Role")
        return self.roles[number]

    def _edit_role(self, _: object, body: Json, found: re.Match[str]) -> Json:
        role = self._role(int(found[1]))
        role.update(body)
        return role

    def _delete_role(self, _: object, __: Json, found: re.Match[str]) -> None:
        del self.roles[int(self._role(int(found[1]))["id"])]

    def member(self, user_id: int) -> Json:
        """Describe a member with their roles."""
        held = [str(role) for person, role in self.holders if person == user_id]
        return member(user_id) | {"roles": held}

    def _give(self, _: object, __: Json, found: re.Match[str]) -> None:
        self._role(int(found[2]))
        self.holders.add((int(found[1]), int(found[2])))

    def _take(self, _: object, __: Json, found: re.Match[str]) -> None:
        self._role(int(found[2]))
        self.holders.discard((int(found[1]), int(found[2])))

    def _place(self, number: int) -> Json:
        if number == CHANNEL_ID:
            return general()
        found = self.channels.get(number) or self.posts.get(number)
        if found is None:
            raise Refusal(404, 10003, "Unknown Channel")
        return found

    def _made(self, where: dict[int, Json], body: Json) -> Json:
        self.made[body["name"]] += 1
        return self._keep(where, body)

    def _keep(self, where: dict[int, Json], body: Json) -> Json:
        number = int(body.get("id") or self.clock.snowflake())
        base = {"id": str(number), "position": len(where) + 1, "permission_overwrites": []}
        where[number] = {**base, "parent_id": None, **body}
        return where[number]


def general() -> Json:
    """Describe the channel that is always there."""
    about = {"id": str(CHANNEL_ID), "type": 0, "name": "general", "position": 0}
    return about | {"guild_id": str(GUILD_ID), "permission_overwrites": [], "parent_id": None}


def _as_written(body: Json) -> str:
    """Return a channel's name as Discord writes it."""
    name = body["name"]
    return name if body["type"] == CATEGORY else re.sub(r"\s+", "-", name.strip().lower())
