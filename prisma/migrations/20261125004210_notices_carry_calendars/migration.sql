-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "calendar" TEXT;
