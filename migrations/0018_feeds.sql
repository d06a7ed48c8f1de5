-- Why: calendars cannot log in, so whoever knows the address of a feed may read it. Only its digest
-- is kept: the database, or a copy of it, opens nobody's feed.
CREATE TABLE feeds (
    user_id  INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    what     TEXT NOT NULL CHECK (what IN ('server', 'region', 'mine')),
    code     TEXT NOT NULL DEFAULT '' CHECK ((code != '') = (what = 'region')),
    digest   BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),  -- SHA-256
    name     TEXT NOT NULL,
    locale   TEXT NOT NULL,
    made_at  TEXT NOT NULL,         -- ISO 8601, UTC
    PRIMARY KEY (user_id, guild_id, what, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX feeds_guild ON feeds (guild_id);

-- Why: a feed shows for a while what was cancelled, too.
CREATE INDEX events_in_feeds ON events (guild_id, starts_at) WHERE state != 'draft';
