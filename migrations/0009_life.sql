-- Why: what everybody can read, and what brings somebody to strangers unasked, needs a consent of
-- its own, in each server; who may see a field of a profile never stands in for one. Taking it
-- back deletes the row.
CREATE TABLE consents (
    guild_id INTEGER NOT NULL,
    purpose  TEXT NOT NULL CHECK (purpose IN ('weekly_line', 'introductions')),
    user_id  INTEGER NOT NULL REFERENCES profiles (user_id) ON DELETE CASCADE,
    version  INTEGER NOT NULL,      -- of the words that were agreed to
    given_at TEXT NOT NULL,         -- ISO 8601, UTC
    PRIMARY KEY (guild_id, purpose, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX consents_user ON consents (user_id);

-- Why: some things a server has happen only so often: a line a week, a ping of a region a week, a
-- direct message to newcomers a minute. When that was last, or (messages) is next.
CREATE TABLE moments (
    guild_id INTEGER NOT NULL,
    what     TEXT NOT NULL,
    at       TEXT NOT NULL,         -- ISO 8601, UTC
    PRIMARY KEY (guild_id, what)
) STRICT, WITHOUT ROWID;

-- Why: what a representative wrote waits here until it is posted, and no longer. AUTOINCREMENT:
-- its number stands in the queue and on buttons that outlive the row.
CREATE TABLE announcements (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    code       TEXT NOT NULL,
    user_id    INTEGER NOT NULL,
    text       TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1500),
    pings      INTEGER NOT NULL CHECK (pings IN (0, 1)),
    pins       INTEGER NOT NULL DEFAULT 0 CHECK (pins IN (0, 1)),
    is_sent    INTEGER NOT NULL DEFAULT 0 CHECK (is_sent IN (0, 1)),  -- to the queue
    written_at TEXT NOT NULL        -- ISO 8601, UTC
) STRICT;
CREATE INDEX announcements_user ON announcements (user_id);
CREATE INDEX announcements_drafts ON announcements (written_at) WHERE is_sent = 0;
