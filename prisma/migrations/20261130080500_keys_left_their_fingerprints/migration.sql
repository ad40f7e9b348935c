-- Which keys the database was made with, so that a start with others is refused. The next start leaves those it has.
CREATE TABLE "KeyFingerprint" (
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "leftAt" TIMESTAMPTZ(3) NOT NULL DEFAULT plenary_now(),

    CONSTRAINT "KeyFingerprint_pkey" PRIMARY KEY ("key")
);
