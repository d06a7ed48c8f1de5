"""The bot's small web server: feeds for calendars, and how it is."""
