-- CreateEnum
CREATE TYPE "TrackPart" AS ENUM ('MEMBER', 'CHAIR', 'RAPPORTEUR');

-- CreateEnum
CREATE TYPE "Attribution" AS ENUM ('ON_RECORD', 'CHATHAM_HOUSE', 'CLOSED');

-- CreateEnum
CREATE TYPE "CueKind" AS ENUM ('CUE', 'NOTE');

-- CreateEnum
CREATE TYPE "MaterialKind" AS ENUM ('SLIDES', 'PAPER', 'PICTURE');

-- DropIndex
DROP INDEX "Room_eventId_key_key";

-- DropIndex
DROP INDEX "Session_eventId_key_key";

-- DropIndex
DROP INDEX "Track_eventId_key_key";

-- AlterTable
ALTER TABLE "Appearance" ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "mayQuote" BOOLEAN,
ADD COLUMN     "mayRecord" BOOLEAN,
ADD COLUMN     "mayShow" BOOLEAN;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "draftVersion" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "biography" JSONB,
ADD COLUMN     "needs" TEXT,
ADD COLUMN     "photographKey" TEXT,
ADD COLUMN     "photographType" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "removed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "windows" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "attribution" "Attribution" NOT NULL DEFAULT 'ON_RECORD',
ADD COLUMN     "equipment" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "joinLinks" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "notes" TEXT,
ADD COLUMN     "removed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Track" ADD COLUMN     "capacity" INTEGER,
ADD COLUMN     "removed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "TrackMember" (
    "eventId" UUID NOT NULL,
    "trackId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "part" "TrackPart" NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "TrackMember_pkey" PRIMARY KEY ("eventId","trackId","personId")
);

-- CreateTable
CREATE TABLE "Report" (
    "eventId" UUID NOT NULL,
    "trackId" UUID NOT NULL,
    "notedInId" UUID NOT NULL,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("eventId","trackId")
);

-- CreateTable
CREATE TABLE "Availability" (
    "eventId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "windows" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Availability_pkey" PRIMARY KEY ("eventId","personId")
);

-- CreateTable
CREATE TABLE "Cue" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "CueKind" NOT NULL,
    "minute" INTEGER,
    "text" TEXT NOT NULL,
    "responsible" TEXT,

    CONSTRAINT "Cue_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "Material" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "MaterialKind" NOT NULL,
    "title" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "mayPublish" BOOLEAN,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Material_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "ProgramLimits" (
    "eventId" UUID NOT NULL,
    "changeover" INTEGER NOT NULL,
    "walk" INTEGER NOT NULL,
    "interpreters" INTEGER NOT NULL,
    "sitting" INTEGER NOT NULL,
    "pause" INTEGER NOT NULL,

    CONSTRAINT "ProgramLimits_pkey" PRIMARY KEY ("eventId")
);

-- CreateTable
CREATE TABLE "ProgramEdit" (
    "eventId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "operation" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "undoes" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "accountId" UUID,
    "actorKind" TEXT NOT NULL,

    CONSTRAINT "ProgramEdit_pkey" PRIMARY KEY ("eventId","number")
);

-- CreateTable
CREATE TABLE "ScheduledRelease" (
    "eventId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "waivers" JSONB NOT NULL,
    "accountId" UUID,
    "failure" TEXT,

    CONSTRAINT "ScheduledRelease_pkey" PRIMARY KEY ("eventId")
);

-- CreateIndex
CREATE INDEX "TrackMember_eventId_personId_idx" ON "TrackMember"("eventId", "personId");

-- CreateIndex
CREATE INDEX "Cue_eventId_sessionId_idx" ON "Cue"("eventId", "sessionId");

