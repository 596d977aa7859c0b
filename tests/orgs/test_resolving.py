"""Prove that a pasted list is answered line by line as one name alone would be."""

from collections.abc import Sequence
from datetime import date
from random import Random
from unicodedata import normalize

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from factories.ledgers import change
from factories.orgs import orgs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangbo.accounts.access import NOBODY, OPERATOR
from dangbo.base.vietnamese import fold
from dangbo.orgs.commands import correct, decide, record_alias
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.orgs.queries.finding import Way
from dangbo.orgs.queries.resolving import (
    MOST_LINES,
    MOST_SHOWN,
    Answer,
    Resolution,
    ResolvedLine,
    resolve_lines,
)
from dangbo.rules.pasted_lists import undressed
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db

WAS, NOW = date(2010, 1, 1), date(2020, 1, 1)
FIRST, LATER = date(2021, 1, 1), date(2022, 1, 1)
few = settings(
    max_examples=settings().max_examples // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def found(org: int, name: str, kind: str, superior: int | None, **more: str) -> dict[str, object]:
    return change("found", org=org, name=name, kind=kind, superior=superior, **more)


def resolve(text: str, **more: object) -> Resolution:
    return resolve_lines(**({"actor": OPERATOR, "on": NOW, "text": text} | more))


def one(text: str, **more: object) -> ResolvedLine:
    (line,) = resolve(text, **more).lines
    return line


@pytest.fixture
def tree() -> list[int]:
    """Return a committee, two grassroots organisations, an office cell in each, and a spare key."""
    top, health, land, office, other, *spare = orgs(6)
    decide(
        actor=OPERATOR,
        on=WAS,
        changes=[
            found(top, "Đảng bộ Khối", "dang_bo_cap_tren", None, code="10"),
            found(health, "Đảng bộ Sở Y tế", "dang_bo_co_so", top, code="10.1", short_name="ĐB-YT"),
            found(land, "Đảng bộ Sở Đất đai", "dang_bo_co_so", top, code="10.2"),
            found(office, "Chi bộ Văn phòng", "chi_bo_truc_thuoc", health),
            found(other, "Chi bộ Văn phòng", "chi_bo_truc_thuoc", land),
        ],
        recorded=FIRST,
    )
    return [top, health, land, office, other, *spare]


class TestOneLine:
    @pytest.mark.parametrize(
        ("typed", "way"),
        [
            ("o-2", Way.KEY),
            ("10.1", Way.CODE),
            ("10.1;", Way.CODE),
            ("Đảng bộ Sở Y tế", Way.NAME),
            ("ĐẢNG BỘ SỞ Y TẾ", Way.NAME),
            ("dang bo so y te", Way.NAME),
            ("đb-yt", Way.NAME),
            ("  1. Đảng bộ Sở Y tế;", Way.NAME),
            ("1) Đảng bộ Sở Y tế.", Way.NAME),
            ("(12) Đảng bộ Sở Y tế", Way.NAME),
            ("1.Đảng bộ Sở Y tế", Way.NAME),
            ("1/ Đảng bộ Sở Y tế", Way.NAME),
            ("10.1 Đảng bộ Sở Y tế", Way.NAME),
            ("12 Đảng bộ Sở Y tế", Way.NAME),
            ("- Đảng bộ Sở Y tế,", Way.NAME),
            ("•\u00a0Đảng\u00a0bộ Sở Y tế", Way.NAME),
            ("a) Đảng bộ Sở Y tế", Way.NAME),
            ("II. Đảng bộ Sở Y tế", Way.NAME),
            ("“Đảng bộ Sở Y tế”", Way.NAME),
            ("3\tĐảng bộ Sở Y tế\tghi chú", Way.NAME),
            ("ghi chú\tĐảng bộ Sở Y tế", Way.NAME),
            (normalize("NFD", "Đảng bộ Sở Y tế"), Way.NAME),
            ("Đảng bộ\u200b Sở Y tế\0", Way.NAME),
            ("Sở Y tế", Way.WORDS),
            ("1. y tế sở", Way.WORDS),
            ("Ngành Y", Way.ALIAS),
            ("Đảng bộ Ty Y tế", Way.PAST_NAME),
        ],
    )
    def test_is_resolved_whatever_it_is_dressed_in(
        self, tree: list[int], typed: str, way: Way
    ) -> None:
        record_alias(actor=OPERATOR, org=tree[1], name="Ngành Y")
        for day, name in ((2, "Đảng bộ Ty Y tế"), (3, "Đảng bộ Sở Y tế")):
            renamed = {"name": name, "short_name": "ĐB-YT"}
            changes = [change("rename", org=tree[1], **renamed)]
            decide(actor=OPERATOR, on=date(2010, 1, day), changes=changes)

        line = one(typed)

        assert (line.answer, line.way, line.org and line.org.id) == (
            Answer.RESOLVED,
            way,
            tree[1],
        )
        assert line.typed == typed.rstrip()

    def test_ambiguous_names_are_told_apart_by_key_and_superior(self, tree: list[int]) -> None:
        line = one("chi bộ văn phòng")

        assert (line.answer, line.matches, line.org) == (Answer.AMBIGUOUS, 2, None)
        assert [(each.org.uid, each.superior.name, each.stands) for each in line.meant] == [
            ("o-4", "Đảng bộ Sở Y tế", True),
            ("o-5", "Đảng bộ Sở Đất đai", True),
        ]

    def test_a_second_column_with_the_superior_decides(self, tree: list[int]) -> None:
        lines = resolve("Chi bộ Văn phòng\t10.2\n1\tĐảng bộ Sở Y tế\tchi bo van phong").lines

        assert [line.org.id for line in lines] == [tree[4], tree[3]]

    def test_columns_that_contradict_each_other_show_everybody(self, tree: list[int]) -> None:
        line = one("Đảng bộ Sở Y tế\tĐảng bộ Sở Đất đai")

        assert line.answer is Answer.AMBIGUOUS
        assert [each.org.id for each in line.meant] == tree[1:3]

    def test_unknown_line_is_answered_with_the_nearest(self, tree: list[int]) -> None:
        line = one("7. Đảng bộ Sở I tế")

        assert (line.answer, line.matches, line.org) == (Answer.UNKNOWN, 0, None)
        assert line.meant[0].org.id == tree[1]

    def test_shows_no_more_of_many_matches_than_can_be_read(self) -> None:
        top, *cells = orgs(MOST_SHOWN + 10)
        changes = [found(top, "Đảng bộ Khối", "dang_bo_cap_tren", None)]
        changes += [found(org, "Chi bộ Một", "chi_bo_co_so", top) for org in cells]
        decide(actor=OPERATOR, on=WAS, changes=changes)

        line = one("Chi bộ Một")

        assert (line.matches, [each.org.id for each in line.meant]) == (
            len(cells),
            cells[:MOST_SHOWN],
        )

    def test_is_answered_as_known_on_a_day(self, tree: list[int]) -> None:
        changes = [change("rename", org=tree[1], name="Đảng bộ Bệnh viện")]
        act = decide(actor=OPERATOR, on=date(2015, 1, 1), changes=changes, recorded=LATER)
        correct(actor=OPERATOR, act=act.seq, void=True, reason="nhầm", recorded=date(2023, 1, 1))

        answers = [
            one("bệnh viện", known=known).answer for known in (FIRST, LATER, date(2023, 1, 1), None)
        ]

        assert answers == [Answer.UNKNOWN, Answer.RESOLVED, Answer.UNKNOWN, Answer.UNKNOWN]

    def test_only_those_among_whom_it_is_asked_are_meant(self, tree: list[int]) -> None:
        assert one("Chi bộ Văn phòng", among=tree[:4]).org.id == tree[3]
        assert one("o-5", among=tree[:4]).answer is Answer.UNKNOWN
        assert one("Đất đai", among={tree[1]}).meant == ()

    def test_key_of_which_nothing_is_believed_is_unknown(self, tree: list[int]) -> None:
        record_alias(actor=OPERATOR, org=tree[5], name="Chưa có")

        assert [one(text).answer for text in ("o-6", "Chưa có")] == [Answer.UNKNOWN] * 2

    def test_signs_alone_mean_only_who_bears_just_them(self, tree: list[int]) -> None:
        record_alias(actor=OPERATOR, org=tree[1], name="***")
        decide(actor=OPERATOR, on=WAS, changes=[found(tree[5], "++", "chi_bo_co_so", tree[0])])

        assert [one(text).answer for text in ("***", "*", "%")] == [Answer.BLANK] * 3
        for text in ("***", "*", "%"):
            with pytest.raises(UnknownOrg):
                find_org(actor=OPERATOR, text=text, on=NOW)
        assert one("++").org == find_org(actor=OPERATOR, text="++", on=NOW)

    def test_nobody_is_answered_nothing(self, tree: list[int]) -> None:
        line = one("Đảng bộ Sở Y tế", actor=NOBODY)

        assert (line.answer, line.meant) == (Answer.UNKNOWN, ())


class TestList:
    def test_keeps_numbers_and_names_blanks_and_repetitions(self, tree: list[int]) -> None:
        answer = resolve(
            "\r\n1. Sở Y tế\r\n\r\n o-3 \r\n10.1\r\n---\r\nKhông ai\r\nSở Y tế\r\n\r\n"
        )

        assert [(line.number, line.answer, line.first) for line in answer.lines] == [
            (1, Answer.BLANK, None),
            (2, Answer.RESOLVED, None),
            (3, Answer.BLANK, None),
            (4, Answer.RESOLVED, None),
            (5, Answer.DUPLICATE, 2),
            (6, Answer.BLANK, None),
            (7, Answer.UNKNOWN, None),
            (8, Answer.DUPLICATE, 2),
        ]
        assert [each.id for each in answer.orgs] == tree[1:3]
        assert [line.number for line in answer.open] == [7]

    @pytest.mark.parametrize("text", ["", "\n\n", "\0", " \u00a0\u200b\t \n ---- \n…"])
    def test_of_nothing_has_no_answers_but_blanks(self, tree: list[int], text: str) -> None:
        assert {line.answer for line in resolve(text).lines} <= {Answer.BLANK}

    @pytest.mark.parametrize(
        ("sign", "answer"),
        [
            ("x", Answer.UNKNOWN),
            ("chi bộ ", Answer.AMBIGUOUS),
            ("sở y ", Answer.RESOLVED),
            ("Khối\t", Answer.RESOLVED),
            ("\t", Answer.BLANK),
            ("(", Answer.BLANK),
            ("1. ", Answer.UNKNOWN),
            ("\0", Answer.BLANK),
        ],
    )
    def test_takes_lines_of_ten_thousand_signs(
        self, tree: list[int], sign: str, answer: Answer
    ) -> None:
        long = (sign * 10_000)[:10_000]

        lines = resolve(f"{long}\nĐất đai").lines

        assert [line.answer for line in lines] == [answer, Answer.RESOLVED]

    def test_too_many_lines_are_refused(self) -> None:
        with pytest.raises(RuleError) as refusal:
            resolve("a\n" * (MOST_LINES + 1))

        assert [each.code for each in refusal.value.verdict.against] == ["TOO_MANY_LINES"]

    def test_asks_no_more_statements_for_more_lines(self, tree: list[int]) -> None:
        texts = ["Sở Y tế\nChi bộ Văn phòng\nai", "\n".join(["o-2", "Sở Đất", "văn", "b"] * 500)]
        counts = []
        for text in texts:
            with CaptureQueriesContext(connection) as queries:
                resolve(text)
            counts.append(len(queries))

        assert counts[0] == counts[1]
        assert counts[0] <= 12


# The same answer as one name alone

NAMES = (
    *("Chi bộ Hòa Bình", "Chi bộ Hoà Bình", "Chi bộ Hoa Bình", "CHI BỘ HÒA BÌNH", "Chi bộ 1"),
    *("Chi bộ 10", "Chi bộ 2-9", "Đảng bộ Sở Y tế", "Đảng bộ xã Đất Đỏ", "Chi bộ Văn phòng"),
    *("Chi bộ Thanh tra", "H'Mông", "***", "o-3", "10.1", "1. Chi bộ 1", "Chi bộ\u00a01"),
)
SHORT = ("", "", "CB1", "cb1", "ĐB Y tế", "YT", "***", "10")
CODES = ("", "", "10", "10.1", "o-2", "CB1")


def draw_register(draw: Random, everybody: Sequence[int]) -> None:
    """Give everybody names that collide, at times other ones, and some an alias."""
    top, *rest = everybody
    for day, orgs_now in ((1, everybody), (2, rest), (3, rest)):
        changes = []
        for org in draw.sample(list(orgs_now), len(orgs_now) if day == 1 else 4):
            name = {"name": draw.choice(NAMES), "short_name": draw.choice(SHORT)}
            if day > 1:
                changes.append(change("rename", org=org, **name))
                continue
            kind = "dang_bo_cap_tren" if org == top else "chi_bo_co_so"
            place = {"kind": kind, "superior": None if org == top else top}
            code = {"code": draw.choice(CODES)}
            changes.append(change("found", org=org, **name, **place, **code))
        changes.sort(key=lambda each: each["org"] != top)
        decide(actor=OPERATOR, on=date(2015, 1, day), changes=changes, recorded=FIRST)
    for org in draw.sample(rest, 2):
        record_alias(actor=OPERATOR, org=org, name=draw.choice(NAMES), recorded=LATER)
    changes = [change("dissolve", org=org) for org in draw.sample(rest, 2)]
    decide(actor=OPERATOR, on=date(2015, 2, 1), changes=changes, recorded=LATER)


def mangled(draw: Random) -> str:
    """Return a text that may mean somebody: a name as people type it, but not a list's line."""
    text = draw.choice([*NAMES, *SHORT, *CODES, "o-1", "o-9", "ai"])
    for _ in range(draw.randrange(3)):
        text = draw.choice(
            [
                text.upper(),
                text.lower(),
                normalize("NFD", text),
                text.replace("đ", "d").replace("Đ", "D"),
                normalize("NFD", text).encode("ascii", "ignore").decode(),
                text.replace(" ", "\u00a0"),
                text.replace(" ", "  "),
                " ".join(text.split()[1:]),
                " ".join(reversed(text.split())),
                text[: draw.randrange(len(text) + 1)],
                text.replace("i", "y"),
            ]
        )
    return text


def alone(text: str, on: date, known: date | None) -> tuple[Answer, set[int]]:
    try:
        return Answer.RESOLVED, {find_org(actor=OPERATOR, text=text, on=on, known=known).id}
    except AmbiguousOrg as answer:
        return Answer.AMBIGUOUS, {each.id for each in answer.matches}
    except UnknownOrg:
        return Answer.UNKNOWN, set()


@few
@given(seed=st.integers(0, 2**32 - 1))
def test_each_line_is_answered_as_one_name_alone(everybody: list[int], seed: int) -> None:
    draw = Random(seed)
    with transaction.atomic():
        draw_register(draw, everybody)
        drawn = [mangled(draw).strip() for _ in range(20)]
        texts = [text for text in drawn if text and undressed(text) in {text, ""}]
        for on in draw.sample([date(2015, 1, 1), date(2015, 1, 3), NOW], 2):
            known = draw.choice([None, FIRST, LATER])
            lines = resolve("\n".join(texts), on=on, known=known).lines
            expected = [alone(text, on, known) for text in texts]
            for text, line, answer in zip(texts, lines, expected, strict=True):
                compare(line, answer, text)
            for text, answer in list(zip(texts, expected, strict=True))[:3]:
                compare(one(text, on=on, known=known), answer, text)
        transaction.set_rollback(True)


def compare(line: ResolvedLine, expected: tuple[Answer, set[int]], text: str) -> None:
    answer, meant = expected
    if answer is Answer.UNKNOWN:
        assert line.answer is (Answer.UNKNOWN if fold(text) else Answer.BLANK), text
        return
    given_as = {Answer.DUPLICATE: Answer.RESOLVED}.get(line.answer, line.answer)
    assert (given_as, {each.org.id for each in line.meant}) == (answer, meant), text


@pytest.fixture
def everybody() -> list[int]:
    return orgs(9)
