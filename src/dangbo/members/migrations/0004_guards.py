# ruff: noqa: S608 - the statements are put together from names of our own
"""Have the databases themselves keep the courses of members.

A dated fact is never edited in place nor deleted, spans of one person and track never overlap, and
on the days of a standing, and on no other, there is an official posting. The last is judged when a
transaction has written all: whoever writes postings or standings leaves a note of the person in
`members_unchecked`, whose foreign key can never hold, so that no transaction ends before the notes
are taken away, and taking one away is refused where the person's days differ. So it is in both
databases: PostgreSQL judges all notes in one statement, which a trigger for each row could not.
"""

from django.db import migrations

from dangbo.base.guards import run_sql

# What may never change of each table of spans; a number is sealed anew when a key is.
SPANS = {
    "posting": ("person_id", "start", "org_id", "kind"),
    "standing": ("person_id", "start", "standing", "activity", "counted_from", "admitted"),
    "attribute": ("person_id", "start", "kind", "value"),
    "number": ("person_id", "start", "kind", "value", "lookup"),
}
FACTS = {
    "event": ("act_id", "position", "on", "precision", "person_id", "change", "facts"),
    "carry": ("act_id", "position", "on", "source_id", "result_id", "persons"),
}
KEPT = (*SPANS, *FACTS, "identity", "sheet")
TRACKED = ("posting", "attribute", "number")
EDITED = "a dated fact is never edited in place"
DELETED = "a dated fact is never deleted"
OVERLAP = "spans of one person overlap"
UNLIKE = "the days of postings and of standings differ"

NOTES = """
CREATE TABLE members_never (id bigint PRIMARY KEY CHECK (id IS NULL));
--;;
CREATE TABLE members_unchecked (
  person_id bigint PRIMARY KEY,
  never bigint NOT NULL DEFAULT 1 REFERENCES members_never (id) DEFERRABLE INITIALLY DEFERRED
);
"""
DAYS = """
  SELECT x.person_id, x.start AS day FROM {who} x WHERE {mine} x.voided_by_id IS NULL{kind}
  UNION SELECT x.person_id, x."end" FROM {who} x
  WHERE {mine} x.voided_by_id IS NULL AND x."end" IS NOT NULL{kind}
"""
OFFICIAL = " AND x.kind = 'official'"
COVERED = """EXISTS (SELECT 1 FROM {table} c WHERE c.person_id = d.person_id AND c.voided_by_id IS NULL
    AND c.start <= d.day AND (c."end" IS NULL OR c."end" > d.day){kind})"""


def days(mine: str) -> str:
    """Return the statement of the days on which postings or standings of persons begin or end."""
    posting = DAYS.format(who="members_posting", mine=mine, kind=OFFICIAL)
    return posting + "UNION" + DAYS.format(who="members_standing", mine=mine, kind="")


POSTED = COVERED.format(table="members_posting", kind=" AND c.kind = 'official'")
STOOD = COVERED.format(table="members_standing", kind="")


def sqlite() -> str:
    """Return the guards of SQLite."""
    found = [NOTES]
    for name, columns in {**SPANS, **FACTS}.items():
        edited = " OR ".join(f'NEW."{each}" IS NOT OLD."{each}"' for each in columns)
        ended, end = "", ""
        if name in SPANS:
            ended = ' OR (OLD."end" IS NOT NULL AND NEW."end" IS NOT OLD."end")'
            end = ', "end"'
        quoted = ", ".join(f'"{each}"' for each in columns)
        found.append(f"""
CREATE TRIGGER members_{name}_edited BEFORE UPDATE OF {quoted}{end} ON members_{name}
BEGIN SELECT RAISE(ABORT, '{EDITED}') WHERE {edited}{ended}; END;
""")
    found += [
        f"""
CREATE TRIGGER members_{name}_kept BEFORE DELETE ON members_{name}
BEGIN SELECT RAISE(ABORT, '{DELETED}'); END;
"""
        for name in KEPT
    ]
    for name in SPANS:
        track = " AND v.kind = NEW.kind" if name in TRACKED else ""
        found.append(f"""
CREATE TRIGGER members_{name}_apart BEFORE INSERT ON members_{name}
WHEN NEW.voided_by_id IS NULL
BEGIN
  SELECT RAISE(ABORT, '{OVERLAP}') WHERE EXISTS (
    SELECT 1 FROM members_{name} v
    WHERE v.person_id = NEW.person_id{track} AND v.voided_by_id IS NULL
      AND (NEW."end" IS NULL OR v.start < NEW."end") AND (v."end" IS NULL OR v."end" > NEW.start));
END;
""")
    found += [
        f"""
CREATE TRIGGER members_{name}_unchecked_{way.lower()} AFTER {way} ON members_{name}
BEGIN INSERT OR IGNORE INTO members_unchecked (person_id) VALUES (NEW.person_id); END;
"""
        for name in ("posting", "standing")
        for way in ("INSERT", "UPDATE")
    ]
    found.append(f"""
CREATE TRIGGER members_unchecked_judge BEFORE DELETE ON members_unchecked
BEGIN
  SELECT RAISE(ABORT, '{UNLIKE}') WHERE EXISTS (
    SELECT 1 FROM ({days("x.person_id = OLD.person_id AND")}) d
    WHERE {POSTED} <> {STOOD});
END;
""")
    return "--;;".join(found)


