-- AlterTable
ALTER TABLE "reminder" ADD COLUMN     "arm" TEXT,
ADD COLUMN     "comparison_id" BIGINT;

-- CreateTable
CREATE TABLE "wording_comparison" (
    "id" BIGSERIAL NOT NULL,
    "office_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "wordings" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" TEXT NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "stopped_by" TEXT,

    CONSTRAINT "wording_comparison_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "wording_comparison_office_id_idx" ON "wording_comparison"("office_id");

-- CreateIndex
CREATE INDEX "reminder_comparison_id_idx" ON "reminder"("comparison_id");

-- AddForeignKey
ALTER TABLE "wording_comparison" ADD CONSTRAINT "wording_comparison_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "transaction_office"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One comparison of a kind runs in an office at a time.
CREATE UNIQUE INDEX "wording_comparison_running" ON "wording_comparison"("office_id", "kind") WHERE "stopped_at" IS NULL;
