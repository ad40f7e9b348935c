-- What is stored as JSON says its format, from now on beside its content. Lists without one are of its first version.
ALTER TABLE "ScheduledRelease"
  DROP CONSTRAINT "ScheduledRelease_waivers_is_list",
  ADD CONSTRAINT "ScheduledRelease_waivers_known" CHECK (jsonb_typeof(waivers) = 'array' OR waivers ? 'format');
