"""Read what a page sent of the paper, the day and the reason of a draft."""

from typing import Final

from django.http import QueryDict

from dangbo.base.vietnamese import nfc
from dangbo.desk.queries.reading import HEAD_FIELDS

LONGEST: Final = 5_000


def posted_head(*, post: QueryDict) -> dict[str, str]:
    """Return the fields of the head as they were typed; those not on the page are left out."""
    return {
        name: nfc(str(post[name]).replace("\0", "").replace("\r\n", "\n").strip())[:LONGEST]
        for name in HEAD_FIELDS
        if name in post
    }
