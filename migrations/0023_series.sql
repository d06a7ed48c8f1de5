-- Why: dates of a series are made one by one, when their time comes; what was decided of those that
-- are not yet made has to wait somewhere. Wall times are by the clock of the series' zone.
CREATE TABLE series (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    host_id    INTEGER,             -- NULL once they deleted their profile: no more dates are made
    rule       TEXT NOT NULL,       -- as RFC 5545 writes it
    zone       TEXT NOT NULL,       -- IANA
    first      TEXT NOT NULL,       -- wall time at which the rule begins
    reached    TEXT,                -- wall time of the last date that has its card
    pattern_id INTEGER REFERENCES events (id) ON DELETE SET NULL  -- what later dates are like
) STRICT;
CREATE INDEX series_of_host ON series (host_id);
CREATE INDEX series_pattern ON series (pattern_id);

-- Why: a date that comes otherwise than its rule says, before it has its card.
CREATE TABLE series_exceptions (
    series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    planned   TEXT NOT NULL,        -- wall time
    starts_at TEXT,                 -- ISO 8601, UTC; NULL: skipped
    PRIMARY KEY (series_id, planned)
) STRICT, WITHOUT ROWID;

-- Why: people who come to every date are seated before its card is posted, in their order.
CREATE TABLE series_regulars (
    series_id INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    user_id   INTEGER NOT NULL,
    turn      INTEGER NOT NULL,
    PRIMARY KEY (series_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_regulars_user ON series_regulars (user_id);
CREATE UNIQUE INDEX series_regulars_turn ON series_regulars (series_id, turn);

-- Why: a date of a series is known by when it was planned, also after it was moved; none is made
-- twice.
ALTER TABLE events ADD COLUMN series_id INTEGER REFERENCES series (id) ON DELETE SET NULL;
ALTER TABLE events ADD COLUMN planned TEXT;  -- wall time
CREATE UNIQUE INDEX events_of_series ON events (series_id, planned) WHERE series_id IS NOT NULL;
