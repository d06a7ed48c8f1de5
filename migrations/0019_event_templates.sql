-- Why: communities hold the same events again and again. A template outlives whoever made it, and
-- its event: it is a copy of what was said.
CREATE TABLE event_templates (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id           INTEGER NOT NULL,
    user_id            INTEGER,     -- who made it; NULL once they deleted their profile
    name               TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    title              TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    minutes            INTEGER NOT NULL CHECK (minutes >= 1),
    description        TEXT,
    place              TEXT,
    link               TEXT,
    capacity           INTEGER CHECK (capacity >= 1),
    kind               TEXT,
    bring              TEXT,
    rain               TEXT,
    second_language    TEXT CHECK (second_language IN ('en', 'ja')),
    second_title       TEXT CHECK ((second_title IS NULL) = (second_language IS NULL)),
    second_description TEXT,
    place_zone         TEXT
) STRICT;
CREATE INDEX event_templates_server ON event_templates (guild_id);
CREATE INDEX event_templates_user ON event_templates (user_id);
