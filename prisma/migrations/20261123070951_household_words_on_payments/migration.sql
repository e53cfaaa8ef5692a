-- CreateTable
CREATE TABLE "payment_promise" (
    "id" BIGSERIAL NOT NULL,
    "loan_id" BIGINT NOT NULL,
    "household_id" BIGINT NOT NULL,
    "office_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "due_date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "named" BOOLEAN NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_promise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_claim" (
    "id" BIGSERIAL NOT NULL,
    "household_id" BIGINT NOT NULL,
    "account_id" BIGINT NOT NULL,
    "loan_ids" BIGINT[],
    "paid_to" TEXT NOT NULL,
    "name_sealed" TEXT,
    "paid_on" DATE,
    "receipt" TEXT NOT NULL,
    "case_id" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_receipt" (
    "id" BIGSERIAL NOT NULL,
    "household_id" BIGINT NOT NULL,
    "account_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "payment_ids" BIGINT[],
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "case_id" BIGINT,

    CONSTRAINT "payment_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household_choice" (
    "household_id" BIGINT NOT NULL,
    "receipts" BOOLEAN NOT NULL DEFAULT true,
    "code_word_sealed" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "household_choice_pkey" PRIMARY KEY ("household_id")
);

-- CreateIndex
CREATE INDEX "payment_promise_household_id_idx" ON "payment_promise"("household_id");

-- CreateIndex
CREATE INDEX "payment_promise_account_id_idx" ON "payment_promise"("account_id");

-- CreateIndex
CREATE INDEX "payment_promise_office_id_made_at_idx" ON "payment_promise"("office_id", "made_at");

-- CreateIndex
CREATE INDEX "payment_promise_state_idx" ON "payment_promise"("state");

-- CreateIndex
CREATE UNIQUE INDEX "payment_promise_loan_id_due_date_key" ON "payment_promise"("loan_id", "due_date");

-- CreateIndex
CREATE INDEX "payment_claim_household_id_idx" ON "payment_claim"("household_id");

-- CreateIndex
CREATE INDEX "payment_claim_account_id_idx" ON "payment_claim"("account_id");

-- CreateIndex
CREATE INDEX "payment_receipt_account_id_idx" ON "payment_receipt"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_receipt_household_id_day_key" ON "payment_receipt"("household_id", "day");
