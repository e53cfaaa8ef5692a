-- The first answer to each case is looked up for the figures of an office, without reading what was said.
CREATE INDEX "case_line_answers" ON "case_line" ("case_id", "at") WHERE "by" IN ('staff', 'agent', 'leader');
