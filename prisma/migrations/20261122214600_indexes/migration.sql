-- What the schema cannot say: indexes over the few rows that a question is about, and rows that every installation needs.

-- Planning reminders walks the loans in order of id and needs only those that are due soon: it reads this index, not the table.
CREATE INDEX "loan_due" ON "loan" ("id", "next_due_date") WHERE "status" = 'normal' AND "next_due_date" IS NOT NULL;

-- Senders look for work, oldest first within a lane. Chunks that are done, nearly all of them, are not in it.
CREATE INDEX "chunk_open" ON "chunk" ("lane", "id") WHERE "state" <> 'done';

-- The next update of a sender.
CREATE INDEX "inbox_waiting" ON "inbox" ("channel", "address", "id") WHERE "processed_at" IS NULL;

-- What a dead sender left, and what staff have to look at.
CREATE INDEX "delivery_doubtful" ON "delivery" ("mailing_id") WHERE "state" IN ('sending', 'uncertain');

-- A consent is given once until it is taken back.
CREATE UNIQUE INDEX "consent_given" ON "consent" ("account_id", "purpose") WHERE "withdrawn_at" IS NULL;

-- Each delivery is updated two or three times within seconds: room in its page keeps the updates off the indexes,
-- and the dead versions are to be cleared long before a fifth of the table is dead.
ALTER TABLE "delivery" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

-- The bank's own numbers of the associations that lending is entrusted to.
INSERT INTO "association" ("code", "key")
VALUES (11, 'farmers'), (12, 'women'), (13, 'veterans'), (14, 'youth'), (99, 'direct');
