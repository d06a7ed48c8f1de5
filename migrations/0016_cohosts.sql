-- Why: hosts have helpers, who manage an event as its host does. Whoever was named first takes it
-- over first, should its host be gone: that is the order of turns.
CREATE TABLE event_cohosts (
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    user_id  INTEGER NOT NULL,
    turn     INTEGER NOT NULL,
    PRIMARY KEY (event_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_cohosts_user ON event_cohosts (user_id);

-- Why: the host's name stands on the card, so nobody becomes one unasked. One event is offered to
-- one person at a time; whoever offered it is told what came of that.
CREATE TABLE event_offers (
    event_id        INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    user_id         INTEGER NOT NULL,
    by_user_id INTEGER NOT NULL
) STRICT;
CREATE INDEX event_offers_user ON event_offers (user_id);
CREATE INDEX event_offers_by ON event_offers (by_user_id);
