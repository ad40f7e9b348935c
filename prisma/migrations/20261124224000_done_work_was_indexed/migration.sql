-- What figures of the last minutes and the forgetting of old work look for.
CREATE INDEX "Outbox_done" ON "Outbox"("doneAt") WHERE "doneAt" IS NOT NULL;
