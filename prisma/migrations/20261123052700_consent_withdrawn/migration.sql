-- What was taken back is a small part of the register: staff look through it, and each night what is five years old goes.
CREATE INDEX "consent_withdrawn" ON "consent" ("id") WHERE "withdrawn_at" IS NOT NULL;
