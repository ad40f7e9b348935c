CREATE TABLE "ProgramDraft" (
    "eventId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ProgramDraft_pkey" PRIMARY KEY ("eventId")
);

ALTER TABLE "ProgramDraft" ADD CONSTRAINT "ProgramDraft_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "ProgramDraft" SELECT id, "draftVersion" FROM "Event";

ALTER TABLE "Event" DROP COLUMN "draftVersion";

-- Beyond the schema

ALTER TABLE "ProgramDraft" ADD CONSTRAINT "ProgramDraft_version_not_negative" CHECK (version >= 0);
