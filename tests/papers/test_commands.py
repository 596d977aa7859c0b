"""Recording and amending papers: what is stored, what the journal says, what is refused."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from dangbo.accounts.access import NOBODY, Actor
from dangbo.audit.models import Act
from dangbo.papers.commands import amend_paper, record_paper
from dangbo.papers.models import Paper
from dangbo.papers.queries.verifying import first_difference
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
Recorder = Callable[..., Paper]

SIGNED = date(2022, 4, 12)


def refused(error: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [finding.code for finding in error.value.verdict.against]


def test_record_paper_stores_what_its_number_says(actor: Actor) -> None:
    paper = record_paper(
        actor=actor,
        number_raw=" 537 - QĐ/TU ",
        issuer="Ban Thường vụ Tỉnh ủy Quảng Ninh",
        day=PartialDay(SIGNED, Precision.DAY, "12/4/2022"),
        subject="Chuyển giao 17 tổ chức đảng",
        force="in_force",
        recorded=date(2022, 5, 1),
    )

    paper.refresh_from_db()
    assert (paper.raw, paper.form, paper.normal) == ("537 - QĐ/TU", "party", "537-QĐ/TU")
    assert (paper.number, paper.suffix, paper.kind, paper.issuer_code) == (537, "", "QĐ", "TU")
    assert (paper.day, paper.precision, paper.day_text) == (SIGNED, "day", "12/4/2022")
    assert (paper.force, paper.secrecy, paper.invented) == ("in_force", "", False)
    assert paper.uid == "537-qd-tu-2022-04-12"


def test_record_paper_writes_the_journal(actor: Actor) -> None:
    paper = record_paper(
        actor=actor,
        number_raw="05-CT/TW",
        day=PartialDay(date(2016, 5, 1), Precision.MONTH, "5/2016"),
        invented=True,
        recorded=date(2016, 6, 1),
    )

    act = Act.objects.get()
    assert (act.code, act.paper, act.recorded, act.invented) == (
        "papers.recorded",
        "05-ct-tw-2016-05",
        date(2016, 6, 1),
        True,
    )
    assert act.params == {
        "uid": "05-ct-tw-2016-05",
        "number_raw": "05-CT/TW",
        "kind": "CT",
        "issuer_code": "TW",
        "issuer": "",
        "term": "",
        "own_series": False,
        "day": {"first": "2016-05-01", "precision": "month", "text": "5/2016"},
        "subject": "",
        "force": "not_stated",
        "secrecy": "",
        "kept_at": "",
        "invented": True,
    }
    assert paper.recorded_by == act
    assert first_difference() is None


@pytest.mark.parametrize(
    ("fields", "uid"),
    [
        ({"number_raw": "139-QĐ/TU", "on": date(1964, 9, 4)}, "139-qd-tu-1964-09-04"),
        ({"number_raw": "139-QĐ/TU"}, "139-qd-tu"),
        ({"number_raw": "30/2020/NĐ-CP"}, "30-2020-nd-cp-2020"),
        ({"kind": "NQ", "subject": "Nghị quyết Trung ương 4"}, "nq-nghi-quyet-trung-uong-4"),
        ({"subject": "第一"}, "van-ban"),
        ({"subject": "Xuất"}, "xuat-2"),
        ({"subject": "a" * 200}, "a" * 80),
        ({"uid": "qn-139", "number_raw": "139-QĐ/TU"}, "qn-139"),
    ],
)
def test_record_paper_makes_a_key(record: Recorder, fields: dict[str, object], uid: str) -> None:
    assert record(**fields).uid == uid


def test_record_paper_makes_keys_apart(record: Recorder) -> None:
    uids = [record(subject="Báo cáo năm", kind="BC").uid for _ in range(3)]

    assert uids == ["bc-bao-cao-nam", "bc-bao-cao-nam-2", "bc-bao-cao-nam-3"]


def test_record_paper_cleans_what_was_typed(record: Recorder) -> None:
    paper = record("12-NQ/TU", subject="Nghi\u0323 quye\u0302\u0301t\x00\x1b về\nđất")

    assert paper.subject == "Nghị quyết về\nđất"


def test_record_paper_refuses_everything_at_once(record: Recorder) -> None:
    with pytest.raises(RuleError) as error:
        record("537-QĐ/TU", SIGNED, kind="NQ", issuer_code="TW", secrecy="mat", subject="Kế hoạch")

    assert refused(error) == ["KIND_DIFFERS", "ISSUER_DIFFERS", "SECRET_WITH_SUBJECT"]
    assert (Paper.objects.count(), Act.objects.count()) == (0, 0)


def test_record_paper_refuses_the_same_paper_twice(record: Recorder) -> None:
    record("537-QĐ/TU", SIGNED)

    with pytest.raises(RuleError) as error:
        record("537-QĐ/TU", SIGNED, uid="other")

    assert refused(error) == ["TWIN_ON_DAY"]
    assert error.value.verdict.against[0].fact("paper") == "537-QĐ/TU ngày 12/04/2022"
    assert error.value.verdict.against[0].fact("uid") == "537-qd-tu-2022-04-12"


@pytest.mark.parametrize(
    "other",
    [
        {"number_raw": "537-QĐ/TU", "on": date(2027, 4, 12)},
        {"number_raw": "537-QĐ/TU"},
        {"number_raw": "537-QĐ/TU", "on": SIGNED, "kind": "QĐi"},
        {"number_raw": "537a-QĐ/TU", "on": SIGNED},
        {"number_raw": "537-QĐ/TW", "on": SIGNED},
        {"number_raw": "537-QĐ/TU", "on": SIGNED, "own_series": True, "term": "XV"},
    ],
)
def test_record_paper_takes_what_differs(record: Recorder, other: dict[str, object]) -> None:
    record("537-QĐ/TU", SIGNED)

    assert record(**other).pk == Paper.objects.latest("pk").pk


def test_record_paper_refuses_a_second_undated_one(record: Recorder) -> None:
    record("05-CT/TW")
    record("05-CT/TW", term="XIII")

    with pytest.raises(RuleError) as error:
        record("05-CT/TW")

    assert refused(error) == ["TWIN_ON_DAY"]


def test_own_series_is_unique_in_its_term(record: Recorder) -> None:
    record("01-NQ/ĐUK", date(2020, 8, 1), own_series=True, term="2020-2025")
    record("01-NQ/ĐUK", date(2025, 8, 1), own_series=True, term="2025-2030")

    with pytest.raises(RuleError) as error:
        record("01-NQ/ĐUK", date(2021, 9, 9), own_series=True, term="2020-2025")

    assert refused(error) == ["TWIN_IN_TERM"]


def test_databases_refuse_twins_and_secret_content(record: Recorder) -> None:
    paper = record("537-QĐ/TU", SIGNED)
    broken = (
        {"secrecy": "mat", "subject": "x"},
        {"precision": ""},
    )

    for columns in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**columns)
    paper.pk, paper.uid = None, "twin"
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)


def test_secret_papers_keep_number_day_and_place_only(record: Recorder) -> None:
    paper = record("12-BC/TU", SIGNED, secrecy="toi_mat", kept_at="Két 2, Văn phòng")

    assert (paper.secrecy, paper.subject, paper.kept_at) == ("toi_mat", "", "Két 2, Văn phòng")


def test_amend_paper_keeps_before_and_after(actor: Actor, record: Recorder) -> None:
    record("537-QĐ/TU", SIGNED, subject="Chuyển 17 tổ chức")

    paper = amend_paper(
        actor=actor,
        uid="537-qd-tu-2022-04-12",
        reason=" nhập thiếu ",
        subject="Chuyển giao 17 tổ chức đảng",
        day=None,
        force="in_force",
    )

    paper.refresh_from_db()
    assert (paper.subject, paper.day, paper.precision) == ("Chuyển giao 17 tổ chức đảng", None, "")
    assert paper.folded == " 537 qd tu 537 qd tu chuyen giao 17 to chuc dang 537qdtu"
    act = Act.objects.latest("seq")
    assert (act.code, act.paper, act.reason) == (
        "papers.amended",
        "537-qd-tu-2022-04-12",
        "nhập thiếu",
    )
    day = {"first": "2022-04-12", "precision": "day", "text": ""}
    assert act.params == {
        "before": {"day": day, "subject": "Chuyển 17 tổ chức", "force": "not_stated"},
        "after": {"day": None, "subject": "Chuyển giao 17 tổ chức đảng", "force": "in_force"},
    }
    assert first_difference() is None


def test_amend_paper_reads_a_new_number_anew(actor: Actor, record: Recorder) -> None:
    uid = record("537-QĐ/TU", SIGNED).uid

    paper = amend_paper(actor=actor, uid=uid, reason="đọc nhầm", number_raw="05-CT/TW")

    assert (paper.uid, paper.normal, paper.kind, paper.issuer_code) == (
        "537-qd-tu-2022-04-12",
        "05-CT/TW",
        "CT",
        "TW",
    )


def test_amend_paper_is_no_twin_of_itself(actor: Actor, record: Recorder) -> None:
    uid = record("537-QĐ/TU", SIGNED).uid
    record("538-QĐ/TU", SIGNED)

    with pytest.raises(RuleError) as error:
        amend_paper(actor=actor, uid=uid, reason="sửa", number_raw="538-QĐ/TU")
    amended = amend_paper(actor=actor, uid=uid, reason="sửa", term="XV")

    assert refused(error) == ["TWIN_ON_DAY"]
    assert amended.term == "XV"


@pytest.mark.parametrize(
    ("reason", "changes", "codes"),
    [
        ("", {"term": "XV"}, ["REASON_MISSING"]),
        ("sửa", {}, ["NOTHING_CHANGES"]),
        ("sửa", {"subject": " Trích yếu "}, ["NOTHING_CHANGES"]),
        ("sửa", {"secrecy": "mat"}, ["SECRET_WITH_SUBJECT"]),
    ],
)
def test_amend_paper_refuses(
    actor: Actor, record: Recorder, reason: str, changes: dict[str, str], codes: list[str]
) -> None:
    uid = record("537-QĐ/TU", SIGNED, subject="Trích yếu").uid

    with pytest.raises(RuleError) as error:
        amend_paper(actor=actor, uid=uid, reason=reason, **changes)

    assert refused(error) == codes
    assert Act.objects.count() == 1


def test_nobody_writes_and_nobody_is_told_what_there_is(record: Recorder) -> None:
    uid = record("537-QĐ/TU", SIGNED).uid

    with pytest.raises(PermissionDenied):
        record_paper(actor=NOBODY, number_raw="538-QĐ/TU")
    with pytest.raises(PermissionDenied):
        amend_paper(actor=NOBODY, uid=uid, reason="sửa", term="XV")


def test_amend_paper_of_an_unknown_key_is_not_found(actor: Actor) -> None:
    with pytest.raises(Http404):
        amend_paper(actor=actor, uid="none", reason="sửa", term="XV")


def test_first_difference_finds_a_row_changed_by_hand(record: Recorder) -> None:
    record("537-QĐ/TU", SIGNED)
    Paper.objects.update(term="XV")

    assert first_difference() == "537-qd-tu-2022-04-12.term: 'XV', by the journal ''"
