"""One package per feature."""

EXTENSIONS: tuple[str, ...] = (
    "cogs.config",
    "cogs.letters",
    "cogs.mod",
    "cogs.presence",
    "cogs.start",
)
