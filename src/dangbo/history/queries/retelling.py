"""Tell decisions, papers and names as a file states them: as loaded, while that still holds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dangbo.audit.models import Act
from dangbo.history.files.days import normal_day, partial_of
from dangbo.history.queries.loaded import LoadedEntry
from dangbo.history.queries.scope import Scope
from dangbo.orgs.models import Alias, Decision, Place
from dangbo.papers.models import Paper
from dangbo.papers.queries import draft_of
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.keyed_changes import renamed
from dangbo.rules.paper_drafts import PaperDraft, read_draft

Body = dict[str, Any]
Told = tuple[str, Body, LoadedEntry | None]
PAPER_TEXTS: Final = ("kind", "issuer_code", "issuer", "term", "subject", "secrecy", "kept_at")
STATE: Final = ("name", "short_name", "kind", "superior", "code", "sector")


def told_decision(
    decision: Decision, *, scope: Scope, loaded: Sequence[LoadedEntry]
) -> Iterator[Told]:
    """Yield a decision as an entry, or each organisation that it only imports as one.

    Beside each stands the loaded entry that says the same, if there is one.
    """
    changes = [_by_keys(each, scope) for each in scope.changes[decision.act_id]]
    on = normal_day(PartialDay(decision.on, Precision(decision.precision), decision.on_text), "")
    if decision.on_text:
        on["text"] = decision.on_text
    entries = {(each.row.section, each.row.key): each for each in loaded}
    if not changes:
        return
    if _only_imports(decision, changes):
        for each in changes:
            body = {"key": each["org"], "from": on, **_state(each), **_mark(decision)}
            yield "organisations", body, _same(entries.get(("organisations", each["org"])), body)
        return
    body = {"key": _key(decision), "on": on, "changes": changes, **_mark(decision)}
    body |= {"paper": decision.paper.uid} if decision.paper else {"number_not_known": True}
    body |= {"title": decision.title} if decision.title else {}
    body |= {"reason": decision.act.reason} if decision.act.reason else {}
    entry = next((each for each in loaded if each.row.section == "decisions"), None)
    yield "decisions", body, _same(entry, body)


def told_paper(paper: Paper, loaded: LoadedEntry | None) -> tuple[Body, LoadedEntry | None]:
    """Return a paper as an entry, and the loaded one if it still says the same."""
    draft = draft_of(paper)
    if loaded is not None and read_draft(_draft(paper.uid, loaded.body)).full == draft:
        return dict(loaded.body), loaded
    body: Body = {"key": paper.uid, "recorded": paper.recorded_by.recorded.isoformat()}
    body |= {"number": draft.number_raw} if draft.number_raw else {}
    body |= {name: getattr(draft, name) for name in PAPER_TEXTS if getattr(draft, name)}
    if draft.day is not None:
        body["day"] = normal_day(draft.day, draft.day.text)
    body |= {"force": draft.force} if draft.force != "not_stated" else {}
    body |= {"own_series": True} if draft.own_series else {}
    return body | ({"invented": True} if paper.invented else {}), None


def told_alias(row: Alias, org: str) -> Body:
    """Return another name of an organisation as an entry."""
    recorded = row.opened_by.recorded.isoformat()
    return {"key": f"{org}.{row.pk}", "org": org, "name": row.name, "recorded": recorded}


def told_place(row: Place, act: Act, org: str) -> Body:
    """Return a place of an organisation as an entry."""
    on = normal_day(PartialDay(row.on, Precision.DAY), "")
    body: Body = {"key": f"{org}.{row.on.isoformat()}", "org": org, "on": on}
    body |= {"at": f"{row.latitude}, {row.longitude}"} if row.latitude is not None else {}
    body |= {"address": row.address} if row.address else {}
    body |= {"paper": act.paper} if act.paper else {}
    body |= {"note": act.reason} if act.reason else {}
    body["recorded"] = act.recorded.isoformat()
    return body | ({"invented": True} if act.invented else {})


def _draft(uid: str, body: Mapping[str, Any]) -> PaperDraft:
    texts = {name: body[name] for name in (*PAPER_TEXTS, "force") if name in body}
    day = partial_of(body["day"]) if "day" in body else None
    return PaperDraft(
        uid=uid,
        number_raw=body.get("number", ""),
        own_series=bool(body.get("own_series")),
        day=day,
        **texts,
    )


def _by_keys(change: Mapping[str, Any], scope: Scope) -> Body:
    return _without_empty(renamed(change, lambda org: scope.uids[int(org)]))


def _without_empty(change: Mapping[str, Any]) -> Body:
    """Leave out a superior that is none: a file says so by silence."""
    found: Body = {
        name: value for name, value in change.items() if not (name == "superior" and value is None)
    }
    if isinstance(found.get("result"), Mapping):
        found["result"] = _without_empty(found["result"])
    if "results" in found:
        found["results"] = [_without_empty(each) for each in found["results"]]
    return found


def _only_imports(decision: Decision, changes: Sequence[Body]) -> bool:
    bare = decision.paper is None and not decision.title and not decision.act.reason
    return bare and all(each["change"] == "import" for each in changes)


def _state(change: Mapping[str, Any]) -> Body:
    return {name: change[name] for name in STATE if change.get(name)}


def _mark(decision: Decision) -> Body:
    return {"invented": True} if decision.invented else {}


def _key(decision: Decision) -> str:
    return f"{decision.on.isoformat()}-{decision.act_id}"


def _same(entry: LoadedEntry | None, body: Mapping[str, Any]) -> LoadedEntry | None:
    """Return a loaded entry where it says what the register says now."""
    if entry is None:
        return None
    beside = {"key", "source", "note", "recorded"}
    said = {name: each for name, each in entry.body.items() if name not in beside}
    return entry if said == {name: body[name] for name in body if name not in beside} else None
