"""Which regions have a channel of their own, and which a post, before room is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.layout.server import Server
from bot.domain.layout.wishes import Layout, Wish, Wishes


@dataclass(frozen=True, slots=True)
class Homes:
    """For each family its regions with a channel and a role, and those with a post."""

    channels: dict[str, list[Wish]]
    posts: dict[str, list[Wish]]

    def keys(self) -> frozenset[str]:
        """Return what all of it is kept under, categories aside."""
        homes = [wish.code for wishes in self.channels.values() for wish in wishes]
        posts = [wish.code for wishes in self.posts.values() for wish in wishes]
        return frozenset(
            (
                *(f"channel:{code}" for code in homes),
                *(f"role:{code}" for code in homes),
                *(f"post:{code}" for code in posts),
                *(f"forum:{family}" for family in self.posts),
            )
        )


def homes(server: Server, wishes: Wishes) -> Homes:
    """Read the layouts; in a hybrid a region earns its channel and gives it up again."""
    channels: dict[str, list[Wish]] = {}
    posts: dict[str, list[Wish]] = {}
    for family, layout in wishes.layouts.items():
        regions = wishes.of(family)
        if not regions:
            continue
        if layout is not Layout.CHANNELS:
            posts[family] = regions
        if layout is not Layout.FORUM:
            is_hybrid = layout is Layout.HYBRID
            channels[family] = [
                wish for wish in regions if not is_hybrid or earns(wish, server, wishes)
            ]
    return Homes(channels, posts)


def earns(wish: Wish, server: Server, wishes: Wishes) -> bool:
    """Tell whether a hybrid's region is lively enough: less keeps a channel than earns one.

    One that an admin ticked counts like one that the region has already.
    """
    if wish.liveliness >= wishes.wakes_at:
        return True
    channel = server.held.get(f"channel:{wish.code}")
    has_one = channel is not None and not server.is_archived(channel)
    ticked = wish.channel is not None and channel is None
    return (has_one or ticked) and wish.liveliness >= wishes.sleeps_below
