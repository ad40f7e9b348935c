-- Places held for uploads on their way, so that a quota holds for files that are sent side by side too.
CREATE TABLE "UploadReservation" (
    "id" UUID NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" UUID,
    "eventId" UUID,
    "bytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "UploadReservation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "UploadReservation_createdAt_idx" ON "UploadReservation"("createdAt");
