-- Why: people want to know what to bring and what if it rains, read their own language, find an
-- event by what it is, and see the time at its place.
ALTER TABLE events ADD COLUMN kind TEXT CHECK (
    kind IN ('meetup', 'meal', 'party', 'outing', 'call', 'talk', 'contest', 'meeting')
);
ALTER TABLE events ADD COLUMN bring TEXT CHECK (length(bring) <= 200);
ALTER TABLE events ADD COLUMN rain TEXT CHECK (length(rain) <= 200);
ALTER TABLE events ADD COLUMN second_language TEXT CHECK (second_language IN ('en', 'ja'));
ALTER TABLE events ADD COLUMN second_title TEXT CHECK (
    length(second_title) <= 100 AND (second_title IS NULL) = (second_language IS NULL)
);
ALTER TABLE events ADD COLUMN second_description TEXT CHECK (length(second_description) <= 1000);
ALTER TABLE events ADD COLUMN place_zone TEXT;  -- IANA; NULL: that of its region, if it has one

-- Why: Discord's addresses of files expire, and a card that is posted again needs its picture. In
-- a table of their own, so that reading events stays quick. AUTOINCREMENT: the number stands in the
-- name of the file on the card, which tells whether that is still the picture.
CREATE TABLE event_pictures (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id   INTEGER NOT NULL UNIQUE REFERENCES events (id) ON DELETE CASCADE,
    format     TEXT NOT NULL CHECK (format IN ('png', 'jpg', 'webp', 'gif')),
    alt        TEXT NOT NULL CHECK (length(alt) BETWEEN 1 AND 500),
    attachment INTEGER,         -- Discord's number of the file on the card, once it stands there
    content    BLOB NOT NULL CHECK (length(content) <= 4194304)
) STRICT;
