-- CreateTable
CREATE TABLE "disaster" (
    "id" BIGSERIAL NOT NULL,
    "office_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "since" DATE NOT NULL,
    "review_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "disaster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disaster_commune" (
    "id" BIGSERIAL NOT NULL,
    "disaster_id" BIGINT NOT NULL,
    "commune_id" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "disaster_commune_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loss_report" (
    "id" BIGSERIAL NOT NULL,
    "disaster_id" BIGINT NOT NULL,
    "household_id" BIGINT NOT NULL,
    "account_id" BIGINT,
    "case_id" BIGINT,
    "state" TEXT NOT NULL DEFAULT 'received',
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "report_sealed" TEXT NOT NULL,
    "happened_on" DATE NOT NULL,
    "hurt" BOOLEAN NOT NULL DEFAULT false,
    "told_dong" BIGINT NOT NULL,
    "seen_dong" BIGINT,
    "capital_dong" BIGINT,
    "seen_on" DATE,
    "outcome" TEXT,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "loss_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loss_step" (
    "id" BIGSERIAL NOT NULL,
    "report_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "note_sealed" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "loss_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loss_photo" (
    "id" BIGSERIAL NOT NULL,
    "report_id" BIGINT NOT NULL,
    "mime" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "photo_sealed" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "loss_photo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leader_nudge" (
    "id" BIGSERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "household_id" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leader_nudge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sheet_link" (
    "id" BIGSERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "pin_hash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "session_hash" TEXT,

    CONSTRAINT "sheet_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "disaster_office_id_idx" ON "disaster"("office_id");

-- CreateIndex
CREATE INDEX "disaster_commune_commune_id_idx" ON "disaster_commune"("commune_id");

-- CreateIndex
CREATE UNIQUE INDEX "disaster_commune_disaster_id_commune_id_key" ON "disaster_commune"("disaster_id", "commune_id");

-- CreateIndex
CREATE INDEX "loss_report_household_id_idx" ON "loss_report"("household_id");

-- CreateIndex
CREATE INDEX "loss_report_case_id_idx" ON "loss_report"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "loss_report_disaster_id_household_id_key" ON "loss_report"("disaster_id", "household_id");

-- CreateIndex
CREATE INDEX "loss_step_report_id_idx" ON "loss_step"("report_id");

-- CreateIndex
CREATE INDEX "loss_photo_report_id_idx" ON "loss_photo"("report_id");

-- CreateIndex
CREATE INDEX "leader_nudge_group_id_month_idx" ON "leader_nudge"("group_id", "month");

-- CreateIndex
CREATE INDEX "leader_nudge_account_id_idx" ON "leader_nudge"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "leader_nudge_household_id_month_key" ON "leader_nudge"("household_id", "month");

-- CreateIndex
CREATE UNIQUE INDEX "sheet_link_token_hash_key" ON "sheet_link"("token_hash");

-- CreateIndex
CREATE INDEX "sheet_link_account_id_idx" ON "sheet_link"("account_id");

-- AddForeignKey
ALTER TABLE "disaster" ADD CONSTRAINT "disaster_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "transaction_office"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disaster_commune" ADD CONSTRAINT "disaster_commune_disaster_id_fkey" FOREIGN KEY ("disaster_id") REFERENCES "disaster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disaster_commune" ADD CONSTRAINT "disaster_commune_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss_report" ADD CONSTRAINT "loss_report_disaster_id_fkey" FOREIGN KEY ("disaster_id") REFERENCES "disaster"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss_report" ADD CONSTRAINT "loss_report_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss_report" ADD CONSTRAINT "loss_report_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss_report" ADD CONSTRAINT "loss_report_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss_step" ADD CONSTRAINT "loss_step_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "loss_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loss_photo" ADD CONSTRAINT "loss_photo_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "loss_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leader_nudge" ADD CONSTRAINT "leader_nudge_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "savings_credit_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leader_nudge" ADD CONSTRAINT "leader_nudge_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leader_nudge" ADD CONSTRAINT "leader_nudge_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sheet_link" ADD CONSTRAINT "sheet_link_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "savings_credit_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sheet_link" ADD CONSTRAINT "sheet_link_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
