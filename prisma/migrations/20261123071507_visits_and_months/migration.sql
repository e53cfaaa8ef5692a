-- CreateTable
CREATE TABLE "visit" (
    "id" BIGSERIAL NOT NULL,
    "household_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "outcome" TEXT NOT NULL,
    "noted_by" TEXT NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portfolio_month" (
    "month" DATE NOT NULL,
    "commune_id" INTEGER NOT NULL,
    "association_code" INTEGER NOT NULL,
    "programme" TEXT NOT NULL,
    "loans" INTEGER NOT NULL,
    "outstanding" BIGINT NOT NULL,
    "overdue" BIGINT NOT NULL,
    "frozen" BIGINT NOT NULL,
    "interest_due" BIGINT NOT NULL,
    "lent_loans" INTEGER NOT NULL,
    "lent" BIGINT NOT NULL,

    CONSTRAINT "portfolio_month_pkey" PRIMARY KEY ("month","commune_id","association_code","programme")
);

-- CreateIndex
CREATE UNIQUE INDEX "visit_household_id_day_key" ON "visit"("household_id", "day");

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portfolio_month" ADD CONSTRAINT "portfolio_month_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE CASCADE ON UPDATE CASCADE;
