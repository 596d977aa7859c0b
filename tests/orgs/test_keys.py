import json
import re
from importlib import resources

import pytest
from django.urls import get_resolver

from dangbo.accounts.access import Actor
from dangbo.orgs.commands import register_orgs
from dangbo.orgs.models import Org
from dangbo.rules.org_keys import KEY, RESERVED
from dangbo.rules.verdicts import RuleError


def test_reserved_keys_are_the_first_words_of_our_addresses() -> None:
    areas = [get_resolver(f"dangbo.{area}.urls") for area in ("orgs", "history")]
    words = {str(each.pattern).split("/")[0] for area in areas for each in area.url_patterns}

    assert {word for word in words if word and not word.startswith("<")} == RESERVED


def test_the_schema_of_history_files_takes_the_same_keys() -> None:
    schema = json.loads(
        resources.files("dangbo.history").joinpath("schema.json").read_text("utf-8")
    )
    pattern = schema["$defs"]["key"]["pattern"]

    assert pattern == f"^(?!({'|'.join(sorted(RESERVED))})$){KEY.pattern}$"
    assert not re.search(pattern, "so-sanh")
    assert re.search(pattern, "so-sanh-2")


@pytest.mark.django_db
def test_register_orgs_registers_nothing_when_a_key_is_refused(actor: Actor) -> None:
    with pytest.raises(RuleError) as refusal:
        register_orgs(actor=actor, uids=["qn-khoi", "tim-kiem", "có dấu"])

    assert [each.code for each in refusal.value.verdict.against] == [
        "KEY_RESERVED",
        "KEY_MALFORMED",
    ]
    assert list(Org.objects.all()) == []
