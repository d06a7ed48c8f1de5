-- Why: the directory is worth harvesting, so asking has a budget that refills. One moment says
-- all of it: when the budget is full again. Survives restarts, or restarting would refill it; and
-- until then the profile, or deleting that and starting again would.
CREATE TABLE budgets (
    user_id INTEGER NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('searches', 'cards')),
    full_at TEXT NOT NULL,          -- ISO 8601, UTC
    PRIMARY KEY (user_id, kind)
) STRICT, WITHOUT ROWID;

-- Why: what the bot writes to somebody by itself is in the language they last used.
ALTER TABLE profiles ADD COLUMN locale TEXT;

-- Why: what somebody is to read reaches them by direct message or, where they refuse those, at
-- their next command, also after a crash between deciding and sending. Read letters are deleted.
-- AUTOINCREMENT: a letter's number keeps Discord from posting it twice, so none is used again.
CREATE TABLE letters (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES profiles (user_id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    subject    INTEGER NOT NULL,    -- what it is about, for example a greeting's number
    way        TEXT NOT NULL DEFAULT 'message' CHECK (way IN ('message', 'command')),
    written_at TEXT NOT NULL,       -- ISO 8601, UTC
    UNIQUE (user_id, kind, subject)
) STRICT;
CREATE INDEX letters_to_send ON letters (id) WHERE way = 'message';

-- Why: somebody says hello to somebody; the other accepts, or does not, which the sender never
-- learns: a refused greeting looks to its sender like one that waits. AUTOINCREMENT: numbers
-- stand in buttons that outlive the row.
CREATE TABLE greetings (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    sender_id    INTEGER NOT NULL REFERENCES profiles (user_id) ON DELETE CASCADE,
    recipient_id INTEGER NOT NULL REFERENCES profiles (user_id) ON DELETE CASCADE,
    message      TEXT NOT NULL CHECK (length(message) BETWEEN 1 AND 300),
    reason       TEXT,
    said_at      TEXT NOT NULL,     -- ISO 8601, UTC
    answer       TEXT NOT NULL DEFAULT 'none' CHECK (answer IN ('none', 'accepted', 'refused'))
) STRICT;
CREATE UNIQUE INDEX greetings_one_a_pair ON greetings (sender_id, recipient_id)
    WHERE answer != 'accepted';
CREATE INDEX greetings_to ON greetings (recipient_id, answer);
CREATE INDEX greetings_old ON greetings (said_at);

-- Why: a day allows so many. Counted apart from the hellos themselves, or deleting a profile, the
-- sender's or the recipient's, would give one back: to say more, and to tell who deleted theirs.
CREATE TABLE greetings_counted (
    sender_id INTEGER NOT NULL,
    said_at   TEXT NOT NULL         -- ISO 8601, UTC
) STRICT;
CREATE INDEX greetings_counted_sender ON greetings_counted (sender_id);

-- Why: "no more from this person" stands until who said so deletes their profile. It is theirs:
-- the other could else be back by deleting their own and starting again.
CREATE TABLE silences (
    user_id   INTEGER NOT NULL REFERENCES profiles (user_id) ON DELETE CASCADE,
    sender_id INTEGER NOT NULL,
    PRIMARY KEY (user_id, sender_id)
) STRICT, WITHOUT ROWID;
