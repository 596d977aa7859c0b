"""The pages that a draft is made on, over HTTP: started, filled in without a script, kept."""

from typing import Any

import pytest
from desk.samples import content, merge, person, rename
from django.test import Client

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import share_draft, start_draft, write_change
from dangbo.desk.models import Draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
DESK = "/lam-viec/sap-xep/"
CHANGE = {"seen": "0", "change": "rename"}


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text_of(answer: Any) -> str:
    return " ".join(str(answer.content.decode()).split())


def stored(draft: Draft, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = Draft.objects.get(pk=draft.pk).content["changes"][place]
    return found


def started(officer: Actor, *changes: dict[str, Any]) -> Draft:
    return start_draft(actor=officer, content={"head": {}, "changes": list(changes)})


def post(client: Client, draft: Draft, change: int = 1, **fields: Any) -> Any:
    """Send the form of one change as a page would, names with dots as given in `more`."""
    seen = Draft.objects.get(pk=draft.pk).revision
    more = fields.pop("more", {})
    return client.post(
        f"{DESK}{draft.pk}/thay-doi/{change}/", {"seen": seen, "do": "stay", **fields, **more}
    )


PAGES = ("", "soan/")
STEPS = ("van-ban/", "thay-doi/", "thay-doi/1/", "thu-tu/", "nhat-ky/", "chia-se/", "ban-in/")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("day", ["", "?on=01/01/2019"])
def test_each_page_of_a_draft_answers(officer: Actor, step: str, day: str) -> None:
    draft = started(officer, merge("bao-dai", "giam-dinh", name="Mới"))

    answer = signed_in(officer).get(f"{DESK}{draft.pk}/{step}{day}")

    assert answer.status_code == 200
    assert answer.context["title"] == f"Bản soạn số {draft.pk}"


@pytest.mark.parametrize("page", PAGES)
def test_pages_without_a_draft_answer(officer: Actor, page: str) -> None:
    assert signed_in(officer).get(DESK + page).status_code == 200


@pytest.mark.parametrize(
    "kind",
    [
        *"found import rename retype move recode dissolve restore merge "
        "absorb split hand_over_part regroup unlisted".split()
    ],
)
def test_each_kind_of_change_can_be_added_and_shown(officer: Actor, kind: str) -> None:
    draft = started(officer)
    client = signed_in(officer)

    answer = client.post(f"{DESK}{draft.pk}/thay-doi/", {"do": "add", "change": kind})
    page = client.get(answer.url)

    assert answer.status_code == 303
    assert page.status_code == 200
    assert stored(draft)["change"] == kind


def test_text_typed_for_an_organisation_becomes_its_key(officer: Actor) -> None:
    draft = started(officer, {"change": "rename"})

    answer = post(signed_in(officer), draft, org="đảng bộ ngành y tế", name="Tên mới")

    assert answer.status_code == 303
    assert stored(draft) == {
        "id": 1,
        "change": "rename",
        "org": "y-te",
        "name": "Tên mới",
    }


def test_text_that_means_nobody_is_kept_with_the_nearest_beside_it(officer: Actor) -> None:
    draft = started(officer, {"change": "rename"})
    client = signed_in(officer)

    post(client, draft, org="Đảng bộ Ngành Y tê X")
    page = client.get(f"{DESK}{draft.pk}/thay-doi/1/")
    (box, *_rest) = page.context["boxes"]

    assert stored(draft)["typed"] == {"org": "Đảng bộ Ngành Y tê X"}
    assert box.text == "Đảng bộ Ngành Y tê X"
    assert "y-te" in [offer.org.key for offer in box.offers]
