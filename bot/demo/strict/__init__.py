"""An overlay that makes the simulator as strict as Discord itself."""

from .overlay import strict
from .rules import Rules

__all__ = ["Rules", "strict"]
