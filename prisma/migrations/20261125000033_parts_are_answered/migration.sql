-- AlterEnum
ALTER TYPE "LinkPurpose" ADD VALUE 'PART';

-- AlterEnum
ALTER TYPE "NoticeKind" ADD VALUE 'PART_LINK';

-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "personId" UUID;

-- AlterTable
ALTER TABLE "Link" ADD COLUMN     "eventId" UUID,
ADD COLUMN     "personId" UUID,
ALTER COLUMN "accountId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Person" DROP COLUMN "photographKey",
DROP COLUMN "photographType",
ADD COLUMN     "accountId" UUID,
ADD COLUMN     "mayPublish" BOOLEAN;

-- AlterTable
ALTER TABLE "ProgramEdit" ADD COLUMN     "personId" UUID;

-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "eventId" UUID,
ADD COLUMN     "personId" UUID;

-- CreateTable
CREATE TABLE "Photograph" (
    "eventId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Photograph_pkey" PRIMARY KEY ("eventId","personId")
);

-- CreateIndex
CREATE INDEX "Link_eventId_personId_idx" ON "Link"("eventId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Person_eventId_accountId_key" ON "Person"("eventId", "accountId");

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Photograph" ADD CONSTRAINT "Photograph_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProgramEdit" ADD CONSTRAINT "ProgramEdit_eventId_personId_fkey" FOREIGN KEY ("eventId", "personId") REFERENCES "Person"("eventId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- As text: a value that was just added to an enum can't be used in the same transaction.
ALTER TABLE "Link"
  ADD CONSTRAINT "Link_of_an_account_or_a_part"
    CHECK (("accountId" IS NOT NULL) = (purpose::text = 'SIGN_IN')
      AND ("eventId" IS NOT NULL) = (purpose::text = 'PART')
      AND ("personId" IS NOT NULL) = (purpose::text = 'PART'));
ALTER TABLE "Upload"
  ADD CONSTRAINT "Upload_of_one_sender"
    CHECK (("eventId" IS NULL) = ("personId" IS NULL) AND ("accountId" IS NULL OR "personId" IS NULL));
ALTER TABLE "Photograph"
  ADD CONSTRAINT "Photograph_bytes_not_negative" CHECK (bytes >= 0),
  ADD CONSTRAINT "Photograph_sha256_form" CHECK (sha256 ~ '^[0-9a-f]{64}$');
