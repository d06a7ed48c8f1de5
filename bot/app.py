"""The composition root: open the database and put the services together."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import TypedDict

import discord

from bot.services.admission import Admissions
from bot.services.announcement_rows import AnnouncementRows
from bot.services.announcements import Announcements
from bot.services.answers import Answers
from bot.services.arrivals import Arrivals
from bot.services.attendance import Attending
from bot.services.budgets import Budgets
from bot.services.checkins import Checkins
from bot.services.clock import Clock
from bot.services.cohosts import Cohosts
from bot.services.consents import Consents
from bot.services.digests import Digests
from bot.services.directory import Directory
from bot.services.drafts import Drafts
from bot.services.event_calls import EventCalls
from bot.services.event_drafts import EventDrafts
from bot.services.event_notes import EventNotes
from bot.services.event_places import EventPlaces
from bot.services.event_rows import EventRows
from bot.services.event_threads import EventThreads
from bot.services.events import Events
from bot.services.feeds import Feeds
from bot.services.greetings import Greetings
from bot.services.hands import Hands
from bot.services.health import Health
from bot.services.host_notes import HostNotes
from bot.services.hosting import Hosting
from bot.services.inquiries import Inquiries
from bot.services.intakes import Intakes
from bot.services.introductions import Introductions
from bot.services.layout_hands import LayoutHands
from bot.services.layout_jobs import LayoutJobs
from bot.services.layouts import Layouts
from bot.services.letters import Letters
from bot.services.listings import Listings
from bot.services.memberships import Memberships
from bot.services.mirrors import Mirrors
from bot.services.moderation import Moderation
from bot.services.newcomers import Newcomers
from bot.services.outbox import Outbox
from bot.services.panels import Panels
from bot.services.pictures import Pictures
from bot.services.placements import Placements
from bot.services.poll_rows import PollRows
from bot.services.polls import Polls
from bot.services.presence import Presence
from bot.services.previews import Previews
from bot.services.profiles import Profiles
from bot.services.recaps import Recaps
from bot.services.region_roles import RegionRoles
from bot.services.regions import Regions
from bot.services.regulars import Regulars
from bot.services.reminders import Reminders
from bot.services.representatives import Representatives
from bot.services.rights import Rights
from bot.services.search import Search
from bot.services.series import SeriesPlans
from bot.services.series_rows import SeriesRows
from bot.services.services import Services
from bot.services.settings import Settings
from bot.services.state import State
from bot.services.takeovers import Takeovers
from bot.services.templates import Templates
from bot.services.transfer import Transfer
from bot.services.zones import Zones
from bot.storage.database import Database
from bot.storage.migrate import migrate, migrations, require_current


@contextlib.asynccontextmanager
async def open_services(
    path: Path, *, clock: Clock = discord.utils.utcnow, may_migrate: bool = True
) -> AsyncGenerator[Services, None]:
    """Open (and bring up to date) a database file and lend the services over it.

    Raises DatabaseProblem for a file that cannot be used.
    """
    await (migrate if may_migrate else require_current)(path, migrations())
    db = await Database.open(path)
    try:
        yield assemble(db, clock)
    finally:
        await db.close()


def assemble(db: Database, clock: Clock) -> Services:
    """Build every service over one database."""
    directory, outbox = Directory(db), Outbox(db, clock)
    letters = Letters(db, outbox)
    roles = RegionRoles(outbox, clock)
    rights, settings = Rights(db), Settings(db)
    announcement_rows = AnnouncementRows(db, clock, outbox)
    event_rows = EventRows(db, clock, outbox)
    reminders = Reminders(db, clock, outbox, event_rows)
    answers = Answers(db, clock, event_rows)
    series_rows = SeriesRows(clock, outbox, event_rows, reminders)
    to_host = (db, clock, rights, event_rows, reminders, series_rows)
    event_drafts, hosting = EventDrafts(*to_host), Hosting(*to_host)
    host_notes = HostNotes(db, outbox)
    takeovers = Takeovers(db, clock, outbox, event_rows, host_notes, series_rows)
    poll_rows = PollRows(db, clock, outbox)
    polls = Polls(db, clock, rights, poll_rows, event_drafts)
    presence = Presence(db, directory, clock, roles, answers, takeovers, polls)
    return Services(
        clock=clock,
        directory=directory,
        state=State(db),
        settings=settings,
        budgets=Budgets(db, clock),
        rights=rights,
        presence=presence,
        outbox=outbox,
        letters=letters,
        moderation=Moderation(db, clock, letters, roles),
        greetings=Greetings(db, clock, presence, letters),
        profiles=Profiles(
            db, clock, outbox, roles, hosting, answers, takeovers, announcement_rows, polls
        ),
        panels=Panels(db, outbox),
        placements=Placements(db, clock),
        listings=Listings(db, clock),
        drafts=Drafts(db, clock),
        transfer=Transfer(db, clock),
        search=Search(db, clock),
        **_of_regions(db, clock, outbox, roles, rights),
        event_rows=event_rows,
        events=Events(db, clock, rights),
        hosting=hosting,
        event_drafts=event_drafts,
        **_happening(db, clock, outbox, rights, event_rows, series_rows),
        mirrors=Mirrors(db, clock, rights, event_rows, hosting, outbox, settings),
        takeovers=takeovers,
        previews=Previews(db, clock, rights, hosting),
        templates=Templates(db, rights),
        announcement_rows=announcement_rows,
        **_of_announcements(db, clock, outbox, rights, settings, announcement_rows),
        polls=polls,
        poll_rows=poll_rows,
        **_of_hosts(db, clock, outbox, rights, event_rows, host_notes, series_rows),
        answers=answers,
        reminders=reminders,
        regulars=Regulars(db, clock, answers),
        series=SeriesPlans(db, clock, rights, series_rows, event_rows),
        zones=Zones(db),
        feeds=Feeds(db, clock),
        health=Health(db, clock),
    )


class _OfRegions(TypedDict):
    regions: Regions
    memberships: Memberships
    hands: Hands
    consents: Consents
    newcomers: Newcomers
    introductions: Introductions
    arrivals: Arrivals
    representatives: Representatives
    intakes: Intakes
    layouts: Layouts
    layout_hands: LayoutHands
    layout_jobs: LayoutJobs


def _of_regions(
    db: Database, clock: Clock, outbox: Outbox, roles: RegionRoles, rights: Rights
) -> _OfRegions:
    """Build what is about regions, and about who comes into them."""
    intakes = Intakes(db, clock, outbox, roles)
    jobs = LayoutJobs(db, clock, outbox, intakes)
    return _OfRegions(
        regions=Regions(db, clock, roles),
        memberships=Memberships(db, clock, roles),
        hands=Hands(db, clock, outbox, roles),
        consents=Consents(db, clock, outbox),
        newcomers=Newcomers(db, clock, outbox),
        introductions=Introductions(db),
        arrivals=Arrivals(db, clock, outbox),
        representatives=Representatives(db, clock, outbox, rights),
        intakes=intakes,
        layouts=Layouts(db, clock, jobs),
        layout_hands=LayoutHands(db, clock, outbox, jobs),
        layout_jobs=jobs,
    )


class _OfHosts(TypedDict):
    host_notes: HostNotes
    admissions: Admissions
    cohosts: Cohosts
    attending: Attending
    checkins: Checkins
    inquiries: Inquiries
    recaps: Recaps


def _of_hosts(
    db: Database,
    clock: Clock,
    outbox: Outbox,
    rights: Rights,
    rows: EventRows,
    notes: HostNotes,
    series_rows: SeriesRows,
) -> _OfHosts:
    """Build what hosts do with the people of their events."""
    return _OfHosts(
        host_notes=notes,
        admissions=Admissions(db, clock, rights, outbox, rows, series_rows),
        cohosts=Cohosts(db, clock, rights, rows, notes, series_rows),
        attending=Attending(db, clock, rights, rows, notes),
        checkins=Checkins(db, clock, rights),
        inquiries=Inquiries(db, clock, outbox),
        recaps=Recaps(db, clock, outbox, rights),
    )


class _Happening(TypedDict):
    event_calls: EventCalls
    event_notes: EventNotes
    event_places: EventPlaces
    event_threads: EventThreads
    pictures: Pictures


def _happening(
    db: Database,
    clock: Clock,
    outbox: Outbox,
    rights: Rights,
    rows: EventRows,
    series_rows: SeriesRows,
) -> _Happening:
    """Build what goes on around events in Discord."""
    return _Happening(
        event_calls=EventCalls(db, rows, outbox),
        event_notes=EventNotes(db),
        event_places=EventPlaces(db, clock, rows),
        event_threads=EventThreads(db, clock, rights, rows, outbox),
        pictures=Pictures(db, clock, rights, rows, series_rows),
    )


class _OfAnnouncements(TypedDict):
    announcements: Announcements
    digests: Digests


def _of_announcements(
    db: Database,
    clock: Clock,
    outbox: Outbox,
    rights: Rights,
    settings: Settings,
    rows: AnnouncementRows,
) -> _OfAnnouncements:
    """Build what is said in several channels at once."""
    return _OfAnnouncements(
        announcements=Announcements(db, clock, rights, rows),
        digests=Digests(db, clock, outbox, settings),
    )
