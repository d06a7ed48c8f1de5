-- Why: each server decides for itself. Only what was set is stored: a default that improves
-- later reaches everybody who never chose otherwise.
CREATE TABLE settings (
    guild_id INTEGER NOT NULL,
    name     TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (guild_id, name)
) STRICT, WITHOUT ROWID;
