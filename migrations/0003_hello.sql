-- Why: the directory is worth harvesting, so asking has a budget that refills. One moment says
-- all of it: when the budget is full again. Survives restarts, or restarting would refill it.
CREATE TABLE budgets (
    user_id INTEGER NOT NULL REFERENCES profiles (user_id) ON DELETE CASCADE,
    kind    TEXT NOT NULL CHECK (kind IN ('searches', 'cards')),
    full_at TEXT NOT NULL,          -- ISO 8601, UTC
    PRIMARY KEY (user_id, kind)
) STRICT, WITHOUT ROWID;
