-- Why: a time that somebody writes is read by their own clock. Known to them alone. No reference
-- to profiles: somebody without a profile organises events too.
CREATE TABLE zones (
    user_id  INTEGER PRIMARY KEY,
    zone     TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 60)   -- an IANA name
) STRICT;
