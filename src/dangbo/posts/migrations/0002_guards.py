# ruff: noqa: S608 - the statements are put together from names of our own
"""Have the databases themselves keep the courses of posts.

A dated fact is never edited in place nor deleted, and the spans of one track (a person's post in
one body, the seats of a body, a person in one planning list, one declaration) never overlap.
"""

from django.db import migrations

from dangbo.base.guards import run_sql

# The columns that tell the tracks of each table apart.
TRACKS = {
    "post": ("person_id", "org_id", "body", "title", "outside"),
    "term": ("org_id", "body"),
    "plan": ("person_id", "org_id", "body", "title", "term"),
    "declaration": ("person_id", "year", "kind"),
}
# What may never change beside those, the start and an end that is set.
VALUES = {
    "post": ("how", "level", "side", "precision"),
    "term": ("seats", "name", "until"),
    "plan": (),
    "declaration": ("status", "receiver"),
}
ENTRY = ("act_id", "position", "on", "precision", "change", "person_id", "org_id", "facts")
KEPT = {name: (*track, "start", *VALUES[name]) for name, track in TRACKS.items()}
TABLES = (*KEPT, "entry")
EDITED = "a dated fact is never edited in place"
DELETED = "a dated fact is never deleted"
OVERLAP = "spans of one post, seats, plan or declaration overlap"


def sqlite() -> str:
    """Return the guards of SQLite."""
    found = []
    for name, columns in {**KEPT, "entry": ENTRY}.items():
        edited = " OR ".join(f'NEW."{each}" IS NOT OLD."{each}"' for each in columns)
        ended, end = "", ""
        if name in KEPT:
            ended = ' OR (OLD."end" IS NOT NULL AND NEW."end" IS NOT OLD."end")'
            end = ', "end"'
        quoted = ", ".join(f'"{each}"' for each in columns)
        found.append(f"""
CREATE TRIGGER posts_{name}_edited BEFORE UPDATE OF {quoted}{end} ON posts_{name}
BEGIN SELECT RAISE(ABORT, '{EDITED}') WHERE {edited}{ended}; END;
--;;
CREATE TRIGGER posts_{name}_kept BEFORE DELETE ON posts_{name}
BEGIN SELECT RAISE(ABORT, '{DELETED}'); END;
""")
    for name, track in TRACKS.items():
        own = " AND ".join(f'v."{each}" IS NEW."{each}"' for each in track)
        found.append(f"""
CREATE TRIGGER posts_{name}_apart BEFORE INSERT ON posts_{name}
WHEN NEW.voided_by_id IS NULL
BEGIN
  SELECT RAISE(ABORT, '{OVERLAP}') WHERE EXISTS (
    SELECT 1 FROM posts_{name} v WHERE {own} AND v.voided_by_id IS NULL
      AND (NEW."end" IS NULL OR v.start < NEW."end") AND (v."end" IS NULL OR v."end" > NEW.start));
END;
""")
    return "--;;".join(found)


def postgresql() -> str:
    """Return the guards of PostgreSQL."""
    found = [
        f"""
CREATE FUNCTION posts_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{DELETED}' USING ERRCODE = 'restrict_violation'; END $$;
"""
    ]
    for name, columns in {**KEPT, "entry": ENTRY}.items():
        new, old = (", ".join(f'{row}."{each}"' for each in columns) for row in ("NEW", "OLD"))
        ended = ""
        if name in KEPT:
            ended = ' OR (OLD."end" IS NOT NULL AND NEW."end" IS DISTINCT FROM OLD."end")'
        found.append(f"""
CREATE FUNCTION posts_keep_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ({new}) IS DISTINCT FROM ({old}){ended} THEN
    RAISE EXCEPTION '{EDITED}' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--;;
CREATE TRIGGER posts_{name}_edited BEFORE UPDATE ON posts_{name}
FOR EACH ROW EXECUTE FUNCTION posts_keep_{name}();
--;;
CREATE TRIGGER posts_{name}_kept BEFORE DELETE ON posts_{name}
FOR EACH STATEMENT EXECUTE FUNCTION posts_refuse_delete();
""")
    for name, track in TRACKS.items():
        own = " AND ".join(f'v."{each}" IS NOT DISTINCT FROM n."{each}"' for each in track)
        found.append(f"""
CREATE FUNCTION posts_part_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added n JOIN posts_{name} v ON {own} AND v.id <> n.id AND v.voided_by_id IS NULL
    WHERE n.voided_by_id IS NULL
      AND (n."end" IS NULL OR v.start < n."end") AND (v."end" IS NULL OR v."end" > n.start)) THEN
    RAISE EXCEPTION '{OVERLAP}' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--;;
CREATE TRIGGER posts_{name}_apart AFTER INSERT ON posts_{name}
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION posts_part_{name}();
""")
    return "--;;".join(found)


def drop(vendor: str) -> str:
    """Return the statements that take the guards away."""
    triggers = [(f"posts_{name}_{what}", name) for name in TABLES for what in ("edited", "kept")]
    triggers += [(f"posts_{name}_apart", name) for name in TRACKS]
    on = vendor == "postgresql"
    found = [f"DROP TRIGGER {one}{f' ON posts_{name}' if on else ''};" for one, name in triggers]
    if on:
        functions = [f"posts_keep_{name}" for name in TABLES]
        functions += [f"posts_part_{name}" for name in TRACKS]
        found += [f"DROP FUNCTION {each}();" for each in (*functions, "posts_refuse_delete")]
    return "\n--;;\n".join(found)


class Migration(migrations.Migration):
    """Add the guards of posts."""

    dependencies = [("posts", "0001_initial")]

    operations = [
        run_sql(
            {"sqlite": sqlite(), "postgresql": postgresql()},
            {"sqlite": drop("sqlite"), "postgresql": drop("postgresql")},
        )
    ]
