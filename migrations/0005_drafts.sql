-- Why: a form that was refused, or whose answer fits several places, can be opened again with
-- nothing lost, also after a restart. Kept for a day. No reference to profiles: somebody who
-- fills in the first form has none yet.
CREATE TABLE drafts (
    user_id  INTEGER NOT NULL,
    form     TEXT NOT NULL,
    answers  TEXT NOT NULL CHECK (json_valid(answers)),
    kept_at  TEXT NOT NULL,         -- ISO 8601, UTC
    PRIMARY KEY (user_id, form)
) STRICT, WITHOUT ROWID;
