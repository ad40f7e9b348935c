-- CreateEnum
CREATE TYPE "SignInMethod" AS ENUM ('LINK', 'OIDC');

-- AlterTable
ALTER TABLE "AccountSession" ADD COLUMN     "authenticatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "method" "SignInMethod" NOT NULL DEFAULT 'LINK';

-- Until now there was no other way in than a link.
UPDATE "AccountSession" SET "authenticatedAt" = "createdAt";
ALTER TABLE "AccountSession" ALTER COLUMN "method" DROP DEFAULT,
ALTER COLUMN "authenticatedAt" SET NOT NULL;

-- CreateTable
CREATE TABLE "OidcIdentity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "OidcIdentity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "eventId" UUID,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OidcIdentity_accountId_issuer_key" ON "OidcIdentity"("accountId", "issuer");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE INDEX "ApiToken_accountId_idx" ON "ApiToken"("accountId");

-- AddForeignKey
ALTER TABLE "OidcIdentity" ADD CONSTRAINT "OidcIdentity_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "AccountSession"
  ADD CONSTRAINT "AccountSession_authenticated_before_it_was_made" CHECK ("authenticatedAt" <= "createdAt");
ALTER TABLE "ApiToken"
  ADD CONSTRAINT "ApiToken_has_a_scope" CHECK (coalesce(cardinality(scopes), 0) > 0),
  ADD CONSTRAINT "ApiToken_lives_a_year_at_most"
    CHECK ("expiresAt" > "createdAt" AND "expiresAt" - "createdAt" <= interval '366 days');
