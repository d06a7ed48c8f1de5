"""Read a time as people write it, in English, Japanese and the language of their Discord."""

from bot.reference.times.reading import FARTHEST_YEARS, LONGEST, read

__all__ = ["FARTHEST_YEARS", "LONGEST", "read"]
