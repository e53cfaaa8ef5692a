-- AlterTable
ALTER TABLE "application" ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "state_since" TIMESTAMPTZ(3);

-- What is there already came to its state with its last event. Its deadline is set by the daily work.
UPDATE "application" AS a SET "state_since" =
  COALESCE((SELECT max(e."at") FROM "application_event" AS e WHERE e."application_id" = a."id"), a."created_at");
ALTER TABLE "application" ALTER COLUMN "state_since" SET NOT NULL;
-- The first event led from nowhere; now it leads from the draft.
UPDATE "application_event" SET "from_state" = 'draft' WHERE "event" = 'send';

-- AlterTable
ALTER TABLE "application_event" ADD COLUMN     "day" DATE,
ADD COLUMN     "told" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "application_reminder" (
    "id" BIGSERIAL NOT NULL,
    "application_id" BIGINT NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "owner" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "application_reminder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "application_reminder_application_id_state_since_owner_turn_key" ON "application_reminder"("application_id", "state_since", "owner", "turn");

-- CreateIndex
CREATE INDEX "application_office_id_due_at_idx" ON "application"("office_id", "due_at");

-- CreateIndex
CREATE INDEX "application_due_at_idx" ON "application"("due_at");

-- AddForeignKey
ALTER TABLE "application_reminder" ADD CONSTRAINT "application_reminder_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;
