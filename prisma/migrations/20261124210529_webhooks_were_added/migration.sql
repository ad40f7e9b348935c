-- CreateEnum
CREATE TYPE "WebhookKind" AS ENUM ('PROGRAM_RELEASED', 'EDITION_PUBLISHED', 'TEST');

-- CreateEnum
CREATE TYPE "WebhookState" AS ENUM ('ON', 'OFF', 'GONE', 'FAILED');

-- CreateEnum
CREATE TYPE "WebhookMessageState" AS ENUM ('WAITING', 'DELIVERED', 'FAILED');

-- CreateEnum
CREATE TYPE "WebhookFailure" AS ENUM ('STATUS', 'TIMEOUT', 'NO_ADDRESS', 'PRIVATE_ADDRESS', 'TLS', 'CONNECTION', 'SWITCHED_OFF');

-- CreateTable
CREATE TABLE "Webhook" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "kinds" "WebhookKind"[],
    "state" "WebhookState" NOT NULL DEFAULT 'ON',
    "failingSince" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "WebhookSecret" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "endsAt" TIMESTAMPTZ(3),

    CONSTRAINT "WebhookSecret_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateTable
CREATE TABLE "WebhookMessage" (
    "eventId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "kind" "WebhookKind" NOT NULL,
    "about" JSONB NOT NULL,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "WebhookMessageState" NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attemptedAt" TIMESTAMPTZ(3),
    "status" INTEGER,
    "failure" "WebhookFailure",

    CONSTRAINT "WebhookMessage_pkey" PRIMARY KEY ("eventId","id")
);

-- CreateIndex
CREATE INDEX "WebhookSecret_eventId_webhookId_idx" ON "WebhookSecret"("eventId", "webhookId");

-- CreateIndex
CREATE INDEX "WebhookMessage_eventId_webhookId_id_idx" ON "WebhookMessage"("eventId", "webhookId", "id");

-- CreateIndex
CREATE INDEX "WebhookMessage_happenedAt_idx" ON "WebhookMessage"("happenedAt");

-- AddForeignKey
ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookSecret" ADD CONSTRAINT "WebhookSecret_eventId_webhookId_fkey" FOREIGN KEY ("eventId", "webhookId") REFERENCES "Webhook"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookMessage" ADD CONSTRAINT "WebhookMessage_eventId_webhookId_fkey" FOREIGN KEY ("eventId", "webhookId") REFERENCES "Webhook"("eventId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One row of a kind.
CREATE UNIQUE INDEX "WebhookSecret_one_current" ON "WebhookSecret"("eventId", "webhookId") WHERE "endsAt" IS NULL;
CREATE UNIQUE INDEX "WebhookMessage_one_test_waits" ON "WebhookMessage"("eventId", "webhookId")
  WHERE kind = 'TEST' AND state = 'WAITING';

ALTER TABLE "Webhook"
  -- http only to this machine, where a test database opens it.
  ADD CONSTRAINT "Webhook_url_form" CHECK (url ~ '^https?://'),
  ADD CONSTRAINT "Webhook_wants_something" CHECK (cardinality(kinds) > 0),
  ADD CONSTRAINT "Webhook_wants_no_tests" CHECK (NOT 'TEST' = ANY (kinds));
ALTER TABLE "WebhookMessage"
  ADD CONSTRAINT "WebhookMessage_about_is_object" CHECK (jsonb_typeof(about) = 'object'),
  ADD CONSTRAINT "WebhookMessage_status_form" CHECK (status BETWEEN 100 AND 999),
  ADD CONSTRAINT "WebhookMessage_failed_for_a_reason" CHECK (state <> 'FAILED' OR failure IS NOT NULL),
  ADD CONSTRAINT "WebhookMessage_delivered_without_failure" CHECK (state <> 'DELIVERED' OR failure IS NULL);
