"""Offer organisations while one types: those of the draft itself first, then the register's."""

from typing import Final

from django.http import HttpResponse, JsonResponse

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.vietnamese import fold
from dangbo.desk.queries.directory import begun_by, called
from dangbo.desk.queries.meaning import one_line
from dangbo.desk.queries.opening import open_draft
from dangbo.desk.views.asking import day_of
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import search

MOST: Final = 10
LEAST_LETTERS: Final = 2
LONGEST: Final = 200


def suggest(request: ActorRequest, draft: int) -> HttpResponse:
    """Return the few organisations whose names hold what was typed, as plain values."""
    row = open_draft(actor=request.actor, draft=draft)
    text = one_line(request.GET.get("q", "")[:LONGEST])
    if len(text) < LEAST_LETTERS:
        return JsonResponse({"orgs": []})
    on = day_of(request, row)
    words = fold(text).split()
    new = [
        key
        for key, entry in begun_by(row.content).items()
        if words and all(word in fold(str(entry.get("name") or "")) for word in words)
    ]
    matches = search(actor=request.actor, text=text, on=on, limit=MOST)
    keys = list(dict.fromkeys([*new, *(each.uid for each in matches)]))[:MOST]
    found = called(actor=request.actor, content=row.content, keys=keys, on=on)
    orgs = [found[key] for key in keys]
    return JsonResponse(
        {
            "orgs": [
                {
                    "key": each.key,
                    "name": each.name,
                    "kind": kind_name(each.kind, on) if each.kind else "",
                    "superior": each.superior,
                    "new": each.new,
                    "stands": each.stands,
                }
                for each in orgs
            ]
        }
    )
