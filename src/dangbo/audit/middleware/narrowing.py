"""Give files about persons only of those whom the actor may take away, not just read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from django.http import HttpResponseBase

from dangbo.accounts.access import Actor, ActorRequest, NotGranted
from dangbo.audit.exports.door import IN_PART, PERSONS, left_out
from dangbo.rules.rights import MEMBER_EXPORT, exportable

ASKED: Final = frozenset({"GET", "HEAD"})
Answer = Callable[[ActorRequest], HttpResponseBase]


class NarrowMiddleware:
    """Ask a page for its file once more with the rights of export, where those reach less far.

    Every page keeps its rows to what the actor may read; here it is asked in the name of an actor
    who may read only what he or she may also export. No page needs to know of it. The first answer
    is never sent: it only says how many there were.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponseBase:
        """Answer the request, or say first what a file will leave out."""
        answer = self.get_response(request)
        most = _persons(answer)
        if not most:
            return answer
        narrow = exporting(request.actor)
        if narrow is request.actor:
            return answer
        if request.method not in ASKED:
            raise NotGranted(MEMBER_EXPORT, here=True)
        with _acting_as(request, narrow):
            answer = self.get_response(request)
        persons = _persons(answer)
        if not persons:
            raise NotGranted(MEMBER_EXPORT, here=True)
        if persons < most and request.GET.get(IN_PART) != "1":
            return left_out(request, persons=persons, most=most)
        return answer


def exporting(actor: Actor) -> Actor:
    """Return an actor who sees of persons only what may be exported; the same where that is all."""
    if actor.rights is None or actor.over(MEMBER_EXPORT) is None:
        return actor
    narrow = exportable(actor.rights)
    if narrow == actor.rights and actor.person is None:
        return actor
    return replace(actor, rights=narrow, person=None)


def _persons(answer: HttpResponseBase) -> int:
    return int(answer.headers.get(PERSONS) or 0)


@contextmanager
def _acting_as(request: ActorRequest, actor: Actor) -> Iterator[None]:
    kept = request.actor
    request.actor = actor
    try:
        yield
    finally:
        request.actor = kept
