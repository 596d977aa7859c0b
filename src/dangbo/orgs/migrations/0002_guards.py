"""Have the databases themselves keep spans apart, and every superior standing throughout.

PostgreSQL judges at the end of the transaction, by deferred triggers. SQLite has only immediate
ones: there a changed version leaves a note in `orgs_unchecked`, whose foreign key can never hold, so
that no transaction ends before the note is taken away, and taking it away is refused while the
organisation, or one below it, breaks a rule.
"""

from django.db import migrations

from dangbo.base.guards import run_sql

SQLITE = """
CREATE TRIGGER orgs_version_apart_insert BEFORE INSERT ON orgs_orgversion
WHEN NEW.voided_by_id IS NULL
BEGIN
  SELECT RAISE(ABORT, 'versions of one organisation overlap') WHERE EXISTS (
    SELECT 1 FROM orgs_orgversion v
    WHERE v.org_id = NEW.org_id AND v.voided_by_id IS NULL
      AND (NEW."end" IS NULL OR v.start < NEW."end") AND (v."end" IS NULL OR v."end" > NEW.start));
END;
--;;
CREATE TRIGGER orgs_version_end_once BEFORE UPDATE OF start, "end", org_id, superior_id, name, short_name, kind, code, sector
ON orgs_orgversion
BEGIN
  SELECT RAISE(ABORT, 'a dated fact is never edited in place')
  WHERE NEW.start IS NOT OLD.start OR NEW.org_id IS NOT OLD.org_id
    OR NEW.superior_id IS NOT OLD.superior_id OR NEW.name IS NOT OLD.name OR NEW.kind IS NOT OLD.kind
    OR NEW.short_name IS NOT OLD.short_name OR NEW.code IS NOT OLD.code OR NEW.sector IS NOT OLD.sector
    OR (OLD."end" IS NOT NULL AND NEW."end" IS NOT OLD."end");
END;
--;;
CREATE TRIGGER orgs_version_kept BEFORE DELETE ON orgs_orgversion
BEGIN SELECT RAISE(ABORT, 'a dated fact is never deleted'); END;
--;;
CREATE TRIGGER orgs_orgpath_kept BEFORE DELETE ON orgs_orgpath
BEGIN SELECT RAISE(ABORT, 'a dated fact is never deleted'); END;
--;;
CREATE TRIGGER orgs_decision_kept BEFORE DELETE ON orgs_decision
BEGIN SELECT RAISE(ABORT, 'a dated fact is never deleted'); END;
--;;
CREATE TRIGGER orgs_touch_kept BEFORE DELETE ON orgs_touch
BEGIN SELECT RAISE(ABORT, 'a dated fact is never deleted'); END;
--;;
CREATE TRIGGER orgs_succession_kept BEFORE DELETE ON orgs_succession
BEGIN SELECT RAISE(ABORT, 'a dated fact is never deleted'); END;
--;;
CREATE TABLE orgs_never (id integer PRIMARY KEY CHECK (id IS NULL));
--;;
CREATE TABLE orgs_unchecked (
  org_id integer PRIMARY KEY,
  never integer NOT NULL DEFAULT 1 REFERENCES orgs_never (id) DEFERRABLE INITIALLY DEFERRED
);
--;;
CREATE TRIGGER orgs_version_unchecked_insert AFTER INSERT ON orgs_orgversion
BEGIN INSERT OR IGNORE INTO orgs_unchecked (org_id) VALUES (NEW.org_id); END;
--;;
CREATE TRIGGER orgs_version_unchecked_update AFTER UPDATE ON orgs_orgversion
BEGIN INSERT OR IGNORE INTO orgs_unchecked (org_id) VALUES (NEW.org_id); END;
--;;
CREATE TRIGGER orgs_unchecked_judge BEFORE DELETE ON orgs_unchecked
BEGIN
  SELECT RAISE(ABORT, 'a superior does not stand throughout') WHERE EXISTS (
    SELECT 1 FROM orgs_orgversion v
    WHERE v.voided_by_id IS NULL AND v.superior_id IS NOT NULL
      AND (v.org_id = OLD.org_id OR v.superior_id = OLD.org_id)
      AND (
        NOT EXISTS (
          SELECT 1 FROM orgs_orgversion s
          WHERE s.org_id = v.superior_id AND s.voided_by_id IS NULL
            AND s.start <= v.start AND (s."end" IS NULL OR s."end" > v.start))
        OR EXISTS (
          SELECT 1 FROM orgs_orgversion s
          WHERE s.org_id = v.superior_id AND s.voided_by_id IS NULL
            AND s."end" IS NOT NULL AND s."end" > v.start AND (v."end" IS NULL OR s."end" < v."end")
            AND NOT EXISTS (
              SELECT 1 FROM orgs_orgversion n
              WHERE n.org_id = s.org_id AND n.voided_by_id IS NULL AND n.start = s."end"))));
  SELECT RAISE(ABORT, 'an organisation stands above itself') WHERE EXISTS (
    WITH RECURSIVE above(org, start, stop) AS (
      SELECT v.superior_id, v.start, COALESCE(v."end", '9999-12-31')
      FROM orgs_orgversion v
      WHERE v.org_id = OLD.org_id AND v.voided_by_id IS NULL AND v.superior_id IS NOT NULL
      UNION
      SELECT v.superior_id, MAX(v.start, a.start), MIN(COALESCE(v."end", '9999-12-31'), a.stop)
      FROM above a JOIN orgs_orgversion v ON v.org_id = a.org
      WHERE v.voided_by_id IS NULL AND v.superior_id IS NOT NULL AND a.org <> OLD.org_id
        AND v.start < a.stop AND COALESCE(v."end", '9999-12-31') > a.start)
    SELECT 1 FROM above WHERE org = OLD.org_id);
END;
"""

