-- Why: a host sees what a change will do before anybody is told, and presses Save once: the
-- button works after a restart, and of what was saved nothing is saved again.
CREATE TABLE event_previews (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    user_id  INTEGER NOT NULL,
    version  INTEGER NOT NULL,      -- of the event that was looked at
    said     TEXT NOT NULL CHECK (json_valid(said)),
    told     INTEGER,               -- how many people were told, once it is saved
    made_at  TEXT NOT NULL          -- ISO 8601, UTC
) STRICT;
CREATE INDEX event_previews_event ON event_previews (event_id, user_id);
CREATE INDEX event_previews_user ON event_previews (user_id);

-- Why: after a postponement that asks everybody anew, what they had answered is suggested to
-- them; until they answer, they neither come nor decline.
ALTER TABLE event_answers ADD COLUMN earlier TEXT CHECK (earlier IN ('going', 'maybe'));
ALTER TABLE event_changes ADD COLUMN asks_anew INTEGER NOT NULL DEFAULT 0
    CHECK (asks_anew IN (0, 1));
