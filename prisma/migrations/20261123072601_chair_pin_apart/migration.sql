-- AlterTable
ALTER TABLE "chair_link" ADD COLUMN     "opener" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "pin_at" TIMESTAMPTZ(3),
ADD COLUMN     "pin_by" TEXT,
ALTER COLUMN "pin_hash" DROP NOT NULL;