POSTGRESQL = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
--;;
ALTER TABLE orgs_orgversion ADD CONSTRAINT orgs_version_apart
EXCLUDE USING gist (org_id WITH =, daterange(start, "end") WITH &&) WHERE (voided_by_id IS NULL);
--;;
CREATE FUNCTION orgs_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a dated fact is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.start, NEW.org_id, NEW.superior_id, NEW.name, NEW.kind, NEW.short_name, NEW.code, NEW.sector)
     IS DISTINCT FROM
     (OLD.start, OLD.org_id, OLD.superior_id, OLD.name, OLD.kind, OLD.short_name, OLD.code, OLD.sector)
     OR (OLD."end" IS NOT NULL AND NEW."end" IS DISTINCT FROM OLD."end") THEN
    RAISE EXCEPTION 'a dated fact is never edited in place' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--;;
CREATE TRIGGER orgs_version_kept BEFORE UPDATE OR DELETE ON orgs_orgversion
FOR EACH ROW EXECUTE FUNCTION orgs_keep_version();
--;;
CREATE FUNCTION orgs_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a dated fact is never deleted' USING ERRCODE = 'restrict_violation';
END $$;
--;;
CREATE TRIGGER orgs_orgpath_kept BEFORE DELETE ON orgs_orgpath
FOR EACH STATEMENT EXECUTE FUNCTION orgs_refuse_delete();
--;;
CREATE TRIGGER orgs_decision_kept BEFORE DELETE ON orgs_decision
FOR EACH STATEMENT EXECUTE FUNCTION orgs_refuse_delete();
--;;
CREATE TRIGGER orgs_touch_kept BEFORE DELETE ON orgs_touch
FOR EACH STATEMENT EXECUTE FUNCTION orgs_refuse_delete();
--;;
CREATE TRIGGER orgs_succession_kept BEFORE DELETE ON orgs_succession
FOR EACH STATEMENT EXECUTE FUNCTION orgs_refuse_delete();
--;;
CREATE FUNCTION orgs_judge_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM orgs_orgversion v
    WHERE v.voided_by_id IS NULL AND v.superior_id IS NOT NULL
      AND (v.org_id = NEW.org_id OR v.superior_id = NEW.org_id)
      AND (
        NOT EXISTS (
          SELECT 1 FROM orgs_orgversion s
          WHERE s.org_id = v.superior_id AND s.voided_by_id IS NULL
            AND s.start <= v.start AND (s."end" IS NULL OR s."end" > v.start))
        OR EXISTS (
          SELECT 1 FROM orgs_orgversion s
          WHERE s.org_id = v.superior_id AND s.voided_by_id IS NULL
            AND s."end" IS NOT NULL AND s."end" > v.start AND (v."end" IS NULL OR s."end" < v."end")
            AND NOT EXISTS (
              SELECT 1 FROM orgs_orgversion n
              WHERE n.org_id = s.org_id AND n.voided_by_id IS NULL AND n.start = s."end")))) THEN
    RAISE EXCEPTION 'a superior does not stand throughout' USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (
    WITH RECURSIVE above(org, span) AS (
      SELECT v.superior_id, daterange(v.start, v."end")
      FROM orgs_orgversion v
      WHERE v.org_id = NEW.org_id AND v.voided_by_id IS NULL AND v.superior_id IS NOT NULL
      UNION
      SELECT v.superior_id, daterange(v.start, v."end") * a.span
      FROM above a JOIN orgs_orgversion v ON v.org_id = a.org
      WHERE v.voided_by_id IS NULL AND v.superior_id IS NOT NULL AND a.org <> NEW.org_id
        AND daterange(v.start, v."end") && a.span)
    SELECT 1 FROM above WHERE org = NEW.org_id) THEN
    RAISE EXCEPTION 'an organisation stands above itself' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--;;
