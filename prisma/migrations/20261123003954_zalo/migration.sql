-- CreateTable
CREATE TABLE "zalo_grant" (
    "app_id" TEXT NOT NULL,
    "oa_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'none',
    "pair_sealed" TEXT,
    "access_until" TIMESTAMPTZ(3),
    "issued_at" TIMESTAMPTZ(3),
    "issued_for" TEXT,
    "refresh_begun_at" TIMESTAMPTZ(3),
    "refresh_tries" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "seed_index" TEXT,
    "consent_sealed" TEXT,
    "consent_begun_at" TIMESTAMPTZ(3),

    CONSTRAINT "zalo_grant_pkey" PRIMARY KEY ("app_id")
);

-- CreateTable
CREATE TABLE "zalo_sent" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "part" SMALLINT NOT NULL,
    "address" TEXT NOT NULL,
    "print" TEXT NOT NULL,
    "tries" SMALLINT NOT NULL DEFAULT 1,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" TEXT,

    CONSTRAINT "zalo_sent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "zalo_sent_message_id_idx" ON "zalo_sent"("message_id");

-- CreateIndex
CREATE INDEX "zalo_sent_address_tried_at_idx" ON "zalo_sent"("address", "tried_at");

-- CreateIndex
CREATE UNIQUE INDEX "zalo_sent_delivery_id_part_key" ON "zalo_sent"("delivery_id", "part");
