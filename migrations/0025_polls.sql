-- Why: when to meet is asked before there is an event. Times are a list that never changes, so
-- that an answer is one letter for each of them.
CREATE TABLE polls (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER,             -- who asks; NULL once they deleted their profile
    title      TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    code       TEXT,                -- of its region
    channel_id INTEGER NOT NULL,
    parent_id  INTEGER,             -- the channel around a thread
    message_id INTEGER,             -- its card, once that stands
    zone       TEXT NOT NULL,       -- of who asks, IANA
    minutes    INTEGER NOT NULL CHECK (minutes >= 1),
    times      TEXT NOT NULL CHECK (json_array_length(times) BETWEEN 2 AND 10),  -- ISO 8601, UTC
    state      TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    winner     INTEGER CHECK (winner >= 0)
) STRICT;
CREATE INDEX polls_user ON polls (user_id);

-- Why: everybody may answer, also without a profile; their answers are counted, nobody is named.
CREATE TABLE poll_answers (
    poll_id INTEGER NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL,
    marks   TEXT NOT NULL CHECK (marks NOT GLOB '*[^ymn]*' AND length(marks) BETWEEN 2 AND 10),
    PRIMARY KEY (poll_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX poll_answers_user ON poll_answers (user_id);