CREATE CONSTRAINT TRIGGER orgs_version_judged AFTER INSERT OR UPDATE ON orgs_orgversion
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION orgs_judge_version();
"""

DROP_SQLITE = """
DROP TRIGGER orgs_orgpath_kept;
--;;
DROP TRIGGER orgs_decision_kept;
--;;
DROP TRIGGER orgs_touch_kept;
--;;
DROP TRIGGER orgs_succession_kept;
--;;
DROP TRIGGER orgs_version_apart_insert;
--;;
DROP TRIGGER orgs_version_end_once;
--;;
DROP TRIGGER orgs_version_kept;
--;;
DROP TRIGGER orgs_version_unchecked_insert;
--;;
DROP TRIGGER orgs_version_unchecked_update;
--;;
DROP TRIGGER orgs_unchecked_judge;
--;;
DROP TABLE orgs_unchecked;
--;;
DROP TABLE orgs_never;
"""

DROP_POSTGRESQL = """
DROP TRIGGER orgs_orgpath_kept ON orgs_orgpath;
--;;
DROP TRIGGER orgs_decision_kept ON orgs_decision;
--;;
DROP TRIGGER orgs_touch_kept ON orgs_touch;
--;;
DROP TRIGGER orgs_succession_kept ON orgs_succession;
--;;
DROP FUNCTION orgs_refuse_delete();
--;;
DROP TRIGGER orgs_version_judged ON orgs_orgversion;
--;;
DROP TRIGGER orgs_version_kept ON orgs_orgversion;
--;;
DROP FUNCTION orgs_judge_version();
--;;
DROP FUNCTION orgs_keep_version();
--;;
ALTER TABLE orgs_orgversion DROP CONSTRAINT orgs_version_apart;
"""


class Migration(migrations.Migration):
    """Add the guards of the register."""

    dependencies = [("orgs", "0001_initial")]

    operations = [
        run_sql(
            {"sqlite": SQLITE, "postgresql": POSTGRESQL},
            {"sqlite": DROP_SQLITE, "postgresql": DROP_POSTGRESQL},
        )
    ]
