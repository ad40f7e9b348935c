-- CreateEnum
CREATE TYPE "RegistrationMail" AS ENUM ('RECEIVED', 'AGAIN', 'CONFIRMED', 'WAITLISTED', 'OFFERED', 'LAPSED', 'DECLINED', 'CHANGED', 'CANCELLED', 'REMINDER');

-- CreateTable
CREATE TABLE "Country" (
    "eventId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "isOrganisation" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Country_pkey" PRIMARY KEY ("eventId","key")
);

-- CreateTable
CREATE TABLE "MailTemplate" (
    "eventId" UUID NOT NULL,
    "mail" "RegistrationMail" NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "MailTemplate_pkey" PRIMARY KEY ("eventId","mail","language")
);

-- CreateTable
CREATE TABLE "MailTest" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "mail" "RegistrationMail" NOT NULL,
    "language" TEXT NOT NULL,

    CONSTRAINT "MailTest_pkey" PRIMARY KEY ("eventId","id")
);

-- AddForeignKey
ALTER TABLE "Country" ADD CONSTRAINT "Country_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailTemplate" ADD CONSTRAINT "MailTemplate_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailTest" ADD CONSTRAINT "MailTest_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailTest" ADD CONSTRAINT "MailTest_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Country"
  ADD CONSTRAINT "Country_key_form" CHECK (key ~ '^([A-Z]{2}|[a-z0-9]+(-[a-z0-9]+)*)$'),
  ADD CONSTRAINT "Country_name_is_texts" CHECK (jsonb_typeof(name) = 'object'),
  ADD CONSTRAINT "Country_version_positive" CHECK (version > 0);

ALTER TABLE "MailTemplate"
  ADD CONSTRAINT "MailTemplate_has_a_text" CHECK (subject <> '' AND body <> ''),
  ADD CONSTRAINT "MailTemplate_version_positive" CHECK (version > 0);
