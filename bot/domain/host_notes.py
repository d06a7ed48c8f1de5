"""What people are told when the hosts of an event decide about them."""

from __future__ import annotations

from enum import StrEnum


class Said(StrEnum):
    """What somebody is told; ``who`` it is about, they learn beside it."""

    COHOST = "cohost"
    """You help to host it."""
    NO_COHOST = "no_cohost"
    ASKED = "asked"
    """You are asked to host it."""
    AGREED = "agreed"
    DECLINED = "declined"
    UNREACHED = "unreached"
    TAKEN_OVER = "taken_over"
    """You host it: its host is gone."""
    WAITING = "waiting"
    """A host put you on the waiting list."""
    REMOVED = "removed"
    """A host took you off the list."""
