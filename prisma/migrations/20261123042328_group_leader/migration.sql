-- CreateTable
CREATE TABLE "group_role" (
    "id" BIGSERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "role" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_for" TEXT,

    CONSTRAINT "group_role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_code" (
    "id" BIGSERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "phone_hash" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "used_at" TIMESTAMPTZ(3),
    "used_by" BIGINT,

    CONSTRAINT "group_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_review" (
    "id" BIGSERIAL NOT NULL,
    "application_id" BIGINT NOT NULL,
    "group_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "agreed" BOOLEAN NOT NULL,
    "amount" BIGINT,
    "term_months" INTEGER,
    "reason" TEXT,
    "held_on" DATE NOT NULL,
    "present" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "group_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chair_link" (
    "id" BIGSERIAL NOT NULL,
    "commune_id" INTEGER NOT NULL,
    "token_hash" TEXT NOT NULL,
    "pin_hash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "issued_by" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL DEFAULT '',
    "opened_at" TIMESTAMPTZ(3),
    "session_hash" TEXT,

    CONSTRAINT "chair_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "group_role_group_id_idx" ON "group_role"("group_id");

-- CreateIndex
CREATE INDEX "group_role_account_id_idx" ON "group_role"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "group_code_code_hash_key" ON "group_code"("code_hash");

-- CreateIndex
CREATE INDEX "group_code_group_id_idx" ON "group_code"("group_id");

-- CreateIndex
CREATE INDEX "group_review_application_id_idx" ON "group_review"("application_id");

-- CreateIndex
CREATE UNIQUE INDEX "chair_link_token_hash_key" ON "chair_link"("token_hash");

-- CreateIndex
CREATE INDEX "chair_link_commune_id_idx" ON "chair_link"("commune_id");

-- AddForeignKey
ALTER TABLE "group_role" ADD CONSTRAINT "group_role_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "savings_credit_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_role" ADD CONSTRAINT "group_role_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_code" ADD CONSTRAINT "group_code_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "savings_credit_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_review" ADD CONSTRAINT "group_review_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chair_link" ADD CONSTRAINT "chair_link_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema cannot say: a group has one leader and one deputy at a time, and nobody is the same twice.
CREATE UNIQUE INDEX "group_role_now" ON "group_role" ("group_id", "role") WHERE "ended_at" IS NULL;
