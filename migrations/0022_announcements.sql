-- Why: an announcement goes to several channels at once and stays in hand: it is edited and
-- recalled everywhere, so its text is kept, and what became of each copy. Whom it is for is kept
-- as it was said: which channels that is, is looked up when it goes. AUTOINCREMENT: its number
-- stands in the queue and on buttons.
CREATE TABLE announcements (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id         INTEGER NOT NULL,
    user_id          INTEGER,           -- NULL once they deleted their profile
    locale           TEXT NOT NULL,     -- of the author, who is told what becomes of it
    english          TEXT CHECK (length(english) BETWEEN 1 AND 1200),
    japanese         TEXT CHECK (length(japanese) BETWEEN 1 AND 1200),
    meant            TEXT NOT NULL CHECK (json_valid(meant)),
    but_not          TEXT NOT NULL CHECK (json_valid(but_not)),
    channels         TEXT NOT NULL CHECK (json_valid(channels)),
    roles            TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(roles)),
    pings_in         INTEGER,           -- the one channel where the roles are pinged
    due_at           TEXT,              -- ISO 8601, UTC; NULL: at once
    state            TEXT NOT NULL DEFAULT 'draft'
                     CHECK (state IN ('draft', 'waiting', 'sent', 'recalled')),
    approved         INTEGER NOT NULL DEFAULT 0 CHECK (approved IN (0, 1)),
    approver_user_id INTEGER,
    written_at       TEXT NOT NULL,     -- ISO 8601, UTC; when it was last decided about
    CHECK (english IS NOT NULL OR japanese IS NOT NULL)
) STRICT;
CREATE INDEX announcements_server ON announcements (guild_id, id);
CREATE INDEX announcements_user ON announcements (user_id);
CREATE INDEX announcements_approver ON announcements (approver_user_id);

-- One row a channel. row_id is the queue's: while that is there, it says why nothing is posted.
-- is_stale: the text changed while nobody knew whether it was being posted.
CREATE TABLE announcement_copies (
    announcement_id INTEGER NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    channel_id      INTEGER NOT NULL,
    message_id      INTEGER,
    row_id          INTEGER NOT NULL,
    delivery        TEXT NOT NULL DEFAULT 'waiting'
                    CHECK (delivery IN ('waiting', 'posted', 'gone', 'dropped', 'recalled')),
    is_stale        INTEGER NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1)),
    PRIMARY KEY (announcement_id, channel_id)
) STRICT, WITHOUT ROWID;
