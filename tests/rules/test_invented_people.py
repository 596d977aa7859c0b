"""Prove that invented people have believable names, and none of those that nobody may bear."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import yaml

from dangbo.rules.draws import Draws
from dangbo.rules.invented_people import InventedIdentity, invented_identity, invented_names
from dangbo.rules.person_catalogues import ethnicities, religions

DATA = Path(__file__).resolve().parents[2] / "data"
WORD = re.compile(
    r"[A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ][^\WA-Z\d_]*"
)


def invented(count: int, *, seed: str = "ten", year: int = 1975) -> list[InventedIdentity]:
    draws = Draws(seed)
    return [
        invented_identity(birth=date(year, 3, 4), woman=bool(n % 2), draws=draws)
        for n in range(count)
    ]


def test_same_seed_invents_the_same_people() -> None:
    assert invented(50) == invented(50)
    assert invented(50) != invented(50, seed="khac")


def test_names_have_two_to_four_words_written_as_names_are() -> None:
    names = [each.name for year in (1925, 1955, 1995) for each in invented(2_000, year=year)]

    assert {len(name.split()) for name in names} == {2, 3, 4}
    assert [name for name in names if not all(map(WORD.fullmatch, name.split()))] == []
    assert [name for name in names if len(set(name.split())) != len(name.split())] == []


def test_names_vary_and_the_commonest_family_name_is_as_common_as_it_is() -> None:
    found = invented(6_000)
    families = Counter(each.name.split()[0] for each in found)

    assert len({each.name for each in found}) > 3_500
    assert len(families) > 60
    assert 0.28 < families["Nguyễn"] / len(found) < 0.40


def test_words_follow_sex_and_time() -> None:
    old, young = invented(2_000, year=1930), invented(2_000, year=1995)

    def share(people: list[InventedIdentity], sex: str, word: str) -> float:
        own = [each for each in people if each.sex == sex]
        return sum(word in each.name.split()[1:-1] for each in own) / len(own)

    assert share(old, "nu", "Thị") > 0.9
    assert share(young, "nu", "Thị") < 0.8
    assert share(old, "nam", "Văn") > 0.5
    assert share(young, "nam", "Văn") < 0.3
    assert share(old, "nam", "Thị") == share(young, "nam", "Thị") == 0


def test_peoples_of_the_province_are_there_with_their_own_family_names() -> None:
    found = invented(8_000)
    peoples = Counter(each.ethnicity for each in found)
    dao = {each.name.split()[0] for each in found if each.ethnicity == "dao"}

    assert {"kinh", "tay", "dao", "san_diu", "san_chay", "hoa"} <= peoples.keys()
    assert 0.84 < peoples["kinh"] / len(found) < 0.91
    assert {"Triệu", "Bàn", "Chíu", "Tằng"} <= dao
    assert "Nguyễn" not in dao


def test_codes_are_those_of_the_catalogues() -> None:
    names = invented_names()

    assert set(names.peoples.words) <= ethnicities().keys()
    assert set(names.religions.words) <= religions().keys()


def test_nobody_bears_a_name_that_nobody_may_bear() -> None:
    common = Counter(each.name for each in invented(3_000)).most_common(40)
    never = {name for name, _ in common}
    draws = Draws("ten")
    found = [
        invented_identity(birth=date(1975, 3, 4), woman=bool(n % 2), draws=draws, never=never)
        for n in range(3_000)
    ]

    assert never.isdisjoint(each.name for each in found)


def test_office_holders_of_the_published_history_are_never_invented() -> None:
    leaders = {
        each["person"]
        for path in DATA.glob("*.yaml")
        for each in yaml.safe_load(path.read_text("utf-8")).get("leaders", ())
    }

    assert leaders
    assert leaders <= invented_names().never
