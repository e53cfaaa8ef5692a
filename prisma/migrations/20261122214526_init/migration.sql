-- CreateTable
CREATE TABLE "province" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "province_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transaction_office" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "province_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "quiet_until" INTEGER NOT NULL DEFAULT 7,
    "quiet_from" INTEGER NOT NULL DEFAULT 20,
    "figures_max_age" INTEGER NOT NULL DEFAULT 35,

    CONSTRAINT "transaction_office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commune" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "office_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "commune_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commune_alias" (
    "id" SERIAL NOT NULL,
    "commune_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "commune_alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hamlet" (
    "id" SERIAL NOT NULL,
    "commune_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "hamlet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transaction_point" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "commune_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "day_of_month" INTEGER NOT NULL,
    "opens_at" TEXT NOT NULL DEFAULT '07:30',

    CONSTRAINT "transaction_point_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transaction_point_exception" (
    "id" SERIAL NOT NULL,
    "point_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "transaction_point_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "association" (
    "code" INTEGER NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "association_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "savings_credit_group" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "leader_name" TEXT NOT NULL,
    "leader_phone_sealed" TEXT,
    "leader_phone_index" TEXT,
    "association_code" INTEGER NOT NULL,
    "commune_id" INTEGER NOT NULL,
    "hamlet_id" INTEGER,
    "point_id" INTEGER,
    "transaction_day" INTEGER NOT NULL,
    "collection_day" INTEGER,

    CONSTRAINT "savings_credit_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household" (
    "id" BIGSERIAL NOT NULL,
    "customer_id" TEXT NOT NULL,
    "head_name" TEXT NOT NULL,
    "head_name_folded" TEXT NOT NULL,
    "birth_year" INTEGER,
    "phone_sealed" TEXT,
    "phone_index" TEXT,
    "commune_id" INTEGER NOT NULL,
    "hamlet_id" INTEGER,
    "group_id" INTEGER,
    "poverty_status" TEXT,
    "list_year" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "household_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" BIGSERIAL NOT NULL,
    "household_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "birth_year" INTEGER,
    "role" TEXT NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_account" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "household_id" BIGINT,
    "person_id" BIGINT,
    "lang" TEXT NOT NULL DEFAULT 'vi',
    "name" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "linked_at" TIMESTAMPTZ(3),
    "link_locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "channel_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" BIGSERIAL NOT NULL,
    "account_id" BIGINT NOT NULL,
    "purpose" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_code" (
    "id" BIGSERIAL NOT NULL,
    "household_id" BIGINT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "issued_by" TEXT,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" BIGINT,

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_attempt" (
    "id" BIGSERIAL NOT NULL,
    "account_id" BIGINT NOT NULL,
    "household_id" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "passed" BOOLEAN NOT NULL,

    CONSTRAINT "link_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loan" (
    "id" BIGSERIAL NOT NULL,
    "loan_code" TEXT NOT NULL,
    "household_id" BIGINT NOT NULL,
    "programme" TEXT NOT NULL,
    "group_id" INTEGER,
    "commune_id" INTEGER NOT NULL,
    "principal" BIGINT NOT NULL,
    "disbursed_on" DATE NOT NULL,
    "final_due_date" DATE NOT NULL,
    "rate_pct" DECIMAL(7,4) NOT NULL,
    "overdue_rate_pct" DECIMAL(7,4) NOT NULL,
    "outstanding" BIGINT NOT NULL,
    "overdue" BIGINT NOT NULL,
    "interest_due" BIGINT NOT NULL,
    "next_due_date" DATE,
    "next_principal" BIGINT,
    "as_of" DATE NOT NULL,
    "status" TEXT NOT NULL,

    CONSTRAINT "loan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instalment" (
    "id" BIGSERIAL NOT NULL,
    "loan_id" BIGINT NOT NULL,
    "due_date" DATE NOT NULL,
    "principal" BIGINT NOT NULL,

    CONSTRAINT "instalment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "id" BIGSERIAL NOT NULL,
    "loan_id" BIGINT NOT NULL,
    "due_date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "session_day" DATE NOT NULL,
    "account_id" BIGINT NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application" (
    "id" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "account_id" BIGINT,
    "household_id" BIGINT,
    "office_id" INTEGER NOT NULL,
    "commune_id" INTEGER,
    "programme" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "answers_sealed" TEXT NOT NULL,
    "bank_sealed" TEXT,
    "amount" BIGINT NOT NULL,
    "law_day" DATE NOT NULL,
    "verdict" JSONB NOT NULL,
    "sent_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application_event" (
    "id" BIGSERIAL NOT NULL,
    "application_id" BIGINT NOT NULL,
    "event" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "reason" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "application_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "talk" (
    "account_id" BIGINT NOT NULL,
    "state" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "talk_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "update_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement" (
    "id" BIGSERIAL NOT NULL,
    "office_id" INTEGER NOT NULL,
    "author_id" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "audience" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "mailing_id" BIGINT,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailing" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "lane" SMALLINT NOT NULL,
    "status" TEXT NOT NULL,
    "on_uncertain" TEXT NOT NULL,
    "body" JSONB,
    "not_after" TIMESTAMPTZ(3),
    "pause_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mailing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" BIGSERIAL NOT NULL,
    "mailing_id" BIGINT,
    "account_id" BIGINT NOT NULL,
    "channel" TEXT NOT NULL,
    "lane" SMALLINT NOT NULL,
    "dedupe_key" TEXT,
    "body" JSONB,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "doubts" SMALLINT NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "error_code" TEXT,
    "error_detail" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chunk" (
    "id" BIGSERIAL NOT NULL,
    "mailing_id" BIGINT,
    "account_id" BIGINT,
    "channel" TEXT NOT NULL,
    "lane" SMALLINT NOT NULL,
    "from_id" BIGINT NOT NULL,
    "to_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ready',
    "not_before" TIMESTAMPTZ(3),
    "lease_id" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "chunk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bucket" (
    "name" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "rate" DOUBLE PRECISION NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "bucket_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "case" (
    "id" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "account_id" BIGINT,
    "household_id" BIGINT,
    "office_id" INTEGER NOT NULL,
    "commune_id" INTEGER,
    "routed_to" TEXT NOT NULL,
    "assigned_to" TEXT,
    "loan_id" BIGINT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_line" (
    "id" BIGSERIAL NOT NULL,
    "case_id" BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    "staff" TEXT,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "role" TEXT NOT NULL DEFAULT 'officer',
    "office_id" INTEGER,
    "commune_id" INTEGER,
    "lang" TEXT NOT NULL DEFAULT 'vi',
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_credential" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_invitation" (
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "office_id" INTEGER,
    "commune_id" INTEGER,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_invitation_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "province_code_key" ON "province"("code");

-- CreateIndex
CREATE UNIQUE INDEX "transaction_office_code_key" ON "transaction_office"("code");

-- CreateIndex
CREATE UNIQUE INDEX "commune_code_key" ON "commune"("code");

-- CreateIndex
CREATE INDEX "commune_office_id_idx" ON "commune"("office_id");

-- CreateIndex
CREATE INDEX "commune_alias_folded_idx" ON "commune_alias"("folded");

-- CreateIndex
CREATE UNIQUE INDEX "commune_alias_commune_id_folded_key" ON "commune_alias"("commune_id", "folded");

-- CreateIndex
CREATE UNIQUE INDEX "hamlet_commune_id_name_key" ON "hamlet"("commune_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "transaction_point_code_key" ON "transaction_point"("code");

-- CreateIndex
CREATE UNIQUE INDEX "transaction_point_exception_point_id_year_month_key" ON "transaction_point_exception"("point_id", "year", "month");

-- CreateIndex
CREATE UNIQUE INDEX "association_key_key" ON "association"("key");

-- CreateIndex
CREATE UNIQUE INDEX "savings_credit_group_code_key" ON "savings_credit_group"("code");

-- CreateIndex
CREATE INDEX "savings_credit_group_commune_id_idx" ON "savings_credit_group"("commune_id");

-- CreateIndex
CREATE INDEX "savings_credit_group_point_id_idx" ON "savings_credit_group"("point_id");

-- CreateIndex
CREATE INDEX "savings_credit_group_leader_phone_index_idx" ON "savings_credit_group"("leader_phone_index");

-- CreateIndex
CREATE UNIQUE INDEX "household_customer_id_key" ON "household"("customer_id");

-- CreateIndex
CREATE INDEX "household_phone_index_idx" ON "household"("phone_index");

-- CreateIndex
CREATE INDEX "household_group_id_idx" ON "household"("group_id");

-- CreateIndex
CREATE INDEX "household_commune_id_idx" ON "household"("commune_id");

-- CreateIndex
CREATE INDEX "household_head_name_folded_idx" ON "household"("head_name_folded");

-- CreateIndex
CREATE INDEX "person_household_id_idx" ON "person"("household_id");

-- CreateIndex
CREATE INDEX "channel_account_household_id_idx" ON "channel_account"("household_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_account_channel_address_key" ON "channel_account"("channel", "address");

-- CreateIndex
CREATE INDEX "consent_account_id_purpose_idx" ON "consent"("account_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "link_code_code_hash_key" ON "link_code"("code_hash");

-- CreateIndex
CREATE INDEX "link_code_household_id_idx" ON "link_code"("household_id");

-- CreateIndex
CREATE INDEX "link_attempt_account_id_at_idx" ON "link_attempt"("account_id", "at");

-- CreateIndex
CREATE INDEX "link_attempt_household_id_at_idx" ON "link_attempt"("household_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "loan_loan_code_key" ON "loan"("loan_code");

-- CreateIndex
CREATE INDEX "loan_household_id_idx" ON "loan"("household_id");

-- CreateIndex
CREATE INDEX "loan_group_id_idx" ON "loan"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "instalment_loan_id_due_date_key" ON "instalment"("loan_id", "due_date");

-- CreateIndex
CREATE INDEX "reminder_account_id_idx" ON "reminder"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_loan_id_due_date_kind_key" ON "reminder"("loan_id", "due_date", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "application_code_key" ON "application"("code");

-- CreateIndex
CREATE UNIQUE INDEX "application_sent_key_key" ON "application"("sent_key");

-- CreateIndex
CREATE INDEX "application_office_id_state_id_idx" ON "application"("office_id", "state", "id");

-- CreateIndex
CREATE INDEX "application_account_id_idx" ON "application"("account_id");

-- CreateIndex
CREATE INDEX "application_household_id_idx" ON "application"("household_id");

-- CreateIndex
CREATE INDEX "application_event_application_id_idx" ON "application_event"("application_id");

-- CreateIndex
CREATE INDEX "inbox_channel_address_id_idx" ON "inbox"("channel", "address", "id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_channel_update_id_key" ON "inbox"("channel", "update_id");

-- CreateIndex
CREATE UNIQUE INDEX "announcement_mailing_id_key" ON "announcement"("mailing_id");

-- CreateIndex
CREATE INDEX "announcement_office_id_id_idx" ON "announcement"("office_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_dedupe_key_key" ON "delivery"("dedupe_key");

-- CreateIndex
CREATE INDEX "delivery_mailing_id_id_idx" ON "delivery"("mailing_id", "id");

-- CreateIndex
CREATE INDEX "delivery_account_id_id_idx" ON "delivery"("account_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "case_code_key" ON "case"("code");

-- CreateIndex
CREATE INDEX "case_office_id_state_due_at_idx" ON "case"("office_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "case_account_id_idx" ON "case"("account_id");

-- CreateIndex
CREATE INDEX "case_household_id_idx" ON "case"("household_id");

-- CreateIndex
CREATE INDEX "case_line_case_id_idx" ON "case_line"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_email_key" ON "staff"("email");

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_token_key" ON "staff_session"("token");

-- CreateIndex
CREATE INDEX "staff_session_user_id_idx" ON "staff_session"("user_id");

-- CreateIndex
CREATE INDEX "staff_credential_user_id_idx" ON "staff_credential"("user_id");

-- CreateIndex
CREATE INDEX "staff_verification_identifier_idx" ON "staff_verification"("identifier");

-- CreateIndex
CREATE INDEX "audit_subject_kind_subject_id_idx" ON "audit"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- AddForeignKey
ALTER TABLE "transaction_office" ADD CONSTRAINT "transaction_office_province_id_fkey" FOREIGN KEY ("province_id") REFERENCES "province"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commune" ADD CONSTRAINT "commune_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "transaction_office"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commune_alias" ADD CONSTRAINT "commune_alias_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hamlet" ADD CONSTRAINT "hamlet_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_point" ADD CONSTRAINT "transaction_point_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_point_exception" ADD CONSTRAINT "transaction_point_exception_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "transaction_point"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "savings_credit_group" ADD CONSTRAINT "savings_credit_group_association_code_fkey" FOREIGN KEY ("association_code") REFERENCES "association"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "savings_credit_group" ADD CONSTRAINT "savings_credit_group_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "savings_credit_group" ADD CONSTRAINT "savings_credit_group_hamlet_id_fkey" FOREIGN KEY ("hamlet_id") REFERENCES "hamlet"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "savings_credit_group" ADD CONSTRAINT "savings_credit_group_point_id_fkey" FOREIGN KEY ("point_id") REFERENCES "transaction_point"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household" ADD CONSTRAINT "household_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household" ADD CONSTRAINT "household_hamlet_id_fkey" FOREIGN KEY ("hamlet_id") REFERENCES "hamlet"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household" ADD CONSTRAINT "household_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "savings_credit_group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_account" ADD CONSTRAINT "channel_account_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel_account" ADD CONSTRAINT "channel_account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_attempt" ADD CONSTRAINT "link_attempt_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loan" ADD CONSTRAINT "loan_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loan" ADD CONSTRAINT "loan_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "savings_credit_group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instalment" ADD CONSTRAINT "instalment_loan_id_fkey" FOREIGN KEY ("loan_id") REFERENCES "loan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_loan_id_fkey" FOREIGN KEY ("loan_id") REFERENCES "loan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "transaction_office"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_event" ADD CONSTRAINT "application_event_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "talk" ADD CONSTRAINT "talk_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "transaction_office"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailing"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailing"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chunk" ADD CONSTRAINT "chunk_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailing"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "channel_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "transaction_office"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_line" ADD CONSTRAINT "case_line_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "transaction_office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_credential" ADD CONSTRAINT "staff_credential_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
