"""Facts that do not change while the bot runs, and resolvers of what people type."""
