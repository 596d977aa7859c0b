"""Letters are signed for the right body, in the right post and place, as far as names tell."""

import pytest

from dangbo.rules.case_letters import (
    authority_of,
    committee_name,
    level_of,
    place_of_issue,
    post_words,
)


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (["Đảng ủy phường Hồng Lĩnh"], "Hồng Lĩnh"),
        (["Chi bộ Văn phòng", "Đảng bộ Khối Các cơ quan tỉnh Quảng Ninh"], "Quảng Ninh"),
        (["Đảng bộ Bảo hiểm xã hội tỉnh Quảng Ninh"], "Quảng Ninh"),
        (["Đảng bộ xã Đắk R'Lấp", "Đảng bộ tỉnh Lâm Đồng"], "Đắk R'Lấp"),
        (["Đảng bộ Thành phố Hồ Chí Minh"], "Hồ Chí Minh"),
        (["Đảng bộ phường 12", "Đảng bộ thành phố Huế"], "Huế"),
        (["Đảng bộ các cơ quan Đảng tỉnh"], ""),
        ([], ""),
    ],
)
def test_place_is_that_of_the_nearest_name(names: list[str], place: str) -> None:
    assert place_of_issue(names) == place


@pytest.mark.parametrize(
    ("role", "name", "words"),
    [
        ("superior_standing", "Đảng ủy Khối", "T/M BAN THƯỜNG VỤ"),
        ("grassroots_standing", "Đảng ủy Sở Y tế", "T/M BAN THƯỜNG VỤ"),
        ("empowered_committee", "Đảng ủy Sở Y tế", "T/M ĐẢNG ỦY"),
        ("", "Tỉnh ủy Quảng Ninh", "T/M TỈNH ỦY"),
        ("cell", "Chi bộ Văn phòng", "T/M CHI BỘ"),
        ("", "Khối cơ quan", ""),
    ],
)
def test_authority_follows_the_role_and_the_name(role: str, name: str, words: str) -> None:
    assert authority_of(role=role, name=name) == words


def test_names_and_posts_as_they_are_signed() -> None:
    signed = [committee_name(each) for each in ("Đảng bộ tỉnh X", "Đảng bộ Sở Y", "Chi bộ Z")]
    assert signed == ["Tỉnh ủy X", "Đảng ủy Sở Y", "Chi bộ Z"]
    posts = [post_words(each) for each in ("Bí thư", "Bí thư chi bộ", "Phó Bí thư Thường trực")]
    assert posts == ["BÍ THƯ", "BÍ THƯ", "PHÓ BÍ THƯ THƯỜNG TRỰC"]
    roles = ("cell", "empowered_committee", "superior_standing", "province", "receiving_cell", "")
    assert [level_of(each) for each in roles] == [
        *("cell", "grassroots", "superior", "province", None, None),
    ]