def postgresql() -> str:
    """Return the guards of PostgreSQL."""
    found = [NOTES]
    found.append(f"""
CREATE FUNCTION members_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{DELETED}' USING ERRCODE = 'restrict_violation'; END $$;
""")
    for name, columns in {**SPANS, **FACTS}.items():
        new, old = (", ".join(f'{row}."{each}"' for each in columns) for row in ("NEW", "OLD"))
        ended = ""
        if name in SPANS:
            ended = ' OR (OLD."end" IS NOT NULL AND NEW."end" IS DISTINCT FROM OLD."end")'
        found.append(f"""
CREATE FUNCTION members_keep_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ({new}) IS DISTINCT FROM ({old}){ended} THEN
    RAISE EXCEPTION '{EDITED}' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--;;
CREATE TRIGGER members_{name}_edited BEFORE UPDATE ON members_{name}
FOR EACH ROW EXECUTE FUNCTION members_keep_{name}();
""")
    found += [
        f"""
CREATE TRIGGER members_{name}_kept BEFORE DELETE ON members_{name}
FOR EACH STATEMENT EXECUTE FUNCTION members_refuse_delete();
"""
        for name in KEPT
    ]
    for name in SPANS:
        track = " AND v.kind = n.kind" if name in TRACKED else ""
        found.append(f"""
CREATE FUNCTION members_part_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added n JOIN members_{name} v
      ON v.person_id = n.person_id{track} AND v.id <> n.id AND v.voided_by_id IS NULL
    WHERE n.voided_by_id IS NULL
      AND (n."end" IS NULL OR v.start < n."end") AND (v."end" IS NULL OR v."end" > n.start)) THEN
    RAISE EXCEPTION '{OVERLAP}' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--;;
CREATE TRIGGER members_{name}_apart AFTER INSERT ON members_{name}
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION members_part_{name}();
""")
    found.append("""
CREATE FUNCTION members_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO members_unchecked (person_id) SELECT DISTINCT person_id FROM added
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
""")
    found += [
        f"""
CREATE TRIGGER members_{name}_unchecked_{way.lower()} AFTER {way} ON members_{name}
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION members_note();
"""
        for name in ("posting", "standing")
        for way in ("INSERT", "UPDATE")
    ]
    mine = "x.person_id IN (SELECT person_id FROM gone) AND"
    found.append(f"""
CREATE FUNCTION members_judge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ({days(mine)}) d
    WHERE {POSTED} <> {STOOD}) THEN
    RAISE EXCEPTION '{UNLIKE}' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--;;
CREATE TRIGGER members_unchecked_judge AFTER DELETE ON members_unchecked
REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION members_judge();
""")
    return "--;;".join(found)


def drop(vendor: str) -> str:
    """Return the statements that take the guards away."""
    triggers = [(f"members_{name}_edited", name) for name in (*SPANS, *FACTS)]
    triggers += [(f"members_{name}_kept", name) for name in KEPT]
    triggers += [(f"members_{name}_apart", name) for name in SPANS]
    triggers += [
        (f"members_{name}_unchecked_{way}", name)
        for name in ("posting", "standing")
        for way in ("insert", "update")
    ]
    triggers.append(("members_unchecked_judge", "unchecked"))
    on = vendor == "postgresql"
    found = [f"DROP TRIGGER {one}{f' ON members_{name}' if on else ''};" for one, name in triggers]
    found += ["DROP TABLE members_unchecked;", "DROP TABLE members_never;"]
    if on:
        functions = [f"members_keep_{name}" for name in (*SPANS, *FACTS)]
        functions += [f"members_part_{name}" for name in SPANS]
        functions += ["members_refuse_delete", "members_note", "members_judge"]
        found += [f"DROP FUNCTION {each}();" for each in functions]
    return "\n--;;\n".join(found)


class Migration(migrations.Migration):
    """Add the guards of members."""

    dependencies = [("members", "0003_savedfilter")]

    operations = [
        run_sql(
            {"sqlite": sqlite(), "postgresql": postgresql()},
            {"sqlite": drop("sqlite"), "postgresql": drop("postgresql")},
        )
    ]
