"""Invented people by the thousand, the same ones for the same seed."""

from bot.demo.people.invention import invent

__all__ = ["invent"]
