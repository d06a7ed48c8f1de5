-- Why: where the regions of a family live is each server's choice; none until it chose.
CREATE TABLE layouts (
    guild_id INTEGER NOT NULL,
    family   TEXT NOT NULL
             CHECK (family IN ('prefecture', 'country', 'city', 'chapter', 'own')),
    layout   TEXT NOT NULL CHECK (layout IN ('channels', 'forum', 'hybrid')),
    PRIMARY KEY (guild_id, family)
) STRICT, WITHOUT ROWID;

-- Why: a channel or role that was there before is taken over only when an admin ticked it.
CREATE TABLE layout_ticks (
    guild_id INTEGER NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('channel', 'role')),
    code     TEXT NOT NULL,
    thing    INTEGER NOT NULL,        -- its id
    PRIMARY KEY (guild_id, kind, code)
) STRICT, WITHOUT ROWID;

-- Why: the bot touches only what it made or adopted, so it must know what that is, how it asked
-- for it (what differs was changed by hand) and how it was before it went to the archive.
CREATE TABLE layout_things (
    guild_id INTEGER NOT NULL,
    key      TEXT NOT NULL,           -- what it is for, such as channel:p02
    thing    INTEGER NOT NULL,        -- its id
    making   TEXT NOT NULL CHECK (making IN ('made', 'adopted')),
    asked    TEXT NOT NULL,           -- JSON
    kept     TEXT,                    -- JSON
    PRIMARY KEY (guild_id, key),
    UNIQUE (guild_id, thing)
) STRICT, WITHOUT ROWID;

-- Why: a plan is carried out over hours, and can be taken back afterwards.
CREATE TABLE layout_jobs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    undoes     INTEGER REFERENCES layout_jobs (id),
    state      TEXT NOT NULL CHECK (state IN ('running', 'done', 'undone')),
    archive    TEXT NOT NULL,         -- what archive categories are called
    was        TEXT NOT NULL,         -- JSON: what the steps touch, before the first
    locale     TEXT NOT NULL,         -- the language of its progress message
    channel_id INTEGER NOT NULL,      -- where that is
    message_id INTEGER,
    pauses_to  TEXT,                  -- ISO 8601, UTC; while Discord lets it wait
    begun_at   TEXT NOT NULL          -- ISO 8601, UTC
) STRICT;
CREATE UNIQUE INDEX layout_jobs_running ON layout_jobs (guild_id) WHERE state = 'running';

CREATE TABLE layout_steps (
    job     INTEGER NOT NULL REFERENCES layout_jobs (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    step    TEXT NOT NULL,            -- JSON
    state   TEXT NOT NULL DEFAULT 'waiting'
            CHECK (state IN ('waiting', 'done', 'stuck', 'dropped')),
    done_at TEXT,                     -- ISO 8601, UTC
    PRIMARY KEY (job, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX layout_steps_done ON layout_steps (done_at) WHERE done_at IS NOT NULL;
