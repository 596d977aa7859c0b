"""Have the databases themselves keep the journal append-only, gap-free and in order of knowledge."""

from django.db import migrations

from dangbo.base.guards import run_sql

SQLITE = """
CREATE TRIGGER audit_act_no_update BEFORE UPDATE ON audit_act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
--;;
CREATE TRIGGER audit_act_no_delete BEFORE DELETE ON audit_act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
--;;
CREATE TRIGGER audit_act_in_order BEFORE INSERT ON audit_act
BEGIN
  SELECT RAISE(ABORT, 'the journal has no gaps')
  WHERE NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_act);
  SELECT RAISE(ABORT, 'the journal is in order of knowledge')
  WHERE EXISTS (SELECT 1 FROM audit_act WHERE seq = NEW.seq - 1 AND recorded > NEW.recorded);
END;
--;;
CREATE TRIGGER audit_payload_no_update BEFORE UPDATE ON audit_payload
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
--;;
CREATE TRIGGER audit_payload_no_delete BEFORE DELETE ON audit_payload
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

POSTGRESQL = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation';
END $$;
--;;
CREATE FUNCTION audit_check_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before record;
BEGIN
  SELECT seq, recorded INTO before FROM audit_act ORDER BY seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM COALESCE(before.seq, 0) + 1 THEN
    RAISE EXCEPTION 'the journal has no gaps' USING ERRCODE = 'restrict_violation';
  END IF;
  IF before.recorded > NEW.recorded THEN
    RAISE EXCEPTION 'the journal is in order of knowledge' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--;;
CREATE TRIGGER audit_act_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_act
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
--;;
CREATE TRIGGER audit_act_in_order BEFORE INSERT ON audit_act
FOR EACH ROW EXECUTE FUNCTION audit_check_order();
--;;
CREATE TRIGGER audit_payload_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_payload
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""

DROP_SQLITE = """
DROP TRIGGER audit_act_no_update;
--;;
DROP TRIGGER audit_act_no_delete;
--;;
DROP TRIGGER audit_act_in_order;
--;;
DROP TRIGGER audit_payload_no_update;
--;;
DROP TRIGGER audit_payload_no_delete;
"""

DROP_POSTGRESQL = """
DROP TRIGGER audit_act_append_only ON audit_act;
--;;
DROP TRIGGER audit_act_in_order ON audit_act;
--;;
DROP TRIGGER audit_payload_append_only ON audit_payload;
--;;
DROP FUNCTION audit_refuse_change();
--;;
DROP FUNCTION audit_check_order();
"""


class Migration(migrations.Migration):
    """Add the guards of the journal."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        run_sql(
            {"sqlite": SQLITE, "postgresql": POSTGRESQL},
            {"sqlite": DROP_SQLITE, "postgresql": DROP_POSTGRESQL},
        )
    ]
