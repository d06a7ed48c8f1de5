"""What the bot tells people by itself."""
