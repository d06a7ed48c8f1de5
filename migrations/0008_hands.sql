-- Why: roles are given and taken by hand too. Whoever holds a region's role belongs to it although
-- they never said so: by_role. When that role goes, nothing they said goes with it.
ALTER TABLE memberships ADD COLUMN by_role INTEGER NOT NULL DEFAULT 0 CHECK (by_role IN (0, 1));

-- Why: while a role is new to its region, who holds it becomes a member and members get it. How far
-- that is stands in the queue; that it is not over yet must outlive a row that was given up.
CREATE TABLE intakes (
    guild_id INTEGER NOT NULL,
    role_id  INTEGER NOT NULL,
    to_walk  INTEGER NOT NULL CHECK (to_walk IN (0, 1)),  -- its holders are to be looked for
    PRIMARY KEY (guild_id, role_id)
) STRICT, WITHOUT ROWID;

-- Why: what somebody changes again and again is not repaired again and again.
CREATE TABLE repairs (
    guild_id INTEGER NOT NULL,
    thing    TEXT NOT NULL,               -- "role:<id>" of a person, or a key such as "channel:p02"
    user_id  INTEGER NOT NULL DEFAULT 0,  -- 0: no person's
    times    INTEGER NOT NULL,
    last_at  TEXT NOT NULL,               -- ISO 8601, UTC
    PRIMARY KEY (guild_id, thing, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX repairs_old ON repairs (last_at);
CREATE INDEX repairs_user ON repairs (user_id);
