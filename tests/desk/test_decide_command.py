"""Decide from a file: refused with its lines, tried, recorded, answered by schema, and back."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from contracts.sources import ROOT
from desk.samples import content, merge, person, rename
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from factories.orgs import tables
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.desk.commands import start_draft
from dangbo.desk.enums import State
from dangbo.desk.files import FileRefused, read_decision, write_decision
from dangbo.desk.models import Draft
from dangbo.desk.tables.marks import MARKS
from dangbo.orgs.queries.verifying import first_difference
from dangbo.rules.draft_slots import SLOTS

SCHEMA = ROOT / "docs" / "json" / "decision.schema.json"
HEAD = "paper: {number: 7-QĐ/ĐUK, day: 20/10/2026, subject: Sắp xếp}\non: 2026-11-01\n"
MERGED = """changes:
  - change: merge
    sources: [bao-dai, giam-dinh]
    result: {name: Đảng bộ Báo chí, kind: dang_bo_co_so, superior: khoi}
  - change: rename
    org: y-te
    name: Đảng bộ Y
"""
register = pytest.mark.usefixtures("ids")


def decide(path: Path, text: str, *options: str) -> tuple[int, str]:
    """Run the command on a file of this text; return its code and what it says."""
    path.write_text(text, encoding="utf-8")
    out = StringIO()
    try:
        call_command("decide", str(path), *options, stdout=out)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


def answer(path: Path, text: str, *options: str) -> Any:
    found = json.loads(decide(path, text, "--json", *options)[1])
    schema = json.loads((ROOT / "docs/json/decide.schema.json").read_text("utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(found)
    return found


def plain(text: str) -> Any:
    """Return what YAML holds with every word as it is written: `on` is no boolean here."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - constructs nothing but text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file of a decision is."""
    return tmp_path / "quyet-dinh.yaml"


@register
def test_decision_is_recorded_and_its_act_told(path: Path) -> None:
    code, said = decide(path, HEAD + MERGED)

    act = Act.objects.last()
    assert (code, act.code, act.actor, act.on) == (0, "orgs.decided", "operator", date(2026, 11, 1))
    assert said.splitlines()[-1] == (
        f"Đã ghi quyết định: nhật ký số {act.seq}, có hiệu lực 01/11/2026."
    )
    assert first_difference() is None


@register
def test_dry_run_says_the_same_and_writes_nothing(path: Path) -> None:
    before = tables()

    tried = decide(path, HEAD + MERGED, "--dry-run")
    assert tables() == before
    done = decide(path, HEAD + MERGED)

    assert tried[1].splitlines()[:-1] == done[1].splitlines()[:-1]
    assert tried[1].splitlines()[-1] == "Chỉ chạy thử: chưa ghi gì."
    assert (
        "  Chi bộ Thanh tra [y-te-2]: Chuyển cấp trên: trực thuộc Đảng bộ Báo và Đài → trực thuộc "
        "Đảng bộ Báo chí"
    ) in tried[1].splitlines()


@register
def test_answer_in_json_follows_its_schema(path: Path) -> None:
    found = answer(path, HEAD + MERGED, "--dry-run")

    assert (found["dry_run"], found["act"], found["allowed"]) == (True, None, True)
    assert found["counts"] == {"begins": 1, "ends": 2, "moves": 1, "renamed": 1}
    by_key = {each["org"]: each for each in found["organisations"]}
    assert by_key["y-te-2"]["after"] == {
        "name": "Chi bộ Thanh tra",
        "kind": "chi_bo_truc_thuoc",
        "superior": "dang-bo-bao-chi",
        "code": "",
    }
    assert [(each["code"], each["line"]) for each in found["warnings"]] == [("MINIMUM_SIZE", 4)]


@register
def test_schema_knows_every_mark() -> None:
    schema = json.loads((ROOT / "docs/json/decide.schema.json").read_text("utf-8"))

    assert schema["$defs"]["becomes"]["enum"] == list(MARKS)


@register
def test_rules_refuse_with_lines_and_leave_with_1(path: Path) -> None:
    told = MERGED.replace("y-te\n", "thanh-tra\n")
    before = tables()

    found = answer(path, HEAD + told)
    code, said = decide(path, HEAD + told)

    assert (code, found["allowed"], tables()) == (1, False, before)
    assert [(each["code"], each["line"]) for each in found["refusals"]] == [("NOT_STANDING", 7)]
    assert said.splitlines()[0].startswith("Không được: (dòng 7) Chi bộ Thanh tra không tồn tại")


@register
def test_decision_on_a_paper_that_is_known_and_recorded_twice_is_refused(path: Path) -> None:
    decide(path, HEAD + MERGED)
    before = tables()

    code, said = decide(path, HEAD + MERGED)

    assert (code, tables()) == (1, before)
    assert said.startswith("Không được: (dòng 1) Sổ đã có văn bản")


