-- Items change places, one takes the place of another that goes: looked at when the transaction is done.
DROP INDEX "SessionItem_eventId_sessionId_position_key";
ALTER TABLE "SessionItem" ADD CONSTRAINT "SessionItem_eventId_sessionId_position_key"
  UNIQUE ("eventId", "sessionId", position) DEFERRABLE INITIALLY DEFERRED;

-- Two people change their parts: looked at when the statement is done.
DROP INDEX "Appearance_eventId_sessionId_itemId_personId_role_key";
ALTER TABLE "Appearance" ADD CONSTRAINT "Appearance_eventId_sessionId_itemId_personId_role_key"
  UNIQUE NULLS NOT DISTINCT ("eventId", "sessionId", "itemId", "personId", "role") DEFERRABLE INITIALLY IMMEDIATE;
