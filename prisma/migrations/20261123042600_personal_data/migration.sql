-- AlterTable
ALTER TABLE "application" ADD COLUMN     "identity_index" TEXT;

-- AlterTable
ALTER TABLE "talk" ADD COLUMN     "state_sealed" TEXT,
ALTER COLUMN "state" DROP NOT NULL;

-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "said_sealed" TEXT;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "body_sealed" TEXT;

-- AlterTable
ALTER TABLE "case_line" ADD COLUMN     "text_sealed" TEXT;

-- CreateTable
CREATE TABLE "retention_run" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "before" TIMESTAMPTZ(3) NOT NULL,
    "gone" INTEGER NOT NULL,

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "application_identity_index_idx" ON "application"("identity_index");

-- CreateIndex
CREATE INDEX "talk_updated_at_idx" ON "talk"("updated_at");

-- CreateIndex
CREATE INDEX "retention_run_kind_at_idx" ON "retention_run"("kind", "at");

-- The log still is only added to, but for what is five years old by the clock of the database itself: nobody stays on record for ever.
CREATE OR REPLACE FUNCTION "audit_only_grows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD."at" < now() - interval '5 years' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the log is only added to: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