@register
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["quyet-dinh.yaml: Tệp không có gì."]),
        ("on: [\n", ["quyet-dinh.yaml:2: Không đọc được"]),
        ("a: &x 1\nb: *x\n", ["quyet-dinh.yaml:2: Không dùng được dấu & và *"]),
        ("- a\n", ["quyet-dinh.yaml:1: Chỗ này phải là nhóm trường"]),
        (
            HEAD + "changse: []\n",
            ["quyet-dinh.yaml:3: changse: Không có trường «changse». Bỏ đi, hoặc dùng «changes»."],
        ),
        (
            HEAD + "changes:\n  - {change: mrge}\n  - {change: move, orgs: a, superior: [b]}\n",
            [
                "quyet-dinh.yaml:4: changes[0]: Không có loại thay đổi «mrge».",
                "quyet-dinh.yaml:5: changes[1].orgs: Chỗ này phải là danh sách.",
                "quyet-dinh.yaml:5: changes[1].superior: Chỗ này phải là một dòng chữ",
            ],
        ),
        (
            HEAD + "changes:\n  - change: rename\n    org: yte\n    name: A\n    name: B\n",
            ["quyet-dinh.yaml:7: changes[0].name: Trường này được ghi hai lần."],
        ),
        (
            HEAD + "changes:\n  - change: move\n    orgs:\n      - y-te\n      - so-y-te\n"
            "    superior: khoi\n",
            ["quyet-dinh.yaml:7: changes[0].orgs[1]: Sổ không có tổ chức nào có khóa «so-y-te»."],
        ),
        (
            "paper: {uid: a, number: b}\n" + MERGED,
            ["quyet-dinh.yaml:1: paper: Văn bản đã có «uid»"],
        ),
        (
            HEAD + "changes:\n  - change: regroup\n    rows:\n"
            "      - {source: y-te, result: khoi, part: half}\n",
            ["quyet-dinh.yaml:6: changes[0].rows[0].part: «half» phải là whole"],
        ),
    ],
)
def test_bad_file_is_refused_with_every_line_and_remedy(
    path: Path, text: str, lines: list[str]
) -> None:
    before = tables()

    code, said = decide(path, text)

    head, *told = said.splitlines()
    assert (code, head) == (2, f"không ghi gì cả, tệp có {len(lines)} lỗi:")
    assert [each[: len(start)] for each, start in zip(told, lines, strict=True)] == lines
    assert tables() == before


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"\x00", b"PK\x03\x04", b"{" * 5_000, b"- " * 5_000, b"a: \x01", b"%PDF-1.7"],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        read_decision(content)

    assert len(refused.value.problems) == 1


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode()))
def test_nothing_that_is_given_breaks_the_reader(content: bytes) -> None:
    try:
        found = read_decision(content).content
    except FileRefused as refused:
        found = {"problems": refused.problems}

    assert found.keys() == {"head", "changes"} or found["problems"]


@register
def test_missing_file_and_unknown_account_are_no_answer(path: Path) -> None:
    with pytest.raises(CommandError) as missing:
        call_command("decide", str(path))
    unknown = decide(path, HEAD + MERGED, "--actor", "ai-do")

    assert (missing.value.returncode, unknown[0]) == (2, 2)


@register
def test_json_is_read_like_yaml(path: Path) -> None:
    value = plain(HEAD + MERGED)
    text = json.dumps(value, ensure_ascii=False, indent="\t")

    assert read_decision(text.encode()).content == read_decision((HEAD + MERGED).encode()).content
    assert decide(path, text)[0] == 0


@register
def test_person_signs_and_a_later_day_waits(path: Path, officer: Actor) -> None:
    later = HEAD.replace("2026-11-01", "2126-12-01") + MERGED

    nobody = decide(path, later)
    code, said = decide(path, later, "--actor", officer.name)

    draft = Draft.objects.get()
    assert nobody[0] == 1
    assert "phải có người ký để được báo kết quả" in nobody[1]
    assert (code, draft.state, draft.owner_id) == (0, State.SCHEDULED, officer.user_id)
    assert said.splitlines()[-1] == f"Đã ký, chờ đến 01/12/2126 (bản soạn {draft.pk})."
    found = answer(path, HEAD + MERGED.replace("Báo chí", "Báo"), "--actor", officer.name)
    assert found["act"] == Draft.objects.get(pk=found["draft"]).act_id


def test_schema_of_the_file_is_the_one_in_the_package() -> None:
    packaged = ROOT / "src/dangbo/desk/decision.schema.json"

    assert packaged.read_bytes() == SCHEMA.read_bytes()


