-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "claim" UUID;

-- CreateTable
CREATE TABLE "Schedule" (
    "job" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("job")
);
