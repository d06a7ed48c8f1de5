"""What the host reads: one event after the other, as text or JSON, and never the token."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

from bot.config import Settings

_TEXT = "{asctime} {levelname:<8} {name}: {message}"
_HIDDEN = "[token]"
# Whoever knows the address of a feed can read it.
_ADDRESS = re.compile(r"(?<=feeds/)[A-Za-z0-9_-]{16,}")
_HIDDEN_ADDRESS = "[address]"
# At DEBUG they write every value that passes: what members say is not for logs.
_CHATTY = ("aiosqlite", "asyncio", "discord", "filelock")


class JsonFormatter(logging.Formatter):
    """Write a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class DiscreetFormatter(logging.Formatter):
    """Blot the token, and addresses of feeds, out of what another formatter wrote.

    Tracebacks are included.
    """

    def __init__(self, inner: logging.Formatter, token: str) -> None:
        super().__init__()
        self._inner = inner
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Return the other's text without secrets."""
        text = _ADDRESS.sub(_HIDDEN_ADDRESS, self._inner.format(record))
        return text.replace(self._token, _HIDDEN) if self._token else text


def write_logs(settings: Settings) -> None:
    """Send every record, warnings too, to the standard error."""
    inner = (
        JsonFormatter() if settings.log_format == "json" else logging.Formatter(_TEXT, style="{")
    )
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetFormatter(inner, settings.token))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLogger().level))
