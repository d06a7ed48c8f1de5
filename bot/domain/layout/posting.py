"""Give regions their posts in a forum, as far as there is room for active threads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.domain.layout.access import forum_access
from bot.domain.layout.budgets import Room
from bot.domain.layout.building import Lacking, categories
from bot.domain.layout.changing import changed
from bot.domain.layout.problems import Reason
from bot.domain.layout.removing import known
from bot.domain.layout.server import Kind, Server, Shape, Thing
from bot.domain.layout.shelves import sort_key
from bot.domain.layout.steps import Step, Verb
from bot.domain.layout.wishes import Wish, Wishes, channel_name

FORUMS = "category:forums::1"


@dataclass(slots=True)
class Posting:
    """One pass over the families that have a forum."""

    server: Server
    wishes: Wishes
    room: Room
    in_category: int
    lacking: Lacking = field(default_factory=dict[tuple[str, Reason], list[str]])
    forums: list[Step] = field(default_factory=list[Step])
    posts: list[Step] = field(default_factory=list[Step])
    coming: int = 0

    def add_family(self, family: str, regions: list[Wish]) -> None:
        """Make a forum and its posts: whoever has one first, then by worth, then by name."""
        forum = self.server.held.get(f"forum:{family}")
        if not self._add_forum(family, forum):
            codes = [wish.code for wish in regions]
            self.lacking[family, Reason.CHANNELS_FULL] = codes
            return
        for wish in sorted(regions, key=self._precedence):
            self._add_post(family, wish)

    def steps(self) -> Iterator[Step]:
        """Yield the category of the forums, the forums, and their posts."""
        category = self.server.held.get(FORUMS)
        if self.coming or (category is not None and self.server.inside(category)):
            yield from categories(self.server, [(FORUMS, self.wishes.name("forums"), category)])
        yield from self.forums
        yield from self.posts

    def _precedence(self, wish: Wish) -> tuple[object, ...]:
        return f"post:{wish.code}" not in self.server.held, -wish.worth, sort_key(wish)

    def _add_forum(self, family: str, forum: Thing | None) -> bool:
        is_back = forum is not None and self.server.is_archived(forum)
        wanted = self._forum_shape(family)
        if forum is not None and not is_back:
            wish = replace(wanted, parent=forum.shape.parent)
            self.forums += changed(self.server, forum, wish, None, set(), self.wishes)
            return True
        if not self._shelve(makes=forum is None):
            return False
        self.forums.append(
            Step(Verb.CREATE, f"forum:{family}", wanted)
            if forum is None
            else Step(Verb.RESTORE, f"forum:{family}", wanted, known(forum), forum.shape)
        )
        return True

    def _shelve(self, *, makes: bool) -> bool:
        category = self.server.held.get(FORUMS)
        filled = self.coming + (0 if category is None else self.server.inside(category))
        opens = category is None and not self.coming
        if filled >= self.in_category or not self.room.take(channels=makes + opens):
            return False
        self.coming += 1
        return True

    def _forum_shape(self, family: str) -> Shape:
        name = channel_name(self.wishes.name(family))
        topic = self.wishes.names.get(f"{family}.topic", "")
        return Shape(Kind.FORUM, name, FORUMS, None, topic, forum_access())

    def _add_post(self, family: str, wish: Wish) -> None:
        key, wanted = f"post:{wish.code}", post_shape(family, wish)
        post = self.server.held.get(key)
        steps = self._post_steps(key, post, wanted)
        wakes = [step for step in steps if post is None or post.shape.closed or not post.awake]
        if self.room.take(threads=len(wakes)):
            self.posts += steps
        else:
            self.lacking.setdefault((family, Reason.THREADS_FULL), []).append(wish.code)

    def _post_steps(self, key: str, post: Thing | None, wanted: Shape) -> list[Step]:
        if post is None:
            return [Step(Verb.CREATE, key, wanted)]
        wanted = replace(wanted, parent=post.shape.parent)
        if post.shape.closed:
            shape = replace(wanted, topic=post.shape.topic)
            return [Step(Verb.RESTORE, key, shape, known(post), post.shape)]
        # What a post begins with is written once.
        wanted = replace(wanted, topic=(post.asked or post.shape).topic)
        return list(changed(self.server, post, wanted, None, set(), self.wishes))


def post_shape(family: str, wish: Wish) -> Shape:
    """Return a region's post; its topic is what it begins with."""
    return Shape(Kind.POST, wish.name[:100], f"forum:{family}", None, wish.topic)
