-- Why: an event may be for some people only, until some time, and its host may decide who has a
-- seat. Whoever answered keeps their answer whatever becomes of the rule.
ALTER TABLE events ADD COLUMN admits_by TEXT NOT NULL DEFAULT 'everybody'
    CHECK (admits_by IN ('everybody', 'region', 'kind', 'role', 'placed'));
ALTER TABLE events ADD COLUMN admits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(admits));
ALTER TABLE events ADD COLUMN closes_at TEXT;  -- ISO 8601, UTC
ALTER TABLE events ADD COLUMN by_approval INTEGER NOT NULL DEFAULT 0 CHECK (by_approval IN (0, 1));

-- Why: where hosts decide, being on the list is no seat before they said yes. And a seat that
-- became free shortly before the start waits for a yes of its own, or goes to the next.
ALTER TABLE event_answers ADD COLUMN is_approved INTEGER NOT NULL DEFAULT 0
    CHECK (is_approved IN (0, 1));
ALTER TABLE event_answers ADD COLUMN confirm_by TEXT  -- ISO 8601, UTC
    CHECK (confirm_by IS NULL OR is_seated = 1);
CREATE INDEX event_answers_to_confirm ON event_answers (event_id, confirm_by)
    WHERE confirm_by IS NOT NULL;
DROP INDEX event_answers_waiting;
CREATE INDEX event_answers_waiting ON event_answers (event_id, turn, size, is_approved, is_held)
    WHERE coming = 'going' AND is_seated = 0;
