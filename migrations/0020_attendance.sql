-- Why: whom the host put on the waiting list gets no seat by itself: the host gives it back.
ALTER TABLE event_answers ADD COLUMN is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1));

-- Why: people without Discord come too, and take seats. AUTOINCREMENT: the number stands in what a
-- host picked from a list, and must not mean somebody else by then.
CREATE TABLE event_guests (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    came_at  TEXT                 -- ISO 8601, UTC
) STRICT;
CREATE INDEX event_guests_event ON event_guests (event_id);

-- Why: who was there, whatever they had answered. Wrong words are counted, so that nobody guesses.
CREATE TABLE event_checkins (
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    user_id  INTEGER NOT NULL,
    tries    INTEGER NOT NULL DEFAULT 0,
    came_at  TEXT,                -- ISO 8601, UTC; NULL: they only guessed
    PRIMARY KEY (event_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_checkins_user ON event_checkins (user_id);

-- Why: whoever is there hears a word, with which they check themselves in.
CREATE TABLE event_checkin_words (
    event_id INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    word     TEXT NOT NULL CHECK (length(word) BETWEEN 1 AND 40)
) STRICT;
