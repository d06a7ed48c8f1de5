-- Why: what representatives write in one region is a notice from now on; an announcement is what
-- goes to several channels at once, and has a table of that name. The numbers stay.
ALTER TABLE announcements RENAME TO notices;
DROP INDEX announcements_user;
DROP INDEX announcements_drafts;
CREATE INDEX notices_user ON notices (user_id);
CREATE INDEX notices_drafts ON notices (written_at) WHERE is_sent = 0;
UPDATE outbox
   SET kind = 'notice',
       payload = json_insert(json_remove(payload, '$.announcement'),
                             '$.notice', json_extract(payload, '$.announcement'))
 WHERE kind = 'announcement';
