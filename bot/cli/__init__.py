"""What the host of the bot can ask for: one file a command."""
