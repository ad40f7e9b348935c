-- The name stands in the sentence too, as it does where PostgreSQL itself refuses: a driver may pass on nothing else.
CREATE OR REPLACE FUNCTION refuse_change_of_frozen_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD."editionId" ELSE NEW."editionId" END;
BEGIN
  -- An edition that is itself deleted is no longer found here.
  IF EXISTS (SELECT FROM "Edition" WHERE id = touched AND state NOT IN ('DRAFT', 'IN_REVIEW')) THEN
    RAISE EXCEPTION 'the words of an approved edition are frozen: constraint "%_frozen"', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_frozen';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION refuse_change_of_published_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD."editionId" ELSE NEW."editionId" END;
BEGIN
  IF EXISTS (SELECT FROM "Edition" WHERE id = touched AND state IN ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')) THEN
    RAISE EXCEPTION 'the files of a published edition are frozen: constraint "Artifact_frozen"'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'Artifact_frozen';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
