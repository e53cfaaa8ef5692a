-- AlterTable
ALTER TABLE "case" ADD COLUMN     "also_to" TEXT,
ADD COLUMN     "answers_sealed" TEXT,
ADD COLUMN     "escalated_at" TIMESTAMPTZ(3),
ADD COLUMN     "level" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "outcome" TEXT,
ADD COLUMN     "solved_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "case_state_due_at_idx" ON "case"("state", "due_at");
