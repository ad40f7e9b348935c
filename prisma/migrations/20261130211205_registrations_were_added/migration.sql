-- CreateEnum
CREATE TYPE "AttendanceMode" AS ENUM ('ON_SITE', 'ONLINE');

-- CreateEnum
CREATE TYPE "Approval" AS ENUM ('AUTO', 'REVIEW');

-- CreateEnum
CREATE TYPE "RegistrationState" AS ENUM ('SUBMITTED', 'CONFIRMED', 'WAITLISTED', 'OFFERED', 'DECLINED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "CancellationCause" AS ENUM ('OWNER', 'STAFF', 'UNPROVEN', 'DUPLICATE');

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'REGISTRATION';

-- A link goes with whose it is.
ALTER TABLE "Link"
  ADD COLUMN "registrationId" UUID GENERATED ALWAYS AS (CASE WHEN purpose = 'REGISTRATION' THEN "subjectId" END) STORED;



-- CreateTable
CREATE TABLE "Form" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Form_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "FormVersion" (
    "eventId" UUID NOT NULL,
    "formId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "fields" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "FormVersion_pkey" PRIMARY KEY ("eventId","formId","version")
);

-- CreateTable
CREATE TABLE "RegistrationCategory" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "description" JSONB,
    "approval" "Approval" NOT NULL DEFAULT 'AUTO',
    "byInvitation" BOOLEAN NOT NULL DEFAULT false,
    "opensAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "days" DATE[],
    "autoAccept" BOOLEAN NOT NULL DEFAULT false,
    "showsWaiting" BOOLEAN NOT NULL DEFAULT false,
    "formId" UUID,
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RegistrationCategory_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Quota" (
    "eventId" UUID NOT NULL,
    "categoryId" UUID NOT NULL,
    "mode" "AttendanceMode" NOT NULL,
    "places" INTEGER,
    "held" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Quota_pkey" PRIMARY KEY ("eventId","categoryId","mode")
);

-- CreateTable
CREATE TABLE "QuotaRaise" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "categoryId" UUID NOT NULL,
    "mode" "AttendanceMode" NOT NULL,
    "placesBefore" INTEGER,
    "placesAfter" INTEGER,
    "reason" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "QuotaRaise_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Registration" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "categoryId" UUID NOT NULL,
    "mode" "AttendanceMode" NOT NULL,
    "personId" UUID NOT NULL,
    "address" CITEXT,
    "language" TEXT NOT NULL,
    "formId" UUID,
    "formVersion" INTEGER,
    "answers" JSONB NOT NULL,
    "state" "RegistrationState" NOT NULL,
    "cause" "CancellationCause",
    "reason" TEXT,
    "lineNumber" BIGSERIAL NOT NULL,
    "offeredUntil" TIMESTAMPTZ(3),
    "provenAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Registration_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Ticket" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "registrationId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "sealedCode" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "replacedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Form_eventId_key_key" ON "Form"("eventId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "RegistrationCategory_eventId_key_key" ON "RegistrationCategory"("eventId", "key");

-- CreateIndex
CREATE INDEX "Registration_eventId_categoryId_mode_state_lineNumber_idx" ON "Registration"("eventId", "categoryId", "mode", "state", "lineNumber");

