-- Why: prefectures, countries, designated cities and chapters are regions that people belong to,
-- server by server. A region has a row only where the server changed or added something: what is
-- built in needs none. Codes are never used again, so rows are archived, not deleted.
CREATE TABLE regions (
    guild_id    INTEGER NOT NULL,
    code        TEXT NOT NULL,
    family      TEXT NOT NULL
                CHECK (family IN ('prefecture', 'country', 'city', 'chapter', 'own')),
    name        TEXT CHECK (length(name) BETWEEN 1 AND 60),  -- NULL: its usual name
    state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'archived', 'merged')),
    merged_into TEXT,
    PRIMARY KEY (guild_id, code),
    CHECK ((state = 'merged') = (merged_into IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Who belongs where, and as what. No foreign key to profiles: people who hold a role that a
-- server had before may have none. left_at is set while they are not in the server.
CREATE TABLE memberships (
    guild_id  INTEGER NOT NULL,
    code      TEXT NOT NULL,
    user_id   INTEGER NOT NULL,
    tie       TEXT NOT NULL CHECK (tie IN ('from', 'placed', 'lives', 'family', 'interested')),
    quiet     INTEGER NOT NULL CHECK (quiet IN (0, 1)),
    joined_at TEXT NOT NULL,            -- ISO 8601, UTC
    left_at   TEXT,                     -- ISO 8601, UTC
    PRIMARY KEY (guild_id, code, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_user ON memberships (user_id, guild_id);
CREATE INDEX memberships_left ON memberships (guild_id, left_at) WHERE left_at IS NOT NULL;

-- Whom admins made responsible for a region.
CREATE TABLE representatives (
    guild_id INTEGER NOT NULL,
    code     TEXT NOT NULL,
    user_id  INTEGER NOT NULL,
    PRIMARY KEY (guild_id, code, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX representatives_user ON representatives (user_id);

-- What a region has in Discord. Adopted is what was there before the bot: never deleted by it.
CREATE TABLE region_places (
    guild_id        INTEGER NOT NULL,
    code            TEXT NOT NULL,
    channel_id      INTEGER,
    thread_id       INTEGER,
    role_id         INTEGER,
    channel_adopted INTEGER NOT NULL DEFAULT 0 CHECK (channel_adopted IN (0, 1)),
    thread_adopted  INTEGER NOT NULL DEFAULT 0 CHECK (thread_adopted IN (0, 1)),
    role_adopted    INTEGER NOT NULL DEFAULT 0 CHECK (role_adopted IN (0, 1)),
    PRIMARY KEY (guild_id, code)
) STRICT, WITHOUT ROWID;

-- Regions that members would like to have, for the admins to read: the bot may have no channel
-- to post in, and a row cannot get lost.
CREATE TABLE region_suggestions (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id     INTEGER NOT NULL,
    user_id      INTEGER NOT NULL,
    name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    why          TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 300),
    suggested_at TEXT NOT NULL          -- ISO 8601, UTC
) STRICT;
CREATE INDEX region_suggestions_server ON region_suggestions (guild_id, id);
CREATE INDEX region_suggestions_user ON region_suggestions (user_id);
