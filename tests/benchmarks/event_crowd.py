"""Fill a database with events and answers: ``python -m tests.benchmarks.event_crowd FILE``.

The rows are those that the services write, only made by SQLite itself: one event in ten is to
come, with everything that its publishing put into the queue.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from bot.storage.migrate import migrate, migrations
from tests.benchmarks.crowd import SERVER

PEOPLE = 50_000
FIRST_PERSON = 10**17
FIRST_CHANNEL = SERVER + 1_000
CHANNELS = 20
"""Half of the events stand in one channel of the server, the others in so many."""
SEATS = 40
_IN_A_TRANSACTION = 500

_EVENTS = """
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :events)
INSERT INTO events (id, guild_id, host_id, title, description, place, channel_id, message_id,
                    starts_at, ends_at, zone, capacity, state, changed_at)
SELECT n, :server, :person + n % 500, 'Event ' || n, 'Bring something to eat, and a friend.',
       'Shibuya Hikarie, 8F', :channel + iif(n % 20 < 10, 0, n / 20 % :channels),
       1000000 + :server + n,
       strftime('%Y-%m-%dT%H:%M:%S+00:00', :now, moved),
       strftime('%Y-%m-%dT%H:%M:%S+00:00', :now, moved, '+2 hours'),
       'Asia/Tokyo', iif(n % 3 = 0, :seats, NULL), 'published', :now
  FROM (SELECT n, iif(n % 10 = 0, '+' || (n % 2160 + 30), '-' || (n % 26280 + 3)) || ' hours'
               AS moved FROM numbers)
"""
# Turns and seats as if all had answered one after the other, seven of ten Going.
_ANSWERS = """
WITH RECURSIVE numbers (j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM numbers WHERE j < :most)
INSERT INTO event_answers (event_id, user_id, coming, turn, is_seated)
SELECT e.id, :person + (e.id * 7919 + j * 104729) % :people,
       CASE WHEN j % 10 < 7 THEN 'going' WHEN j % 10 < 9 THEN 'maybe' ELSE 'no' END,
       j + 1,
       j % 10 < 7 AND (e.capacity IS NULL OR j / 10 * 7 + j % 10 < e.capacity)
  FROM events AS e CROSS JOIN numbers
 WHERE e.id BETWEEN :first AND :last AND j < :mean / 5 + e.id * 37 % (:mean * 8 / 5 + 1)
"""
_ATTENDEES = """
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < :people - 1)
INSERT INTO attendees (guild_id, user_id, is_named, called, locale)
SELECT :server, :person + n, n % 2, iif(n % 2, 'Person ' || n, NULL), iif(n % 3, 'en-GB', 'ja')
  FROM numbers
"""
_ENDS = """
INSERT INTO outbox (kind, place, payload, guild_id, due_at, not_before)
SELECT 'event_edit', 'channel:' || channel_id,
       json_object('event', id, 'channel', channel_id, 'why', 'end'), guild_id, ends_at, ends_at
  FROM events WHERE starts_at > :now
"""
_MOMENTS = """
INSERT INTO outbox (kind, place, payload, guild_id, due_at, not_before)
SELECT 'event_due', 'event:' || id,
       json_object('event', id, 'lead', lead, 'starts', starts_at, 'after', 0, 'until', NULL),
       guild_id, due, due
  FROM (SELECT events.id, guild_id, starts_at, leads.value AS lead,
               strftime('%Y-%m-%dT%H:%M:%S+00:00', starts_at, leads.key) AS due
          FROM events,
               json_each('{"-1 day": "day", "-1 hour": "hour", "-0 hours": "start"}') AS leads
         WHERE starts_at > :now)
"""
_FIRSTS = """
UPDATE outbox SET is_first = 1 WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY place ORDER BY due_at, id) AS turn FROM outbox
    ) WHERE turn = 1
)
"""


def fill(path: Path, events: int, answers: int) -> None:
    """Make the file anew; one that was broken off is not mistaken for a whole one."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    asyncio.run(migrate(unfinished, migrations()))
    conn = sqlite3.connect(unfinished)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA cache_size = -64000")
    mean = max(answers // events, 5)
    values = {
        "events": events,
        "server": SERVER,
        "person": FIRST_PERSON,
        "people": PEOPLE,
        "channel": FIRST_CHANNEL,
        "channels": CHANNELS,
        "seats": SEATS,
        "now": datetime.now(UTC).isoformat(timespec="seconds"),
        "mean": mean,
        "most": mean * 2,
    }
    for statement in (_EVENTS, _ATTENDEES, _ENDS, _MOMENTS, _FIRSTS):
        conn.execute(statement, values)
        conn.commit()
    for first in range(1, events + 1, _IN_A_TRANSACTION):
        conn.execute(_ANSWERS, values | {"first": first, "last": first + _IN_A_TRANSACTION - 1})
        conn.commit()
    conn.close()
    unfinished.rename(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=1_000_000)
    asked = parser.parse_args()
    fill(asked.file, asked.events, asked.answers)
