"""One package per feature."""

EXTENSIONS: tuple[str, ...] = (
    "cogs.config",
    "cogs.presence",
)
