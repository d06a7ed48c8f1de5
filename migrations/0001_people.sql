-- Why: one profile a person, whatever number of servers the bot serves; being listed is
-- per server. Small lists live in JSON columns because they are only ever read whole.
CREATE TABLE profiles (
    id            INTEGER PRIMARY KEY,
    user_id       INTEGER NOT NULL UNIQUE,
    name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    reading       TEXT,
    kind          TEXT CHECK (kind IN ('alumnus', 'participant', 'local', 'friend')),
    home          TEXT,
    country       TEXT,
    city          INTEGER,
    languages     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(languages)),
    occupation    TEXT,
    work_field    TEXT,
    about         TEXT CHECK (length(about) <= 1000),
    interests     TEXT,
    links         TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(links)),
    open_to       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(open_to)),
    audiences     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(audiences)),
    hidden        INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    imported_at   TEXT,             -- ISO 8601, UTC; NULL once the person has claimed it
    confirmed_at  TEXT,             -- ISO 8601, UTC
    created_at    TEXT NOT NULL     -- ISO 8601, UTC
) STRICT;
CREATE INDEX profiles_unclaimed ON profiles (imported_at) WHERE imported_at IS NOT NULL;

-- since and until are kept as typed: '2008' or '2008-08'; until is NULL for "now". The two
-- months say how a bare year is read (a programme's changeover, or January to December).
CREATE TABLE placements (
    id              INTEGER PRIMARY KEY,
    user_id         INTEGER NOT NULL REFERENCES profiles (user_id) ON DELETE CASCADE,
    programme       TEXT NOT NULL,
    prefecture      TEXT NOT NULL,
    town            TEXT,
    town_code       TEXT,
    organisation    TEXT,
    school          TEXT,
    job             TEXT,
    since           TEXT NOT NULL,
    until           TEXT,
    arrival_month   INTEGER NOT NULL CHECK (arrival_month BETWEEN 1 AND 12),
    departure_month INTEGER NOT NULL CHECK (departure_month BETWEEN 1 AND 12)
) STRICT;
CREATE INDEX placements_user ON placements (user_id);

-- A row is a person's consent to be listed in one server. It stays, with present = 0, when
-- they leave, so that coming back does not ask again; listed_at is NULL after unlisting.
CREATE TABLE listings (
    guild_id        INTEGER NOT NULL,
    user_id         INTEGER NOT NULL REFERENCES profiles (user_id) ON DELETE CASCADE,
    listed_at       TEXT,               -- ISO 8601, UTC
    consent_version INTEGER NOT NULL,
    consented_at    TEXT NOT NULL,      -- ISO 8601, UTC
    present         INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)),
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX listings_user ON listings (user_id);
CREATE INDEX listings_newest ON listings (guild_id, listed_at) WHERE listed_at IS NOT NULL;

-- A moderator's decision outlives the profile, or deleting and starting again would undo it.
CREATE TABLE exclusions (
    guild_id     INTEGER NOT NULL,
    user_id      INTEGER NOT NULL,
    moderator_id INTEGER NOT NULL,
    reason       TEXT NOT NULL,
    excluded_at  TEXT NOT NULL,         -- ISO 8601, UTC
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;

-- Small facts the bot keeps about itself, such as the hash of the commands last synced.
CREATE TABLE bot_state (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
