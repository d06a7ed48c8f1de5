-- Why: a question must not walk the table, and must find no more than its asker may read. One
-- row a person in the index; rows in ascending order are those freshest confirmed first, so
-- that nothing has to be ranked. The index keeps no copy of its terms (SQLite before 3.43
-- cannot delete from such an index without being told them), so search_documents does.
CREATE VIRTUAL TABLE search_index USING fts5 (
    terms, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '-_'"
);

-- The reference is looked at on commit: whoever deletes a profile and leaves it in the index
-- is refused, in whatever order the two are done.
CREATE TABLE search_documents (
    place    INTEGER PRIMARY KEY,   -- the row in search_index
    user_id  INTEGER NOT NULL UNIQUE REFERENCES profiles (user_id) DEFERRABLE INITIALLY DEFERRED,
    document TEXT NOT NULL CHECK (json_valid(document))
) STRICT;

-- A search lives on in the buttons of its answer, also after a restart, and for a day.
CREATE TABLE searches (
    id         TEXT PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES profiles (user_id) ON DELETE CASCADE,
    guild_id   INTEGER,             -- NULL in a direct message
    kind       TEXT NOT NULL,
    query      TEXT NOT NULL CHECK (json_valid(query)),
    created_at TEXT NOT NULL        -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;
CREATE INDEX searches_user ON searches (user_id);
CREATE INDEX searches_created ON searches (created_at);
