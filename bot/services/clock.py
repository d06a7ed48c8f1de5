"""The one source of the time, so that tests and the demo can hold it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns now, aware, in UTC."""
