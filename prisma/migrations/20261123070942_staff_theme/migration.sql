-- AlterTable
ALTER TABLE "staff" ADD COLUMN     "theme" TEXT NOT NULL DEFAULT 'device';
