-- What was done by a chair's link: few of all steps, so the index holds these only.
CREATE INDEX "application_event_chair_link" ON "application_event" ("actor_id") WHERE "actor_kind" = 'chair_link';

-- A loan is looked for by the last digits of its number.
CREATE INDEX "loan_code_from_the_end" ON "loan" (reverse("loan_code") text_pattern_ops);
