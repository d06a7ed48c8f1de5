"""One package per feature."""

EXTENSIONS: tuple[str, ...] = (
    "cogs.announcements",
    "cogs.config",
    "cogs.event_threads",
    "cogs.events",
    "cogs.cohosts",
    # Its command joins those of /event.
    "cogs.feeds",
    "cogs.attendance",
    "cogs.polls",
    "cogs.find",
    "cogs.hands",
    "cogs.hello",
    "cogs.inquiries",
    "cogs.help",
    "cogs.letters",
    "cogs.mod",
    "cogs.newcomers",
    "cogs.presence",
    "cogs.profile",
    "cogs.queue",
    "cogs.recaps",
    "cogs.region_admin",
    "cogs.regions",
    "cogs.representatives",
    "cogs.retention",
    "cogs.series",
    "cogs.start",
    "cogs.time",
    # Last: its command joins those of /region-admin.
    "cogs.onboarding",
)
