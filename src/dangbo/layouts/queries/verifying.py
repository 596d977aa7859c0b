"""Prove that the forms are what the journal says of them."""

from collections.abc import Iterable
from typing import Any

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.queries import params_of
from dangbo.layouts import access

Fact = tuple[Any, ...]


def first_difference() -> str | None:
    """Return the first difference between the tables and their acts, or None."""
    told, held = _Told(), set(_held())
    for act in readable_acts(OPERATOR).filter(code__in=access.ACTS).order_by("seq").iterator():
        told.follow(act)
    for kind, code, *_rest in sorted(held ^ told.facts(), key=str):
        return f"{kind} {code}: the table and the journal differ"
    return None


def _held() -> Iterable[Fact]:
    for row in access.every_version().iterator():
        acts = (row.opened_by_id, row.closed_by_id, row.voided_by_id)
        yield ("version", row.code, row.number, row.body, row.start, row.end, *acts)
    for draft in access.every_draft().iterator():
        yield ("draft", draft.code, draft.body, draft.opened_by_id, draft.voided_by_id)
    for one in access.every_confirmation().iterator():
        yield ("confirmation", one.code, one.number, one.opened_by_id, one.voided_by_id)


class _Told:
    """The rows that the acts make, each followed anew."""

    def __init__(self) -> None:
        self.done: set[Fact] = set()
        self.drafts: dict[str, Fact] = {}
        self.versions: dict[str, Fact] = {}
        self.confirmed: dict[tuple[str, int], Fact] = {}

    def facts(self) -> set[Fact]:
        """Return all rows, those that stand open too."""
        drafts = {(*fact, None) for fact in self.drafts.values()}
        versions = {(*fact[:-1], None, fact[-1], None, None) for fact in self.versions.values()}
        confirmed = {(*fact, None) for fact in self.confirmed.values()}
        return self.done | drafts | versions | confirmed

    def follow(self, act: Any) -> None:
        """Do what an act did."""
        params = params_of(act)
        code = params["code"]
        if act.code in {access.DRAFTED, access.DISCARDED, access.PUBLISHED}:
            self._end_draft(code, act)
        if act.code in {access.PUBLISHED, access.WITHDRAWN}:
            self._end_version(code, act)
        if act.code == access.DRAFTED:
            self.drafts[code] = ("draft", code, params["body"], act.seq)
        elif act.code == access.PUBLISHED:
            told = (params["number"], params["body"], act.on, act.seq)
            self.versions[code] = ("version", code, *told)
        elif act.code == access.CONFIRMED:
            key = (code, params["number"])
            self.confirmed[key] = ("confirmation", *key, act.seq)
        elif act.code == access.UNCONFIRMED:
            fact = self.confirmed.pop((code, params["number"]))
            self.done.add((*fact, act.seq))

    def _end_draft(self, code: str, act: Any) -> None:
        if fact := self.drafts.pop(code, None):
            self.done.add((*fact, act.seq))

    def _end_version(self, code: str, act: Any) -> None:
        if fact := self.versions.pop(code, None):
            *row, start, opened = fact
            same_day = start == act.on
            end = (None, opened, None, act.seq) if same_day else (act.on, opened, act.seq, None)
            self.done.add((*row, start, *end))
