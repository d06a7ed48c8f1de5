"""One package per feature."""

EXTENSIONS: tuple[str, ...] = (
    "cogs.config",
    "cogs.hello",
    "cogs.help",
    "cogs.letters",
    "cogs.mod",
    "cogs.presence",
    "cogs.profile",
    "cogs.start",
)
