-- AlterTable
ALTER TABLE "application_event" ADD COLUMN     "note_sealed" TEXT;
