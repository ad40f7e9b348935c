-- The UID of a calendar entry is the id of its session alone (RFC 7986, 5.3). What was mailed before had the host of
-- PUBLIC_URL behind it, and is known by that in the calendars of those who took it: it is read from what was written.
ALTER TABLE "Event" ADD COLUMN "calendarHost" TEXT;

UPDATE "Event" event SET "calendarHost" = mailed.host
FROM (
  SELECT DISTINCT ON ("eventId") "eventId",
    substring(regexp_replace(calendar, E'\r?\n[ \t]', '', 'g') FROM E'UID:[0-9a-f-]{36}@([^\r\n]+)') AS host
  FROM "Notice" WHERE calendar LIKE '%UID:%@%' ORDER BY "eventId", id DESC
) mailed
WHERE mailed."eventId" = event.id AND mailed.host IS NOT NULL;
