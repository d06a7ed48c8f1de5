-- Why: what must happen later or outside is written with the decision and carried out once, also
-- after a crash, a lost answer or an outage. AUTOINCREMENT: a row's number marks what was sent for
-- it, so none is used again. No reference to people: a place such as "user:7" names one, and
-- deleting a profile empties it.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL,
    place      TEXT NOT NULL,
    payload    TEXT NOT NULL CHECK (json_valid(payload)),
    guild_id   INTEGER,             -- whose admins see it when it is dead
    due_at     TEXT NOT NULL,       -- ISO 8601, UTC; with id the order within a place
    not_before TEXT NOT NULL,       -- due_at, or later after a failure
    attempts   INTEGER NOT NULL DEFAULT 0,
    begun_at   TEXT,                -- an attempt began and nobody knows how it ended
    holds      INTEGER NOT NULL DEFAULT 0 CHECK (holds IN (0, 1)),
    is_first   INTEGER NOT NULL DEFAULT 0 CHECK (is_first IN (0, 1)),
    is_carried INTEGER NOT NULL DEFAULT 0 CHECK (is_carried IN (0, 1)),
    dead_at    TEXT,
    reason     TEXT,
    details    TEXT CHECK (details IS NULL OR json_valid(details))
) STRICT;
-- Why: the first of a place is marked, so that whoever looks for work never walks those behind
-- it; and SQLite itself refuses a second one.
CREATE UNIQUE INDEX outbox_first ON outbox (place) WHERE is_first = 1;
CREATE INDEX outbox_due ON outbox (kind, not_before, id)
    WHERE is_first = 1 AND is_carried = 0 AND dead_at IS NULL;
CREATE INDEX outbox_order ON outbox (place, due_at, id) WHERE dead_at IS NULL;
CREATE INDEX outbox_carried ON outbox (id) WHERE is_carried = 1;
CREATE INDEX outbox_dead ON outbox (guild_id, id) WHERE dead_at IS NOT NULL;
CREATE INDEX outbox_dead_places ON outbox (place) WHERE dead_at IS NOT NULL;

-- Why: letters are brought by the queue from now on; those under way move onto it.
DROP INDEX letters_to_send;
INSERT INTO outbox (kind, place, payload, due_at, not_before)
SELECT 'letter', 'user:' || user_id, json_object('letter', id), written_at, written_at
  FROM letters WHERE way = 'message' ORDER BY id;
UPDATE outbox SET is_first = 1 WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY place ORDER BY due_at, id) AS turn FROM outbox
    ) WHERE turn = 1
);
