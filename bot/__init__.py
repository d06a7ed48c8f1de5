"""Tsunagari: an alumni directory that lives in a Discord server."""

__version__ = "0.1.0"
