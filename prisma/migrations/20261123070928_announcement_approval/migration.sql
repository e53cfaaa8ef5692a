-- AlterTable
ALTER TABLE "announcement" ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "decided_by" TEXT,
ADD COLUMN     "other_body" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "returned_why" TEXT,
ADD COLUMN     "send_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "writers" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "mailing" ADD COLUMN     "trial_state" TEXT,
ADD COLUMN     "trial_to" BIGINT;

-- CreateTable
CREATE TABLE "saved_audience" (
    "id" BIGSERIAL NOT NULL,
    "office_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "audience" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "saved_audience_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_audience_office_id_name_key" ON "saved_audience"("office_id", "name");

-- AddForeignKey
ALTER TABLE "saved_audience" ADD CONSTRAINT "saved_audience_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "transaction_office"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "announcement" SET "writers" = ARRAY["author_id"];
