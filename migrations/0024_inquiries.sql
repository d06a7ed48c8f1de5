-- Why: people ask hosts without knowing or writing to their accounts; a host answers once.
-- doors: how many hosts may still read it; 0 from the start where they want no more from this
-- person, who must not notice. AUTOINCREMENT: the number stands in buttons that outlive the row.
CREATE TABLE event_inquiries (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    user_id  INTEGER NOT NULL,    -- who asks
    called   TEXT NOT NULL,       -- as they were called then
    question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 500),
    asked_at TEXT NOT NULL,       -- ISO 8601, UTC
    doors    INTEGER NOT NULL CHECK (doors >= 0),
    answer   TEXT CHECK (length(answer) BETWEEN 1 AND 1000)
) STRICT;
CREATE INDEX event_inquiries_user ON event_inquiries (user_id, asked_at);
CREATE INDEX event_inquiries_event ON event_inquiries (event_id);
CREATE INDEX event_inquiries_old ON event_inquiries (asked_at);