-- CreateIndex
CREATE INDEX "Registration_state_provenAt_createdAt_idx" ON "Registration"("state", "provenAt", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Registration_eventId_personId_key" ON "Registration"("eventId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_codeHash_key" ON "Ticket"("codeHash");

-- CreateIndex
CREATE INDEX "Link_eventId_registrationId_idx" ON "Link"("eventId", "registrationId");

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_eventId_registrationId_fkey" FOREIGN KEY ("eventId", "registrationId") REFERENCES "Registration"("eventId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Form" ADD CONSTRAINT "Form_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormVersion" ADD CONSTRAINT "FormVersion_eventId_formId_fkey" FOREIGN KEY ("eventId", "formId") REFERENCES "Form"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RegistrationCategory" ADD CONSTRAINT "RegistrationCategory_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RegistrationCategory" ADD CONSTRAINT "RegistrationCategory_eventId_formId_fkey" FOREIGN KEY ("eventId", "formId") REFERENCES "Form"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quota" ADD CONSTRAINT "Quota_eventId_categoryId_fkey" FOREIGN KEY ("eventId", "categoryId") REFERENCES "RegistrationCategory"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuotaRaise" ADD CONSTRAINT "QuotaRaise_eventId_categoryId_mode_fkey" FOREIGN KEY ("eventId", "categoryId", "mode") REFERENCES "Quota"("eventId", "categoryId", "mode") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_eventId_categoryId_mode_fkey" FOREIGN KEY ("eventId", "categoryId", "mode") REFERENCES "Quota"("eventId", "categoryId", "mode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_eventId_formId_formVersion_fkey" FOREIGN KEY ("eventId", "formId", "formVersion") REFERENCES "FormVersion"("eventId", "formId", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_eventId_registrationId_fkey" FOREIGN KEY ("eventId", "registrationId") REFERENCES "Registration"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma can't say.
ALTER TABLE "Form"
  ADD CONSTRAINT "Form_key_form" CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "Form_version_positive" CHECK (version > 0);
ALTER TABLE "FormVersion"
  ADD CONSTRAINT "FormVersion_fields_have_a_format" CHECK (fields ? 'format');
ALTER TABLE "RegistrationCategory"
  ADD CONSTRAINT "RegistrationCategory_key_form" CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "RegistrationCategory_name_is_texts" CHECK (jsonb_typeof(name) = 'object'),
  ADD CONSTRAINT "RegistrationCategory_closes_after_it_opens" CHECK ("opensAt" < "closesAt");
ALTER TABLE "Quota"
  ADD CONSTRAINT "Quota_is_not_exceeded" CHECK (held <= places),
  ADD CONSTRAINT "Quota_counts_not_negative" CHECK (held >= 0 AND waiting >= 0);
ALTER TABLE "QuotaRaise"
  ADD CONSTRAINT "QuotaRaise_raises" CHECK ("placesBefore" IS NOT NULL AND ("placesAfter" IS NULL OR "placesAfter" > "placesBefore")),
  ADD CONSTRAINT "QuotaRaise_has_a_reason" CHECK (length(reason) >= 3);
ALTER TABLE "Registration"
  ADD CONSTRAINT "Registration_answers_have_a_format" CHECK (answers ? 'format'),
  ADD CONSTRAINT "Registration_answers_a_version" CHECK (("formId" IS NULL) = ("formVersion" IS NULL)),
  ADD CONSTRAINT "Registration_offered_until" CHECK ((state = 'OFFERED') = ("offeredUntil" IS NOT NULL)),
  ADD CONSTRAINT "Registration_cancelled_for_a_cause" CHECK ((state = 'CANCELLED') = (cause IS NOT NULL));

-- One own registration an address (domain.md, Registration 2).
CREATE UNIQUE INDEX "Registration_one_an_address" ON "Registration"("eventId", address)
  WHERE state NOT IN ('CANCELLED', 'DECLINED');
CREATE UNIQUE INDEX "Ticket_one_a_registration" ON "Ticket"("eventId", "registrationId") WHERE "replacedAt" IS NULL;

-- Counts who holds a place and who waits, whoever changes a registration: with the check above, no quota is exceeded.
CREATE FUNCTION count_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state IN ('CONFIRMED', 'OFFERED', 'WAITLISTED') THEN
    UPDATE "Quota" SET held = held - (OLD.state <> 'WAITLISTED')::int, waiting = waiting - (OLD.state = 'WAITLISTED')::int
    WHERE ("eventId", "categoryId", mode) = (OLD."eventId", OLD."categoryId", OLD.mode);
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.state IN ('CONFIRMED', 'OFFERED', 'WAITLISTED') THEN
    UPDATE "Quota" SET held = held + (NEW.state <> 'WAITLISTED')::int, waiting = waiting + (NEW.state = 'WAITLISTED')::int
    WHERE ("eventId", "categoryId", mode) = (NEW."eventId", NEW."categoryId", NEW.mode);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Registration_counted_in" AFTER INSERT OR DELETE ON "Registration"
  FOR EACH ROW EXECUTE FUNCTION count_places();
CREATE TRIGGER "Registration_counted_anew" AFTER UPDATE OF state, "categoryId", mode ON "Registration"
  FOR EACH ROW WHEN ((OLD.state, OLD."categoryId", OLD.mode) IS DISTINCT FROM (NEW.state, NEW."categoryId", NEW.mode))
  EXECUTE FUNCTION count_places();
CREATE TRIGGER "FormVersion_never_changed" BEFORE UPDATE ON "FormVersion"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
