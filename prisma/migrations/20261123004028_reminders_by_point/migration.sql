-- DropIndex
DROP INDEX "loan_household_id_idx";

-- The plan asks the points that meet for their households, and those for what they have to pay: no day walks all loans any more.
DROP INDEX "loan_due";

-- CreateIndex
CREATE INDEX "loan_household_id_next_due_date_idx" ON "loan"("household_id", "next_due_date");

-- CreateIndex
CREATE INDEX "transaction_point_commune_id_idx" ON "transaction_point"("commune_id");
