-- CreateTable
CREATE TABLE "announcement_picture" (
    "id" BIGSERIAL NOT NULL,
    "announcement_id" BIGINT NOT NULL,
    "token" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "alt" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "photo" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcement_picture_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "announcement_picture_announcement_id_key" ON "announcement_picture"("announcement_id");

-- CreateIndex
CREATE UNIQUE INDEX "announcement_picture_token_key" ON "announcement_picture"("token");

-- AddForeignKey
ALTER TABLE "announcement_picture" ADD CONSTRAINT "announcement_picture_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;
