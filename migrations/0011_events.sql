-- Why: an event is what its host decided; whether it is past, the clock says. AUTOINCREMENT: its
-- number stands in buttons, calendars and the queue, which outlive the row.
CREATE TABLE events (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id    INTEGER NOT NULL,
    host_id     INTEGER,            -- NULL once they deleted their profile
    title       TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    description TEXT CHECK (length(description) <= 1500),
    place       TEXT CHECK (length(place) <= 100),
    link        TEXT,
    code        TEXT,               -- of its region
    channel_id  INTEGER NOT NULL,
    parent_id   INTEGER,            -- the channel around a thread
    message_id  INTEGER,            -- its card, once that stands
    starts_at   TEXT NOT NULL,      -- ISO 8601, UTC
    ends_at     TEXT NOT NULL CHECK (ends_at > starts_at),  -- ISO 8601, UTC
    zone        TEXT NOT NULL,      -- the host's, IANA
    capacity    INTEGER CHECK (capacity >= 1),
    state       TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'cancelled')),
    version     INTEGER NOT NULL DEFAULT 0,
    changed_at  TEXT NOT NULL       -- ISO 8601, UTC
) STRICT;
CREATE INDEX events_of_server ON events (guild_id, starts_at) WHERE state = 'published';
CREATE INDEX events_of_host ON events (host_id);

-- Why: what people were told of is what it was like before, side by side with what it is now.
CREATE TABLE event_changes (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id  INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    starts_at TEXT NOT NULL,        -- ISO 8601, UTC
    ends_at   TEXT NOT NULL,        -- ISO 8601, UTC
    place     TEXT,
    link      TEXT
) STRICT;
CREATE INDEX event_changes_event ON event_changes (event_id);

-- Why: everybody may answer, also without a profile. A turn is never given twice in an event, so
-- the order of those who wait is theirs. is_seated: they have a seat, or there is no limit.
CREATE TABLE event_answers (
    event_id       INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    user_id        INTEGER NOT NULL,
    coming         TEXT NOT NULL CHECK (coming IN ('going', 'maybe', 'no')),
    turn           INTEGER NOT NULL,
    is_seated      INTEGER NOT NULL DEFAULT 0 CHECK (is_seated IN (0, 1)),
    guests         TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(guests)),
    size           INTEGER NOT NULL DEFAULT 1 CHECK (size = 1 + json_array_length(guests)),
    lead           TEXT NOT NULL DEFAULT 'hour' CHECK (lead IN ('day', 'hour', 'start', 'none')),
    way            TEXT CHECK (way IN ('message', 'channel')),  -- NULL: by whether they are named
    is_passed      INTEGER NOT NULL DEFAULT 0 CHECK (is_passed IN (0, 1)),       -- and told so
    is_unreachable INTEGER NOT NULL DEFAULT 0 CHECK (is_unreachable IN (0, 1)),  -- refuses messages
    PRIMARY KEY (event_id, user_id),
    CHECK (coming = 'going' OR is_seated = 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_answers_user ON event_answers (user_id);
CREATE UNIQUE INDEX event_answers_turn ON event_answers (event_id, turn);
CREATE INDEX event_answers_seated ON event_answers (event_id, turn, size) WHERE is_seated = 1;
CREATE INDEX event_answers_waiting ON event_answers (event_id, turn, size)
    WHERE coming = 'going' AND is_seated = 0;
CREATE INDEX event_answers_maybe ON event_answers (event_id) WHERE coming = 'maybe';

-- Why: a card is public, so it names only people who chose that; the name is kept only then. The
-- bot writes to them in the language of their Discord, and they need not have a profile.
CREATE TABLE attendees (
    guild_id INTEGER NOT NULL,
    user_id  INTEGER NOT NULL,
    is_named INTEGER CHECK (is_named IN (0, 1)),  -- NULL until they chose
    called   TEXT CHECK (called IS NULL OR is_named = 1),
    locale   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendees_user ON attendees (user_id);