-- CreateIndex
CREATE INDEX "Material_eventId_sessionId_idx" ON "Material"("eventId", "sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "ProgramEdit_eventId_undoes_key" ON "ProgramEdit"("eventId", "undoes");

-- AddForeignKey
ALTER TABLE "TrackMember" ADD CONSTRAINT "TrackMember_eventId_trackId_fkey" FOREIGN KEY ("eventId", "trackId") REFERENCES "Track"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrackMember" ADD CONSTRAINT "TrackMember_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_eventId_trackId_fkey" FOREIGN KEY ("eventId", "trackId") REFERENCES "Track"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_eventId_notedInId_fkey" FOREIGN KEY ("eventId", "notedInId") REFERENCES "Session"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Availability" ADD CONSTRAINT "Availability_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Availability" ADD CONSTRAINT "Availability_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cue" ADD CONSTRAINT "Cue_eventId_sessionId_fkey" FOREIGN KEY ("eventId", "sessionId") REFERENCES "Session"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Material" ADD CONSTRAINT "Material_eventId_sessionId_fkey" FOREIGN KEY ("eventId", "sessionId") REFERENCES "Session"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Material" ADD CONSTRAINT "Material_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgramLimits" ADD CONSTRAINT "ProgramLimits_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgramEdit" ADD CONSTRAINT "ProgramEdit_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgramEdit" ADD CONSTRAINT "ProgramEdit_eventId_undoes_fkey" FOREIGN KEY ("eventId", "undoes") REFERENCES "ProgramEdit"("eventId", "number") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ScheduledRelease" ADD CONSTRAINT "ScheduledRelease_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A key is free again once its row is removed from the draft.
CREATE UNIQUE INDEX "Room_key_once" ON "Room"("eventId", key) WHERE NOT removed;
CREATE UNIQUE INDEX "Track_key_once" ON "Track"("eventId", key) WHERE NOT removed;
CREATE UNIQUE INDEX "Session_key_once" ON "Session"("eventId", key) WHERE NOT removed;

-- One chair a working group.
CREATE UNIQUE INDEX "TrackMember_one_chair" ON "TrackMember"("eventId", "trackId") WHERE part = 'CHAIR';

ALTER TABLE "Event"
  ADD CONSTRAINT "Event_draft_version_not_negative" CHECK ("draftVersion" >= 0);
ALTER TABLE "Person"
  ADD CONSTRAINT "Person_biography_is_texts" CHECK (jsonb_typeof(biography) = 'object'),
  ADD CONSTRAINT "Person_photograph_has_a_type" CHECK (("photographKey" IS NULL) = ("photographType" IS NULL));
ALTER TABLE "Room"
  ADD CONSTRAINT "Room_windows_is_list" CHECK (jsonb_typeof(windows) = 'array');
ALTER TABLE "Track"
  ADD CONSTRAINT "Track_capacity_positive" CHECK (capacity > 0);
ALTER TABLE "Session"
  ADD CONSTRAINT "Session_join_links_is_map" CHECK (jsonb_typeof("joinLinks") = 'object');
ALTER TABLE "Availability"
  ADD CONSTRAINT "Availability_windows_is_list" CHECK (jsonb_typeof(windows) = 'array');
ALTER TABLE "Material"
  ADD CONSTRAINT "Material_bytes_not_negative" CHECK (bytes >= 0),
  ADD CONSTRAINT "Material_sha256_form" CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE "ProgramEdit"
  ADD CONSTRAINT "ProgramEdit_number_positive" CHECK (number > 0),
  ADD CONSTRAINT "ProgramEdit_undoes_an_earlier_one" CHECK (undoes < number),
  ADD CONSTRAINT "ProgramEdit_changes_by_kind" CHECK (jsonb_typeof(changes) = 'object');
ALTER TABLE "ProgramLimits"
  ADD CONSTRAINT "ProgramLimits_not_negative"
    CHECK (changeover >= 0 AND walk >= 0 AND interpreters > 0 AND sitting > 0 AND pause > 0);
ALTER TABLE "ScheduledRelease"
  ADD CONSTRAINT "ScheduledRelease_waivers_is_list" CHECK (jsonb_typeof(waivers) = 'array');

CREATE TRIGGER "ProgramEdit_never_changed" BEFORE UPDATE OR DELETE ON "ProgramEdit"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
