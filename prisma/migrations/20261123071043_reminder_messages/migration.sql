-- AlterTable
ALTER TABLE "reminder" ADD COLUMN     "day" DATE,
ADD COLUMN     "named_interest" BIGINT,
ADD COLUMN     "named_principal" BIGINT;

-- CreateTable
CREATE TABLE "reminder_day" (
    "day" DATE NOT NULL,
    "household_id" BIGINT NOT NULL,
    "delivery_id" BIGINT NOT NULL,

    CONSTRAINT "reminder_day_pkey" PRIMARY KEY ("day","household_id")
);

-- CreateTable
CREATE TABLE "reminder_skip" (
    "day" DATE NOT NULL,
    "loan_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_date" DATE NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "reminder_skip_pkey" PRIMARY KEY ("day","loan_id","kind")
);

-- CreateTable
CREATE TABLE "reminder_pause" (
    "id" SERIAL NOT NULL,
    "commune_id" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "reminder_pause_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reminder_day_household_id_idx" ON "reminder_day"("household_id");

-- CreateIndex
CREATE INDEX "reminder_skip_loan_id_idx" ON "reminder_skip"("loan_id");

-- CreateIndex
CREATE INDEX "reminder_pause_commune_id_idx" ON "reminder_pause"("commune_id");

-- AddForeignKey
ALTER TABLE "reminder_day" ADD CONSTRAINT "reminder_day_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_skip" ADD CONSTRAINT "reminder_skip_loan_id_fkey" FOREIGN KEY ("loan_id") REFERENCES "loan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_pause" ADD CONSTRAINT "reminder_pause_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE CASCADE ON UPDATE CASCADE;
