-- AlterTable
ALTER TABLE "ProgramLimits" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
