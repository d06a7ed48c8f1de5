-- Why: a summary is counts, which are counted when it is read, and what the host wrote; posted once.
CREATE TABLE event_recaps (
    event_id  INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    note      TEXT CHECK (length(note) BETWEEN 1 AND 1000),
    is_posted INTEGER NOT NULL DEFAULT 0 CHECK (is_posted IN (0, 1))
) STRICT;
