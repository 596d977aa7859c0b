"""Say which act each page of the work area asks for; the rows are asked for by `access` again."""

from collections.abc import Mapping
from typing import Final

from dangbo.rules.rights import (
    ACCOUNT_MANAGE,
    AUDIT_READ,
    CASE_DECIDE,
    CASE_PREPARE,
    CASE_READ,
    CONFIDENTIAL_OPEN,
    HONOUR_CHANGE,
    HONOUR_READ,
    LETTER_CHANGE,
    MEMBER_CHANGE,
    MEMBER_IMPORT,
    MEMBER_MERGE,
    MEMBER_READ,
    ORG_CHANGE,
    ORG_READ,
    PAPER_READ,
    PAPER_WRITE,
    PLAN_READ,
    POST_CHANGE,
    POST_READ,
    REGISTER_LOAD,
)
from dangbo.ui.page_acts import register_page_acts

# What the pages of an area ask for, but for those named below. Areas that are not here are
# everybody's own: sign-in, one's own rights, confidential records, which have readers by name.
AREAS: Final[Mapping[str, str]] = {
    "orgs": ORG_READ,
    "members": MEMBER_READ,
    "cases": CASE_READ,
    "desk": ORG_CHANGE,
    "papers": PAPER_READ,
    "letters": ORG_READ,
    "posts": POST_READ,
    "honours": HONOUR_READ,
    "quality": MEMBER_READ,
    "intake": MEMBER_IMPORT,
    "history": ORG_READ,
    "audit": AUDIT_READ,
    "reports": MEMBER_READ,
}

_CASE: Final = (CASE_PREPARE, CASE_DECIDE)
PAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "accounts:list": (ACCOUNT_MANAGE,),
    "accounts:invite": (ACCOUNT_MANAGE,),
    "accounts:detail": (ACCOUNT_MANAGE,),
    "members:add": (MEMBER_CHANGE,),
    "members:bulk": (MEMBER_CHANGE,),
    "members:correct": (MEMBER_CHANGE,),
    "members:change_photo": (MEMBER_CHANGE,),
    "members:acts": (MEMBER_CHANGE,),
    "members:act": (MEMBER_CHANGE,),
    "cases:choose": _CASE,
    "cases:open": _CASE,
    "cases:step": _CASE,
    "cases:withdraw": _CASE,
    "cases:undo": _CASE,
    "cases:document": _CASE,
    "cases:void": _CASE,
    "papers:record": (PAPER_WRITE,),
    "papers:amend": (PAPER_WRITE,),
    "papers:attach": (PAPER_WRITE,),
    "papers:remove_file": (PAPER_WRITE,),
    "letters:change": (LETTER_CHANGE,),
    "letters:reset": (LETTER_CHANGE,),
    "posts:plans": (PLAN_READ,),
    "posts:declarations": (PLAN_READ,),
    "posts:declare": (POST_CHANGE,),
    "posts:outside": (POST_CHANGE,),
    "posts:end_outside": (POST_CHANGE,),
    "posts:correct": (POST_CHANGE,),
    "posts:begin": (POST_CHANGE,),
    "posts:end": (POST_CHANGE,),
    "posts:seats": (POST_CHANGE,),
    "posts:plan": (POST_CHANGE,),
    "posts:unplan": (POST_CHANGE,),
    "honours:award": (HONOUR_CHANGE,),
    "honours:act": (HONOUR_CHANGE,),
    "honours:reissue": (HONOUR_CHANGE,),
    "honours:issue": (HONOUR_CHANGE,),
    "honours:paste": (HONOUR_CHANGE,),
    "quality:confirm": (MEMBER_CHANGE,),
    "quality:unconfirm": (MEMBER_CHANGE,),
    "quality:same_again": (MEMBER_MERGE,),
    "quality:not_same": (MEMBER_MERGE,),
    "quality:choose": (MEMBER_MERGE,),
    "quality:merge": (MEMBER_MERGE,),
    "quality:undo": (MEMBER_MERGE,),
    "history:handovers": (REGISTER_LOAD,),
    "history:hand_over": (REGISTER_LOAD,),
    "history:receive": (REGISTER_LOAD,),
    "history:receive_package": (REGISTER_LOAD,),
    "history:receipt": (REGISTER_LOAD,),
    "history:handover": (REGISTER_LOAD,),
    "history:handover_package": (REGISTER_LOAD,),
    "history:handover_minutes": (REGISTER_LOAD,),
    "history:handover_receipt": (REGISTER_LOAD,),
    "sealed:choose": (CONFIDENTIAL_OPEN,),
    "sealed:open": (CONFIDENTIAL_OPEN,),
}
# Everybody's own, in an area that is not.
FREE: Final = frozenset({"audit:own"})


def register_rights() -> None:
    """Tell the door what each page asks for."""
    areas = {area: (act,) for area, act in AREAS.items()}
    register_page_acts(areas=areas, pages={**PAGES, **dict.fromkeys(FREE, ())})
