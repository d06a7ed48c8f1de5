"""Pieces of Discord's interface that several features share."""
