-- AlterTable
ALTER TABLE "import_run" ADD COLUMN     "office_id" INTEGER,
ADD COLUMN     "part_of" BIGINT,
ADD COLUMN     "undone_at" TIMESTAMPTZ(3),
ADD COLUMN     "undone_by" TEXT;

-- CreateTable
CREATE TABLE "import_image" (
    "id" BIGSERIAL NOT NULL,
    "run_id" BIGINT NOT NULL,
    "rows_sealed" BYTEA NOT NULL,

    CONSTRAINT "import_image_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_file" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "second_name" TEXT,
    "second_bytes" INTEGER,
    "office_id" INTEGER NOT NULL,
    "commune_id" INTEGER,
    "staff_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "state_at" TIMESTAMPTZ(3) NOT NULL,
    "found_sealed" TEXT,
    "choice" JSONB,
    "run_id" BIGINT,

    CONSTRAINT "import_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_chunk" (
    "id" BIGSERIAL NOT NULL,
    "file_id" BIGINT NOT NULL,
    "part" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "content_sealed" BYTEA NOT NULL,

    CONSTRAINT "import_chunk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" BIGSERIAL NOT NULL,
    "payment_code" TEXT NOT NULL,
    "loan_id" BIGINT NOT NULL,
    "paid_on" DATE NOT NULL,
    "principal" BIGINT NOT NULL,
    "interest" BIGINT NOT NULL,
    "deposit" BIGINT NOT NULL,
    "collected_by" TEXT NOT NULL DEFAULT '',
    "receipt_no" TEXT NOT NULL DEFAULT '',
    "as_of" DATE NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    "echoed_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_image_run_id_idx" ON "import_image"("run_id");

-- CreateIndex
CREATE INDEX "import_file_office_id_idx" ON "import_file"("office_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_chunk_file_id_part_place_key" ON "import_chunk"("file_id", "part", "place");

-- CreateIndex
CREATE UNIQUE INDEX "payment_payment_code_key" ON "payment"("payment_code");

-- CreateIndex
CREATE INDEX "payment_loan_id_paid_on_idx" ON "payment"("loan_id", "paid_on");

-- CreateIndex
CREATE INDEX "payment_echoed_at_paid_on_idx" ON "payment"("echoed_at", "paid_on");

-- CreateIndex
CREATE INDEX "loan_commune_id_idx" ON "loan"("commune_id");

-- AddForeignKey
ALTER TABLE "import_image" ADD CONSTRAINT "import_image_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_chunk" ADD CONSTRAINT "import_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "import_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_loan_id_fkey" FOREIGN KEY ("loan_id") REFERENCES "loan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
