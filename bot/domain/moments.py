"""Moments, as every reader's own client writes them."""

from __future__ import annotations

import math
from datetime import datetime


def relative(moment: datetime) -> str:
    """Write a moment so that each client says "in 3 minutes", rounded up to a second."""
    return f"<t:{math.ceil(moment.timestamp())}:R>"
