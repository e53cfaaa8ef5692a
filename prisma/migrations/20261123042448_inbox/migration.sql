-- AlterTable
ALTER TABLE "case" ADD COLUMN     "unread_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "canned_reply" (
    "id" BIGSERIAL NOT NULL,
    "office_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "canned_reply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "canned_reply_office_id_title_key" ON "canned_reply"("office_id", "title");

-- AddForeignKey
ALTER TABLE "canned_reply" ADD CONSTRAINT "canned_reply_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "transaction_office"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A search by name walks this index alone, in the order of the list: the columns that it asks for are all in it.
DROP INDEX "household_head_name_folded_idx";
CREATE INDEX "household_head_name_folded_id_commune_id_idx" ON "household"("head_name_folded", "id", "commune_id");

-- What waited before this was kept has been opened by nobody.
UPDATE "case" SET "unread_since" = "opened_at" WHERE "state" = 'open';
