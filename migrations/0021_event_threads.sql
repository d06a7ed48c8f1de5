-- Why: a channel can be deleted by hand, and its events go on without a card until their host says
-- where. The thread is what people meet in; full_at: when Discord last took nobody more.
ALTER TABLE events ADD COLUMN has_place INTEGER NOT NULL DEFAULT 1 CHECK (has_place IN (0, 1));
ALTER TABLE events ADD COLUMN thread_id INTEGER;
ALTER TABLE events ADD COLUMN thread_is_private INTEGER NOT NULL DEFAULT 0
    CHECK (thread_is_private IN (0, 1));
ALTER TABLE events ADD COLUMN thread_full_at TEXT;  -- ISO 8601, UTC
