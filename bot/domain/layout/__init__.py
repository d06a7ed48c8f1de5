"""The layout of a server: what exists, what is wanted, and the steps from one to the other."""

from bot.domain.layout.budgets import Budgets, Usage
from bot.domain.layout.candidates import Candidate, candidates
from bot.domain.layout.pace import seconds
from bot.domain.layout.plan import Plan, plan
from bot.domain.layout.problems import Problem, Reason, Remedy
from bot.domain.layout.server import Kind, Making, Overwrite, Server, Shape, Thing
from bot.domain.layout.steps import Step, Verb
from bot.domain.layout.undo import Record, undo
from bot.domain.layout.wishes import Layout, Wish, Wishes

__all__ = [
    "Budgets",
    "Candidate",
    "Kind",
    "Layout",
    "Making",
    "Overwrite",
    "Plan",
    "Problem",
    "Reason",
    "Record",
    "Remedy",
    "Server",
    "Shape",
    "Step",
    "Thing",
    "Usage",
    "Verb",
    "Wish",
    "Wishes",
    "candidates",
    "plan",
    "seconds",
    "undo",
]
