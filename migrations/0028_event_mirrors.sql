-- Why: each card has Discord's own event beside it. What was last written there tells apart what
-- somebody else changed, which is offered to the host and never applied alone.
CREATE TABLE event_mirrors (
    event_id   INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    guild_id   INTEGER NOT NULL,
    mirror_id  INTEGER,
    standing   TEXT NOT NULL CHECK (standing IN ('stands', 'forbidden', 'full', 'hidden', 'deleted',
                                                 'left', 'over')),
    written    TEXT NOT NULL CHECK (json_valid(written)),
    theirs     TEXT CHECK (theirs IS NULL OR json_valid(theirs)),
    interested INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX event_mirrors_mirror ON event_mirrors (mirror_id) WHERE mirror_id IS NOT NULL;
CREATE INDEX event_mirrors_guild ON event_mirrors (guild_id);
