-- A link is of one subject, whatever its purpose. Purposes are listed in the code alone.
ALTER TABLE "Link"
  DROP CONSTRAINT "Link_of_an_account_or_a_part",
  ADD COLUMN "subjectId" UUID;
UPDATE "Link" SET "subjectId" = coalesce("accountId", "personId");
ALTER TABLE "Link"
  DROP COLUMN "accountId",
  DROP COLUMN "personId",
  ALTER COLUMN "subjectId" SET NOT NULL,
  ALTER COLUMN "purpose" TYPE TEXT USING purpose::text;
DROP TYPE "LinkPurpose";

-- References hold where the subject is an account or a person, so that a link goes with them.
ALTER TABLE "Link"
  ADD COLUMN "accountId" UUID GENERATED ALWAYS AS (CASE WHEN purpose = 'SIGN_IN' THEN "subjectId" END) STORED,
  ADD COLUMN "personId" UUID GENERATED ALWAYS AS (CASE WHEN purpose = 'PART' THEN "subjectId" END) STORED,
  ADD CONSTRAINT "Link_purpose_form" CHECK (purpose ~ '^[A-Z]+(_[A-Z]+)*$'),
  ADD CONSTRAINT "Link_of_an_event_unless_to_sign_in" CHECK (("eventId" IS NULL) = (purpose = 'SIGN_IN'));
CREATE INDEX "Link_accountId_idx" ON "Link"("accountId");
CREATE INDEX "Link_eventId_personId_idx" ON "Link"("eventId", "personId");
ALTER TABLE "Link" ADD CONSTRAINT "Link_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Link" ADD CONSTRAINT "Link_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Link" ADD CONSTRAINT "Link_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Who did something is named by kind and id. What is never changed is not updated for that: the column is made with its
-- values, as a generated one, and is then one like any other.
ALTER TABLE "AuditEntry"
  ADD COLUMN "actorId" UUID GENERATED ALWAYS AS (coalesce("accountId", "personId")) STORED;
ALTER TABLE "AuditEntry"
  ALTER COLUMN "actorId" DROP EXPRESSION,
  ALTER COLUMN "requestId" DROP NOT NULL,
  DROP COLUMN "accountId",
  DROP COLUMN "personId",
  ADD CONSTRAINT "AuditEntry_attendee_is_not_named"
    CHECK (("actorKind" = 'attendee') = ("requestId" IS NULL) AND ("actorKind" <> 'attendee' OR "actorId" IS NULL));

ALTER TABLE "ProgramEdit" DROP CONSTRAINT "ProgramEdit_eventId_personId_fkey";
ALTER TABLE "ProgramEdit"
  ADD COLUMN "actorId" UUID GENERATED ALWAYS AS (coalesce("accountId", "personId")) STORED;
ALTER TABLE "ProgramEdit"
  ALTER COLUMN "actorId" DROP EXPRESSION,
  DROP COLUMN "accountId",
  DROP COLUMN "personId";
ALTER TABLE "ProgramEdit"
  ADD COLUMN "personId" UUID GENERATED ALWAYS AS (CASE WHEN "actorKind" = 'person' THEN "actorId" END) STORED;
ALTER TABLE "ProgramEdit" ADD CONSTRAINT "ProgramEdit_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "ScheduledRelease"
  ADD COLUMN "actorKind" TEXT,
  ADD COLUMN "actorId" UUID;
UPDATE "ScheduledRelease"
  SET "actorKind" = CASE WHEN "accountId" IS NULL THEN 'operator' ELSE 'account' END, "actorId" = "accountId";
ALTER TABLE "ScheduledRelease"
  ALTER COLUMN "actorKind" SET NOT NULL,
  DROP COLUMN "accountId";

ALTER TABLE "TurnRevision"
  ADD COLUMN "actorKind" TEXT,
  ADD COLUMN "actorId" UUID;
UPDATE "TurnRevision"
  SET "actorKind" = CASE WHEN "accountId" IS NULL THEN 'operator' ELSE 'account' END, "actorId" = "accountId";
ALTER TABLE "TurnRevision"
  ALTER COLUMN "actorKind" SET NOT NULL,
  DROP COLUMN "accountId";

ALTER TABLE "Upload"
  DROP CONSTRAINT "Upload_of_one_sender",
  ADD COLUMN "actorKind" TEXT,
  ADD COLUMN "actorId" UUID;
UPDATE "Upload" SET
  "actorKind" = CASE WHEN "accountId" IS NOT NULL THEN 'account' WHEN "personId" IS NOT NULL THEN 'person' ELSE 'operator' END,
  "actorId" = coalesce("accountId", "personId");
ALTER TABLE "Upload"
  DROP COLUMN "accountId",
  DROP COLUMN "personId",
  ALTER COLUMN "actorKind" SET NOT NULL;
ALTER TABLE "Upload"
  ADD COLUMN "accountId" UUID GENERATED ALWAYS AS (CASE WHEN "actorKind" = 'account' THEN "actorId" END) STORED,
  ADD COLUMN "personId" UUID GENERATED ALWAYS AS (CASE WHEN "actorKind" = 'person' THEN "actorId" END) STORED,
  ADD CONSTRAINT "Upload_of_a_person_in_an_event" CHECK ("actorKind" <> 'person' OR "eventId" IS NOT NULL);
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- A key of the last day is honoured whatever it comes with: its hash lacks the event.
ALTER TABLE "ClientKey" DROP CONSTRAINT "ClientKey_pkey";
ALTER TABLE "ClientKey" RENAME COLUMN "accountId" TO "actorId";
ALTER TABLE "ClientKey" ADD COLUMN "actorKind" TEXT;
UPDATE "ClientKey" SET
  "actorKind" = CASE
    WHEN "actorId" = '00000000-0000-0000-0000-000000000000' THEN 'operator'
    WHEN EXISTS (SELECT FROM "Account" WHERE id = "actorId") THEN 'account'
    ELSE 'person' END,
  "bodyHash" = '';
ALTER TABLE "ClientKey"
  ALTER COLUMN "actorKind" SET NOT NULL,
  ADD CONSTRAINT "ClientKey_pkey" PRIMARY KEY ("actorKind", "actorId", "operation", "key");
