"""All services together, as the features receive them."""

from __future__ import annotations

from dataclasses import dataclass

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
from bot.services.regions import Regions
from bot.services.regulars import Regulars
from bot.services.reminders import Reminders
from bot.services.representatives import Representatives
from bot.services.rights import Rights
from bot.services.search import Search
from bot.services.series import SeriesPlans
from bot.services.settings import Settings
from bot.services.state import State
from bot.services.takeovers import Takeovers
from bot.services.templates import Templates
from bot.services.transfer import Transfer
from bot.services.zones import Zones


@dataclass(frozen=True, slots=True)
class Services:
    """One instance of each service; put together in :mod:`bot.app`."""

    clock: Clock
    directory: Directory
    state: State
    settings: Settings
    budgets: Budgets
    rights: Rights
    presence: Presence
    outbox: Outbox
    letters: Letters
    moderation: Moderation
    greetings: Greetings
    profiles: Profiles
    panels: Panels
    placements: Placements
    listings: Listings
    drafts: Drafts
    transfer: Transfer
    search: Search
    regions: Regions
    memberships: Memberships
    hands: Hands
    intakes: Intakes
    consents: Consents
    newcomers: Newcomers
    introductions: Introductions
    arrivals: Arrivals
    representatives: Representatives
    layouts: Layouts
    layout_hands: LayoutHands
    layout_jobs: LayoutJobs
    event_places: EventPlaces
    announcement_rows: AnnouncementRows
    announcements: Announcements
    digests: Digests
    event_rows: EventRows
    event_calls: EventCalls
    event_notes: EventNotes
    event_threads: EventThreads
    mirrors: Mirrors
    events: Events
    event_drafts: EventDrafts
    hosting: Hosting
    inquiries: Inquiries
    recaps: Recaps
    pictures: Pictures
    host_notes: HostNotes
    cohosts: Cohosts
    takeovers: Takeovers
    previews: Previews
    templates: Templates
    polls: Polls
    poll_rows: PollRows
    attending: Attending
    checkins: Checkins
    answers: Answers
    admissions: Admissions
    reminders: Reminders
    regulars: Regulars
    series: SeriesPlans
    zones: Zones
    feeds: Feeds
    health: Health
