"""Start ``python -m bot`` with Discord's addresses replaced: launcher.py REST GATEWAY COMMAND..."""

from __future__ import annotations

import runpy
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

Route.BASE = sys.argv[1]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[2])
sys.argv[:] = ["bot", *sys.argv[3:]]
runpy.run_module("bot", run_name="__main__", alter_sys=True)
