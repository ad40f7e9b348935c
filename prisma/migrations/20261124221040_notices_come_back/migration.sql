-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "mailId" UUID;

-- CreateTable
CREATE TABLE "Unsubscription" (
    "eventId" UUID NOT NULL,
    "addressHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Unsubscription_pkey" PRIMARY KEY ("eventId","addressHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "Notice_mailId_key" ON "Notice"("mailId");

-- AddForeignKey
ALTER TABLE "Unsubscription" ADD CONSTRAINT "Unsubscription_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Unsubscription"
  ADD CONSTRAINT "Unsubscription_hash_form" CHECK ("addressHash" ~ '^[A-Za-z0-9_-]{43}$');
