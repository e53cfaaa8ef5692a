-- AlterTable
ALTER TABLE "channel_account" ADD COLUMN     "by_phone" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "shut_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "origin_id" BIGINT;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "cost_class" TEXT,
ADD COLUMN     "cost_dong" INTEGER,
ADD COLUMN     "way" TEXT;

-- AlterTable
ALTER TABLE "household" ADD COLUMN     "channel_order" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "spending" (
    "channel" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "dong" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "spending_pkey" PRIMARY KEY ("channel","month")
);

-- What cost money is counted for the page of the channels; most messages cost none. By a column that never changes: intents stay cheap.
CREATE INDEX "delivery_charged" ON "delivery" ("created_at") WHERE "cost_dong" > 0;
