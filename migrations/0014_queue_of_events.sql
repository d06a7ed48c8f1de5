-- Why: every answer asks whether the event's card is to be edited anyway. Hundreds of events may
-- stand in one channel, each with a row for its end: nobody walks these.
CREATE INDEX outbox_event ON outbox (place, kind, json_extract(payload, '$.event'))
    WHERE dead_at IS NULL AND begun_at IS NULL AND json_extract(payload, '$.event') IS NOT NULL;
