-- A change of keys finds what is sealed by the end of its name.
ALTER TABLE "attachment" RENAME COLUMN "sealed" TO "photo_sealed";
