-- Why: whoever presses is told how many wait ahead of them. With everything that is asked of
-- those who wait in the index, a thousand of them are counted without reading a row.
DROP INDEX event_answers_waiting;
CREATE INDEX event_answers_waiting
    ON event_answers (event_id, turn, size, is_approved, is_held, coming, is_seated)
    WHERE coming = 'going' AND is_seated = 0;
