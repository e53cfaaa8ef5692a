-- AlterTable
ALTER TABLE "bucket" ADD COLUMN     "bulk_paused_until" TIMESTAMPTZ(3),
ADD COLUMN     "cut_at" TIMESTAMPTZ(3),
ADD COLUMN     "factor" DOUBLE PRECISION NOT NULL DEFAULT 1,
ADD COLUMN     "granted" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refused" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refused_at" TIMESTAMPTZ(3),
ADD COLUMN     "refused_for" TEXT,
ADD COLUMN     "storm_granted" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "storm_since" TIMESTAMPTZ(3),
ADD COLUMN     "storms" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "takeovers" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "trips" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "tried_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "mailing" ADD COLUMN     "office_id" INTEGER,
ADD COLUMN     "served_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "reminder" ADD COLUMN     "delivery_id" BIGINT;

-- AlterTable
ALTER TABLE "transaction_office" ADD COLUMN     "announcements_per_day" INTEGER NOT NULL DEFAULT 3;

-- CreateIndex
CREATE INDEX "reminder_delivery_id_idx" ON "reminder"("delivery_id");

-- Stretches of one mailing on one channel, oldest first; and the earlier replies to one account.
CREATE INDEX "chunk_of_mailing" ON "chunk" ("mailing_id", "channel", "id") WHERE "state" <> 'done';
CREATE INDEX "chunk_of_account" ON "chunk" ("account_id", "id") WHERE "state" <> 'done' AND "account_id" IS NOT NULL;
