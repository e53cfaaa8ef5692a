-- AlterTable
ALTER TABLE "announcement" ADD COLUMN     "last_day" DATE;
