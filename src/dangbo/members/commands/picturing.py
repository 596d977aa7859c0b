"""Keep a member's photo, sealed under his or her own key."""

from base64 import b64encode
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.base.secrets import seal
from dangbo.members.access import may_change, person_by_uid
from dangbo.members.commands.recording import record_events
from dangbo.members.files.drawing import small_picture
from dangbo.members.files.photos import PHOTOS
from dangbo.rules.record_groups import PHOTO


def keep_photo(*, actor: Actor, uid: str, content: bytes, on: date) -> Act:
    """Keep a photo small and without its metadata; raise PictureError where it is none."""
    may_change(actor)
    person = person_by_uid(actor, uid)
    picture = small_picture(content)
    text = b64encode(picture.content).decode("ascii")
    body = {"file": PHOTOS.keep(seal(person.key, text)), "type": picture.media_type}
    return _record(actor, uid, on, body)


def drop_photo(*, actor: Actor, uid: str, on: date) -> Act:
    """Have a member no longer shown by a photo; what was kept before stays known."""
    may_change(actor)
    return _record(actor, person_by_uid(actor, uid).uid, on, {})


def _record(actor: Actor, uid: str, on: date, body: dict[str, str]) -> Act:
    event = {"change": "sheet", "person": uid, "group": PHOTO, "body": body}
    return record_events(actor=actor, on=on, events=[event])
