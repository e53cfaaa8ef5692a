-- AlterTable
ALTER TABLE "zalo_sent" ADD COLUMN     "parts" SMALLINT;
