-- The first tables. What the Prisma schema can't express stands at the head and at the end of this file.

CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The time of rules: the driven clock of a test where there is one, else the transaction's start.
CREATE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT coalesce(nullif(current_setting('plenary.now', true), '')::timestamptz, now()) $$;

-- CreateEnum
CREATE TYPE "EventMode" AS ENUM ('ON_SITE', 'ONLINE', 'HYBRID');

-- CreateEnum
CREATE TYPE "EventState" AS ENUM ('DRAFT', 'PUBLISHED', 'CLOSED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "NameOrder" AS ENUM ('FAMILY_FIRST', 'GIVEN_FIRST');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('ADMIN', 'ORGANISER', 'PROGRAM_EDITOR', 'REGISTRAR', 'DOOR', 'MODERATOR', 'MINUTES_EDITOR', 'VIEWER');

-- CreateEnum
CREATE TYPE "LinkPurpose" AS ENUM ('SIGN_IN');

-- CreateEnum
CREATE TYPE "NoticeState" AS ENUM ('DRAFTED', 'QUEUED', 'SENT', 'BOUNCED');

-- CreateEnum
CREATE TYPE "NoticeKind" AS ENUM ('PROGRAM_CHANGED');

-- CreateEnum
CREATE TYPE "LabelKind" AS ENUM ('PERSON', 'QUESTIONER', 'ANNOUNCER', 'DEVICE', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "EditionState" AS ENUM ('DRAFT', 'IN_REVIEW', 'APPROVED', 'PUBLISHING', 'PUBLISHED', 'SUPERSEDED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "TurnKind" AS ENUM ('SPEECH', 'QUESTION', 'ANSWER', 'MODERATION', 'ANNOUNCEMENT', 'NARRATIVE');

-- CreateEnum
CREATE TYPE "PublicationState" AS ENUM ('RUNNING', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "TrackKind" AS ENUM ('STRAND', 'WORKING_GROUP');

-- CreateEnum
CREATE TYPE "SessionKind" AS ENUM ('OPENING', 'CEREMONY', 'KEYNOTE', 'PRESENTATION', 'PANEL', 'DISCUSSION', 'WORKING_GROUP', 'BREAK', 'CLOSING', 'SOCIAL', 'VISIT', 'OTHER');

-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('PUBLIC', 'PARTICIPANTS', 'INTERNAL');

-- CreateEnum
CREATE TYPE "AppearanceRole" AS ENUM ('CHAIR', 'MODERATOR', 'KEYNOTE', 'SPEAKER', 'PANELIST', 'DISCUSSANT', 'RAPPORTEUR', 'INTERPRETER');

-- CreateEnum
CREATE TYPE "AppearanceState" AS ENUM ('INVITED', 'CONFIRMED', 'DECLINED');

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('ROOM', 'ONLINE');

-- CreateEnum
CREATE TYPE "DisplayPolicy" AS ENUM ('NAME', 'AFFILIATION', 'ANONYMOUS');

-- CreateEnum
CREATE TYPE "QuestionState" AS ENUM ('SUBMITTED', 'APPROVED', 'REJECTED', 'QUEUED', 'ASKED', 'ANSWERED', 'DEFERRED', 'WITHDRAWN', 'MERGED', 'CLOSED');

-- CreateTable
CREATE TABLE "Series" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" JSONB NOT NULL,

    CONSTRAINT "Series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "seriesId" UUID,
    "ordinal" INTEGER,
    "title" JSONB NOT NULL,
    "theme" JSONB,
    "organiser" JSONB,
    "venue" JSONB,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "timeZone" TEXT NOT NULL,
    "languages" TEXT[],
    "mode" "EventMode" NOT NULL,
    "disclaimer" JSONB,
    "quotingRule" JSONB,
    "notice" JSONB,
    "state" "EventState" NOT NULL DEFAULT 'DRAFT',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "familyName" JSONB NOT NULL,
    "givenName" JSONB,
    "nameOrder" "NameOrder" NOT NULL,
    "title" JSONB,
    "grade" INTEGER,
    "post" JSONB,
    "organisation" JSONB,
    "country" CHAR(2),
    "email" CITEXT,
    "language" TEXT,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "eventId" UUID,
    "role" "Role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "RoleGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountSession" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccountSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" UUID NOT NULL,
    "purpose" "LinkPurpose" NOT NULL,
    "accountId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usesLeft" INTEGER,
    "usedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInRequest" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "SignInRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "personId" UUID NOT NULL,
    "about" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT[],
    "state" "NoticeState" NOT NULL DEFAULT 'DRAFTED',
    "draftedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "queuedAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "bouncedAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "KeptMail" (
    "id" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "keptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "KeptMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Transcript" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID,
    "language" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "sha256" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "cues" JSONB NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Transcript_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "TranscriptLabel" (
    "eventId" UUID NOT NULL,
    "transcriptId" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "kind" "LabelKind" NOT NULL,
    "personId" UUID,

    CONSTRAINT "TranscriptLabel_pkey" PRIMARY KEY ("eventId","transcriptId","label")
);

-- CreateTable
CREATE TABLE "Minutes" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "Minutes_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Edition" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "minutesId" UUID NOT NULL,
    "transcriptId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "symbol" TEXT NOT NULL,
    "state" "EditionState" NOT NULL DEFAULT 'DRAFT',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "approvedAt" TIMESTAMPTZ(3),
    "approvalReason" TEXT,
    "waivers" JSONB NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Edition_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Section" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "sessionId" UUID,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Section_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Turn" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "sectionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "TurnKind" NOT NULL,
    "personId" UUID,
    "sourceLabel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "interpreted" BOOLEAN NOT NULL DEFAULT false,
    "paragraphs" TEXT[],
    "firstCue" INTEGER NOT NULL,
    "lastCue" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Turn_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "TurnRevision" (
    "eventId" UUID NOT NULL,
    "turnId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "paragraphs" TEXT[],
    "accountId" UUID,
    "replacedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "TurnRevision_pkey" PRIMARY KEY ("eventId","turnId","version")
);

-- CreateTable
CREATE TABLE "Passage" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "turnId" UUID NOT NULL,
    "questionId" UUID,
    "answerId" UUID,
    "quote" TEXT,

    CONSTRAINT "Passage_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Publication" (
    "eventId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "state" "PublicationState" NOT NULL DEFAULT 'RUNNING',
    "step" TEXT,
    "stepsDone" INTEGER NOT NULL DEFAULT 0,
    "stepsTotal" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "finishedAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("eventId","editionId")
);

-- CreateTable
CREATE TABLE "Artifact" (
    "eventId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,

    CONSTRAINT "Artifact_pkey" PRIMARY KEY ("eventId","editionId","name")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" UUID NOT NULL,
    "eventId" UUID,
    "job" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "dispatchedAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failedAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "eventId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "accountId" UUID,
    "actorKind" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClientKey" (
    "accountId" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "key" UUID NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "resultId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "ClientKey_pkey" PRIMARY KEY ("accountId","operation","key")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "accountId" UUID,
    "purpose" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Room" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "capacity" INTEGER,
    "virtual" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Room_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Track" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "kind" "TrackKind" NOT NULL,

    CONSTRAINT "Track_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Session" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "SessionKind" NOT NULL,
    "plenary" BOOLEAN NOT NULL,
    "visibility" "Visibility" NOT NULL,
    "title" JSONB NOT NULL,
    "abstract" JSONB,
    "roomId" UUID,
    "trackId" UUID,
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "actualStartsAt" TIMESTAMPTZ(3),
    "actualEndsAt" TIMESTAMPTZ(3),
    "languages" TEXT[],
    "interpretation" TEXT[],
    "takesQuestions" BOOLEAN NOT NULL,
    "capacity" INTEGER,
    "expectedAttendance" INTEGER,
    "setUp" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "SessionItem" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "minutes" INTEGER NOT NULL,

    CONSTRAINT "SessionItem_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Appearance" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "itemId" UUID,
    "personId" UUID NOT NULL,
    "role" "AppearanceRole" NOT NULL,
    "state" "AppearanceState" NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Appearance_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Release" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "changes" JSONB NOT NULL,
    "waivers" JSONB NOT NULL,
    "releasedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Release_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "ReleaseSlot" (
    "eventId" UUID NOT NULL,
    "releaseId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "roomId" UUID,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReleaseSlot_pkey" PRIMARY KEY ("eventId","releaseId","sessionId")
);

-- CreateTable
CREATE TABLE "Asker" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT,
    "affiliation" TEXT,
    "description" TEXT,
    "country" CHAR(2),

    CONSTRAINT "Asker_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Question" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "askerId" UUID NOT NULL,
    "supplementaryToId" UUID,
    "channel" "Channel" NOT NULL,
    "text" TEXT,
    "language" TEXT NOT NULL,
    "displayPolicy" "DisplayPolicy" NOT NULL,
    "state" "QuestionState" NOT NULL,
    "askedOrder" INTEGER,
    "askedAt" TIMESTAMPTZ(3),
    "number" INTEGER,
    "readById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Question_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "QuestionAddressee" (
    "eventId" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "QuestionAddressee_pkey" PRIMARY KEY ("eventId","questionId","personId")
);

-- CreateTable
CREATE TABLE "Answer" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Series_code_key" ON "Series"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Event_slug_key" ON "Event"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Person_eventId_key_key" ON "Person"("eventId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Account_email_key" ON "Account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "RoleGrant_accountId_eventId_role_key" ON "RoleGrant"("accountId", "eventId", "role");

-- CreateIndex
CREATE UNIQUE INDEX "AccountSession_tokenHash_key" ON "AccountSession"("tokenHash");

-- CreateIndex
CREATE INDEX "AccountSession_accountId_idx" ON "AccountSession"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Link_tokenHash_key" ON "Link"("tokenHash");

-- CreateIndex
CREATE INDEX "Link_accountId_idx" ON "Link"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "KeptMail_messageId_key" ON "KeptMail"("messageId");

-- CreateIndex
CREATE UNIQUE INDEX "Minutes_eventId_number_key" ON "Minutes"("eventId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Edition_id_key" ON "Edition"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Edition_eventId_minutesId_language_number_key" ON "Edition"("eventId", "minutesId", "language", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Section_eventId_editionId_id_key" ON "Section"("eventId", "editionId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Section_eventId_editionId_position_key" ON "Section"("eventId", "editionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Turn_eventId_editionId_position_key" ON "Turn"("eventId", "editionId", "position");

-- CreateIndex
CREATE INDEX "Passage_eventId_turnId_idx" ON "Passage"("eventId", "turnId");

-- CreateIndex
CREATE INDEX "Passage_eventId_questionId_idx" ON "Passage"("eventId", "questionId");

-- CreateIndex
CREATE INDEX "Passage_eventId_answerId_idx" ON "Passage"("eventId", "answerId");

-- CreateIndex
CREATE INDEX "Outbox_eventId_createdAt_idx" ON "Outbox"("eventId", "createdAt");

-- CreateIndex
CREATE INDEX "AuditEntry_eventId_at_idx" ON "AuditEntry"("eventId", "at");

-- CreateIndex
CREATE INDEX "ClientKey_createdAt_idx" ON "ClientKey"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Upload_storageKey_key" ON "Upload"("storageKey");

-- CreateIndex
CREATE INDEX "Upload_createdAt_idx" ON "Upload"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Room_eventId_key_key" ON "Room"("eventId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Track_eventId_key_key" ON "Track"("eventId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Session_id_key" ON "Session"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Session_eventId_key_key" ON "Session"("eventId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "SessionItem_eventId_sessionId_id_key" ON "SessionItem"("eventId", "sessionId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SessionItem_eventId_sessionId_position_key" ON "SessionItem"("eventId", "sessionId", "position");

-- CreateIndex
CREATE INDEX "Appearance_eventId_personId_idx" ON "Appearance"("eventId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Appearance_eventId_sessionId_itemId_personId_role_key" ON "Appearance"("eventId", "sessionId", "itemId", "personId", "role");

-- CreateIndex
CREATE UNIQUE INDEX "Release_eventId_number_key" ON "Release"("eventId", "number");

-- CreateIndex
CREATE INDEX "Question_eventId_sessionId_idx" ON "Question"("eventId", "sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "Question_eventId_askedOrder_key" ON "Question"("eventId", "askedOrder");

-- CreateIndex
CREATE UNIQUE INDEX "Question_eventId_number_key" ON "Question"("eventId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_eventId_questionId_position_key" ON "Answer"("eventId", "questionId", "position");

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccountSession" ADD CONSTRAINT "AccountSession_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transcript" ADD CONSTRAINT "Transcript_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transcript" ADD CONSTRAINT "Transcript_eventId_sessionId_fkey" FOREIGN KEY ("eventId", "sessionId") REFERENCES "Session"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TranscriptLabel" ADD CONSTRAINT "TranscriptLabel_eventId_transcriptId_fkey" FOREIGN KEY ("eventId", "transcriptId") REFERENCES "Transcript"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TranscriptLabel" ADD CONSTRAINT "TranscriptLabel_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Minutes" ADD CONSTRAINT "Minutes_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_eventId_minutesId_fkey" FOREIGN KEY ("eventId", "minutesId") REFERENCES "Minutes"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_eventId_transcriptId_fkey" FOREIGN KEY ("eventId", "transcriptId") REFERENCES "Transcript"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Section" ADD CONSTRAINT "Section_eventId_editionId_fkey" FOREIGN KEY ("eventId", "editionId") REFERENCES "Edition"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Section" ADD CONSTRAINT "Section_eventId_sessionId_fkey" FOREIGN KEY ("eventId", "sessionId") REFERENCES "Session"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Turn" ADD CONSTRAINT "Turn_eventId_editionId_fkey" FOREIGN KEY ("eventId", "editionId") REFERENCES "Edition"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Turn" ADD CONSTRAINT "Turn_eventId_editionId_sectionId_fkey" FOREIGN KEY ("eventId", "editionId", "sectionId") REFERENCES "Section"("eventId", "editionId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Turn" ADD CONSTRAINT "Turn_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TurnRevision" ADD CONSTRAINT "TurnRevision_eventId_turnId_fkey" FOREIGN KEY ("eventId", "turnId") REFERENCES "Turn"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passage" ADD CONSTRAINT "Passage_eventId_turnId_fkey" FOREIGN KEY ("eventId", "turnId") REFERENCES "Turn"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passage" ADD CONSTRAINT "Passage_eventId_questionId_fkey" FOREIGN KEY ("eventId", "questionId") REFERENCES "Question"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passage" ADD CONSTRAINT "Passage_eventId_answerId_fkey" FOREIGN KEY ("eventId", "answerId") REFERENCES "Answer"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_eventId_editionId_fkey" FOREIGN KEY ("eventId", "editionId") REFERENCES "Edition"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Artifact" ADD CONSTRAINT "Artifact_eventId_editionId_fkey" FOREIGN KEY ("eventId", "editionId") REFERENCES "Edition"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Room" ADD CONSTRAINT "Room_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Track" ADD CONSTRAINT "Track_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_eventId_roomId_fkey" FOREIGN KEY ("eventId", "roomId") REFERENCES "Room"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_eventId_trackId_fkey" FOREIGN KEY ("eventId", "trackId") REFERENCES "Track"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionItem" ADD CONSTRAINT "SessionItem_eventId_sessionId_fkey" FOREIGN KEY ("eventId", "sessionId") REFERENCES "Session"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appearance" ADD CONSTRAINT "Appearance_eventId_sessionId_fkey" FOREIGN KEY ("eventId", "sessionId") REFERENCES "Session"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appearance" ADD CONSTRAINT "Appearance_eventId_sessionId_itemId_fkey" FOREIGN KEY ("eventId", "sessionId", "itemId") REFERENCES "SessionItem"("eventId", "sessionId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appearance" ADD CONSTRAINT "Appearance_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseSlot" ADD CONSTRAINT "ReleaseSlot_eventId_releaseId_fkey" FOREIGN KEY ("eventId", "releaseId") REFERENCES "Release"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseSlot" ADD CONSTRAINT "ReleaseSlot_eventId_sessionId_fkey" FOREIGN KEY ("eventId", "sessionId") REFERENCES "Session"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReleaseSlot" ADD CONSTRAINT "ReleaseSlot_eventId_roomId_fkey" FOREIGN KEY ("eventId", "roomId") REFERENCES "Room"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Asker" ADD CONSTRAINT "Asker_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_eventId_sessionId_fkey" FOREIGN KEY ("eventId", "sessionId") REFERENCES "Session"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_eventId_askerId_fkey" FOREIGN KEY ("eventId", "askerId") REFERENCES "Asker"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_eventId_readById_fkey" FOREIGN KEY ("eventId", "readById") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_eventId_supplementaryToId_fkey" FOREIGN KEY ("eventId", "supplementaryToId") REFERENCES "Question"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionAddressee" ADD CONSTRAINT "QuestionAddressee_eventId_questionId_fkey" FOREIGN KEY ("eventId", "questionId") REFERENCES "Question"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionAddressee" ADD CONSTRAINT "QuestionAddressee_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_eventId_questionId_fkey" FOREIGN KEY ("eventId", "questionId") REFERENCES "Question"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_eventId_sessionId_fkey" FOREIGN KEY ("eventId", "sessionId") REFERENCES "Session"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Unique where a part may be null: null counts as a value.
DROP INDEX "RoleGrant_accountId_eventId_role_key";
CREATE UNIQUE INDEX "RoleGrant_accountId_eventId_role_key" ON "RoleGrant"("accountId", "eventId", "role") NULLS NOT DISTINCT;
DROP INDEX "Appearance_eventId_sessionId_itemId_personId_role_key";
CREATE UNIQUE INDEX "Appearance_eventId_sessionId_itemId_personId_role_key"
  ON "Appearance"("eventId", "sessionId", "itemId", "personId", "role") NULLS NOT DISTINCT;

-- One row of a kind.
CREATE UNIQUE INDEX "Question_one_on_stage" ON "Question"("eventId", "sessionId") WHERE state = 'ASKED';
CREATE UNIQUE INDEX "Edition_one_in_work" ON "Edition"("eventId", "minutesId", language)
  WHERE state IN ('DRAFT', 'IN_REVIEW', 'APPROVED', 'PUBLISHING');
CREATE UNIQUE INDEX "Edition_one_published" ON "Edition"("eventId", "minutesId", language) WHERE state = 'PUBLISHED';

-- What the dispatcher looks for.
CREATE INDEX "Outbox_waiting" ON "Outbox"(id) WHERE "dispatchedAt" IS NULL AND "doneAt" IS NULL AND "failedAt" IS NULL;
CREATE INDEX "Outbox_undone" ON "Outbox"("dispatchedAt") WHERE "doneAt" IS NULL AND "failedAt" IS NULL;

-- Two sessions of one release never meet in one room.
ALTER TABLE "ReleaseSlot" ADD CONSTRAINT "ReleaseSlot_no_room_overlap"
  EXCLUDE USING gist ("eventId" WITH =, "releaseId" WITH =, "roomId" WITH =, tstzrange("startsAt", "endsAt") WITH &&);

ALTER TABLE "Series"
  ADD CONSTRAINT "Series_code_form" CHECK (code ~ '^[A-Z][A-Z0-9]{1,11}$'),
  ADD CONSTRAINT "Series_name_is_texts" CHECK (jsonb_typeof(name) = 'object');
ALTER TABLE "Event"
  ADD CONSTRAINT "Event_slug_form" CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "Event_title_is_texts" CHECK (jsonb_typeof(title) = 'object'),
  ADD CONSTRAINT "Event_days_in_order" CHECK ("startsOn" <= "endsOn"),
  ADD CONSTRAINT "Event_has_a_language" CHECK (cardinality(languages) > 0),
  ADD CONSTRAINT "Event_ordinal_positive" CHECK (ordinal > 0);
ALTER TABLE "Person"
  ADD CONSTRAINT "Person_family_name_is_texts" CHECK (jsonb_typeof("familyName") = 'object'),
  ADD CONSTRAINT "Person_country_form" CHECK (country ~ '^[A-Z]{2}$');
ALTER TABLE "RoleGrant"
  ADD CONSTRAINT "RoleGrant_admin_of_installation" CHECK ((role = 'ADMIN') = ("eventId" IS NULL));
ALTER TABLE "Link"
  ADD CONSTRAINT "Link_uses_not_negative" CHECK ("usesLeft" >= 0);
ALTER TABLE "Room"
  ADD CONSTRAINT "Room_capacity_positive" CHECK (capacity > 0);
ALTER TABLE "Session"
  ADD CONSTRAINT "Session_title_is_texts" CHECK (jsonb_typeof(title) = 'object'),
  ADD CONSTRAINT "Session_both_times_or_none" CHECK (("startsAt" IS NULL) = ("endsAt" IS NULL)),
  ADD CONSTRAINT "Session_ends_after_start" CHECK ("startsAt" < "endsAt"),
  ADD CONSTRAINT "Session_actual_end_after_start"
    CHECK ("actualEndsAt" IS NULL OR ("actualStartsAt" IS NOT NULL AND "actualStartsAt" < "actualEndsAt")),
  ADD CONSTRAINT "Session_capacity_positive" CHECK (capacity > 0);
ALTER TABLE "SessionItem"
  ADD CONSTRAINT "SessionItem_minutes_positive" CHECK (minutes > 0);
ALTER TABLE "Release"
  ADD CONSTRAINT "Release_number_positive" CHECK (number > 0);
ALTER TABLE "ReleaseSlot"
  ADD CONSTRAINT "ReleaseSlot_ends_after_start" CHECK ("startsAt" < "endsAt");
ALTER TABLE "Question"
  ADD CONSTRAINT "Question_number_positive" CHECK (number > 0),
  ADD CONSTRAINT "Question_supplementary_has_no_number" CHECK ("supplementaryToId" IS NULL OR number IS NULL),
  ADD CONSTRAINT "Question_asked_has_an_order" CHECK (state NOT IN ('ASKED', 'ANSWERED', 'DEFERRED') OR "askedOrder" IS NOT NULL),
  ADD CONSTRAINT "Question_follows_another" CHECK ("supplementaryToId" <> id);
ALTER TABLE "TranscriptLabel"
  ADD CONSTRAINT "TranscriptLabel_person_has_one" CHECK ((kind = 'PERSON') = ("personId" IS NOT NULL));
ALTER TABLE "Minutes"
  ADD CONSTRAINT "Minutes_number_positive" CHECK (number > 0);
ALTER TABLE "Edition"
  ADD CONSTRAINT "Edition_number_positive" CHECK (number > 0),
  ADD CONSTRAINT "Edition_published_at_a_time"
    CHECK (state NOT IN ('PUBLISHING', 'PUBLISHED', 'SUPERSEDED', 'WITHDRAWN') OR "publishedAt" IS NOT NULL);
ALTER TABLE "Turn"
  ADD CONSTRAINT "Turn_position_positive" CHECK (position > 0),
  ADD CONSTRAINT "Turn_cues_in_order" CHECK ("firstCue" >= 0 AND "firstCue" <= "lastCue");
ALTER TABLE "Passage"
  ADD CONSTRAINT "Passage_of_a_question_or_an_answer" CHECK (("questionId" IS NULL) <> ("answerId" IS NULL));
ALTER TABLE "Publication"
  ADD CONSTRAINT "Publication_steps_within_total" CHECK ("stepsDone" BETWEEN 0 AND "stepsTotal");
ALTER TABLE "Artifact"
  ADD CONSTRAINT "Artifact_bytes_not_negative" CHECK (bytes >= 0),
  ADD CONSTRAINT "Artifact_sha256_form" CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE "Outbox"
  ADD CONSTRAINT "Outbox_payload_is_object" CHECK (jsonb_typeof(payload) = 'object');

-- What is kept as it was written. It goes only with the event it belongs to.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND pg_trigger_depth() > 1 THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation',
    CONSTRAINT = TG_TABLE_NAME || '_never_changed';
END $$;
CREATE TRIGGER "AuditEntry_never_changed" BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "AuditEntry_never_emptied" BEFORE TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "Release_never_changed" BEFORE UPDATE OR DELETE ON "Release"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ReleaseSlot_never_changed" BEFORE UPDATE OR DELETE ON "ReleaseSlot"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "Transcript_never_changed" BEFORE UPDATE OR DELETE ON "Transcript"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The words of an edition are frozen from its approval on.
CREATE FUNCTION refuse_change_of_frozen_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD."editionId" ELSE NEW."editionId" END;
BEGIN
  -- An edition that is itself deleted is no longer found here.
  IF EXISTS (SELECT FROM "Edition" WHERE id = touched AND state NOT IN ('DRAFT', 'IN_REVIEW')) THEN
    RAISE EXCEPTION 'the words of an approved edition are frozen' USING ERRCODE = 'integrity_constraint_violation',
      CONSTRAINT = TG_TABLE_NAME || '_frozen';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "Section_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "Section"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_words();
CREATE TRIGGER "Turn_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "Turn"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_words();

-- The files of an edition are frozen from the moment it is seen.
CREATE FUNCTION refuse_change_of_published_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD."editionId" ELSE NEW."editionId" END;
BEGIN
  IF EXISTS (SELECT FROM "Edition" WHERE id = touched AND state IN ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')) THEN
    RAISE EXCEPTION 'the files of a published edition are frozen' USING ERRCODE = 'integrity_constraint_violation',
      CONSTRAINT = 'Artifact_frozen';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "Artifact_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "Artifact"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_files();
