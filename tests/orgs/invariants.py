"""Ask the tables themselves, in plain SQL, for rows that break an invariant of the register."""

from django.db import connection

DAYS = {
    "sqlite": "(julianday({to}) - julianday({since}))",
    "postgresql": "(CAST({to} AS date) - CAST({since} AS date))",
}
FOREVER = "'2999-01-01'"


def days(since: str, to: str) -> str:
    """Return the SQL of the number of days between two."""
    return DAYS[connection.vendor].format(since=since, to=to)


def end(table: str) -> str:
    return f'COALESCE({table}."end", {FOREVER})'


def shared_days(one: str, other: str) -> str:
    """Return the SQL of the number of days that two spans share (less than 1: none)."""
    to = f"CASE WHEN {end(one)} < {end(other)} THEN {end(one)} ELSE {end(other)} END"
    since = f"CASE WHEN {one}.start > {other}.start THEN {one}.start ELSE {other}.start END"
    return (
        days(since, f"({to})") if connection.vendor == "sqlite" else days(f"({since})", f"({to})")
    )


def statements() -> dict[str, str]:
    """Return the statements by what a row that they find would mean."""
    return {
        "versions of one organisation overlap": f"""
            SELECT a.id AS row_id
            FROM orgs_orgversion a JOIN orgs_orgversion b ON a.org_id = b.org_id
            WHERE a.id < b.id AND a.voided_by_id IS NULL AND b.voided_by_id IS NULL
              AND {shared_days("a", "b")} > 0""",
        "a superior does not stand on each day": f"""
            SELECT v.id AS row_id FROM orgs_orgversion v LEFT JOIN orgs_orgversion s
              ON s.org_id = v.superior_id AND s.voided_by_id IS NULL AND {shared_days("v", "s")} > 0
            WHERE v.voided_by_id IS NULL AND v.superior_id IS NOT NULL
            GROUP BY v.id, v.start, v."end"
            HAVING COALESCE(SUM({shared_days("v", "s")}), 0) <> {days("v.start", end("v"))}""",
        "a path is not that of the superior and itself": f"""
            SELECT p.id AS row_id FROM orgs_orgversion v
            JOIN orgs_orgpath p ON p.org_id = v.org_id AND {shared_days("v", "p")} > 0
            LEFT JOIN orgs_orgpath q ON q.org_id = v.superior_id AND q.voided_by_id IS NULL
              AND {shared_days("q", "p")} > 0 AND {shared_days("q", "v")} > 0
            WHERE v.voided_by_id IS NULL AND p.voided_by_id IS NULL
              AND COALESCE(q.path, '') <> SUBSTR(p.path, 1, LENGTH(p.path) - 4)
              AND (q.id IS NULL OR {day_of_all_three()})""",
        "a path does not say its depth": """
            SELECT id AS row_id FROM orgs_orgpath WHERE LENGTH(path) <> 4 * (depth + 1)""",
        "paths do not cover the days of the versions": f"""
            SELECT COALESCE(v.org_id, p.org_id) AS row_id FROM
            (SELECT org_id, SUM({days("x.start", end("x"))}) AS total FROM orgs_orgversion x
             WHERE voided_by_id IS NULL GROUP BY org_id) v
            FULL JOIN
            (SELECT org_id, SUM({days("x.start", end("x"))}) AS total FROM orgs_orgpath x
             WHERE voided_by_id IS NULL GROUP BY org_id) p ON p.org_id = v.org_id
            WHERE v.total IS NULL OR p.total IS NULL OR v.total <> p.total""",
        "a version does not begin or end with its basis": """
            SELECT v.id AS row_id FROM orgs_orgversion v
            LEFT JOIN orgs_decision b ON b.act_id = v.basis_id AND b.voided_by_id IS NULL
            LEFT JOIN orgs_decision e ON e.act_id = v.end_basis_id AND e.voided_by_id IS NULL
            WHERE v.voided_by_id IS NULL AND (b.id IS NULL OR b."on" <> v.start
              OR (v."end" IS NOT NULL AND (e.id IS NULL OR e."on" <> v."end")))""",
        "a change of an organisation is not told by a touch": """
            SELECT v.id AS row_id FROM orgs_orgversion v WHERE v.voided_by_id IS NULL AND (
              NOT EXISTS (SELECT 1 FROM orgs_touch t WHERE t.voided_by_id IS NULL
                          AND t.org_id = v.org_id AND t.act_id = v.basis_id)
              OR (v."end" IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM orgs_touch t WHERE t.voided_by_id IS NULL
                AND t.org_id = v.org_id AND t.act_id = v.end_basis_id)))""",
        "a touch or a succession is not that of a decision in force": """
            SELECT t.act_id AS row_id FROM
            (SELECT act_id, "on" FROM orgs_touch WHERE voided_by_id IS NULL
             UNION ALL
             SELECT act_id, "on" FROM orgs_succession WHERE voided_by_id IS NULL) t
            LEFT JOIN orgs_decision d ON d.act_id = t.act_id AND d.voided_by_id IS NULL
            WHERE d.id IS NULL OR d."on" <> t."on" """,
        "a row was closed or voided before it was opened": """
            SELECT id AS row_id FROM orgs_orgversion
            WHERE closed_by_id < opened_by_id OR voided_by_id <= opened_by_id
              OR voided_by_id < closed_by_id""",
        "the journal has gaps or goes back": """
            SELECT a.seq AS row_id FROM audit_act a LEFT JOIN audit_act b ON b.seq = a.seq - 1
            WHERE (b.seq IS NULL AND a.seq <> 1) OR b.recorded > a.recorded""",
    }


def day_of_all_three() -> str:
    """Return the SQL that the spans q, p and v have a day in common."""
    starts = [f"{table}.start" for table in "qpv"]
    return " AND ".join(f"{start} < {end(table)}" for start in starts for table in "qpv")


def broken_invariants() -> set[tuple[str, int]]:
    """Return the rows that break an invariant, each with which one; nothing where all hold."""
    every = " UNION ALL ".join(
        f"SELECT '{meaning}', CAST(found.row_id AS integer) FROM ({statement}) found"
        for meaning, statement in statements().items()
    )
    with connection.cursor() as cursor:
        cursor.execute(every)
        return set(cursor.fetchall())