def test_schema_of_the_file_has_the_fields_of_every_change() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))

    Draft202012Validator.check_schema(schema)
    kinds = [
        each["$ref"].removeprefix("#/$defs/")
        for each in schema["properties"]["changes"]["items"]["oneOf"]
    ]
    assert kinds == list(SLOTS)
    for kind, slots in SLOTS.items():
        described = schema["$defs"][kind]
        assert described["properties"].keys() - {"change", "org"} == {
            slot.name for slot in slots if slot.name != "org"
        }
        required = ["change", *(slot.name for slot in slots if slot.required)]
        assert described["required"] == required


WHOLE: list[dict[str, Any]] = [
    {"change": "found", "org": "a", "name": "A", "kind": "chi_bo_co_so", "superior": "khoi"},
    {"change": "import", "org": "b", "name": "B", "kind": "chi_bo_co_so"},
    rename("y-te", "Y"),
    {"change": "retype", "org": "bao-dai", "kind": "dang_bo_co_so", "short_name": "BĐ"},
    {"change": "move", "orgs": ["y-te", "bao-dai"], "superior": "khoi"},
    {"change": "recode", "org": "y-te", "code": "1"},
    {"change": "dissolve", "org": "y-te", "below": "khoi"},
    {"change": "restore", "org": "bao", "gap_unknown": True},
    merge("bao-dai", "giam-dinh", name="M"),
    {"change": "absorb", "sources": ["bao-dai"], "result": "y-te"},
    {
        "change": "split",
        "source": "y-te",
        "results": [
            {"org": "y-te"},
            {"org": "s", "name": "S", "kind": "chi_bo_co_so", "superior": "khoi", "new": True},
        ],
        "below": {"y-te-1": "s"},
    },
    {
        "change": "hand_over_part",
        "source": "y-te",
        "orgs": ["y-te-1"],
        "result": {"org": "bao-dai"},
    },
    {
        "change": "regroup",
        "rows": [{"source": "y-te", "result": "r", "part": "whole"}],
        "results": [{"org": "r", "name": "R", "kind": "dang_bo_co_so"}],
    },
    {"change": "unlisted", "what": "sáp nhập", "count": "5", "sources": ["y-te"]},
]


@pytest.mark.parametrize("change", WHOLE, ids=lambda change: str(change["change"]))
def test_draft_reads_back_from_its_file(change: dict[str, Any]) -> None:
    told = content(change, reason="Vì thế: «#1»")

    text = write_decision({**told, "changes": [{**change, "id": 7, "typed": {}}]})

    assert read_decision(text).content == told


def test_changes_of_every_kind_are_proved() -> None:
    assert [change["change"] for change in WHOLE] == list(SLOTS)


@pytest.mark.parametrize("change", WHOLE, ids=lambda change: str(change["change"]))
def test_file_of_a_draft_follows_the_schema(change: dict[str, Any]) -> None:
    value = plain(write_decision(content(change)).decode())
    for each in value["changes"]:
        if "count" in each:
            each["count"] = int(each["count"])
        if "gap_unknown" in each:
            each["gap_unknown"] = each["gap_unknown"] == "true"

    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(value)


@register
def test_file_is_taken_out_of_a_draft_and_begins_another(officer: Actor) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=officer.user_id))
    told = [merge("bao-dai", "giam-dinh", name="Mới"), rename("y-te", "Y")]
    draft = start_draft(actor=officer, content=content(*told))

    file = client.get(f"/lam-viec/sap-xep/{draft.pk}/tep/")
    sent = SimpleUploadedFile("mới.yaml", file.content)
    answered = client.post("/lam-viec/sap-xep/nap-tep/", {"file": sent})

    first, second = Draft.objects.order_by("pk")
    assert file["Content-Disposition"] == f'attachment; filename="quyet-dinh-{draft.pk}.yaml"'
    assert answered["Location"] == f"/lam-viec/sap-xep/{second.pk}/"
    assert second.content == first.content


@register
def test_bad_file_begins_no_draft_and_says_why(officer: Actor) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=officer.user_id))
    sent = SimpleUploadedFile("a<b>.yaml", b"on: 1\nchanges: [{change: x}]\n")

    answers = [client.post("/lam-viec/sap-xep/nap-tep/", given) for given in ({"file": sent}, {})]

    assert [each.status_code for each in answers] == [422, 422]
    assert answers[0].context["problems"] == [
        "a<b>.yaml:2: changes[0]: Không có loại thay đổi «x». Dùng loại trong danh mục."
    ]
    assert not Draft.objects.exists()


@register
def test_draft_of_somebody_else_has_no_file(officer: Actor) -> None:
    draft = start_draft(actor=person("khac"), content=content(rename("y-te", "Y")))
    client = Client()
    client.force_login(User.objects.get(pk=officer.user_id))

    assert client.get(f"/lam-viec/sap-xep/{draft.pk}/tep/").status_code == 404
