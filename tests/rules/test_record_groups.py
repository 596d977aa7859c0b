"""Groups of the record: what is kept of what was typed, and read again."""

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.record_groups import body_of, entries_in, limits, record_groups

ALL = sorted(record_groups())
TEXTS = st.text(max_size=30)


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, list[dict[str, str]]]:
    group = draw(st.sampled_from(ALL))
    codes = [field.code for field in record_groups()[group].fields]
    entry = st.dictionaries(st.sampled_from(codes), TEXTS, max_size=len(codes))
    return group, draw(st.lists(entry, max_size=4))


@given(typed())
def test_what_is_kept_is_read_again(given: tuple[str, list[dict[str, str]]]) -> None:
    group, entries = given

    body = body_of(group=group, entries=entries)
    read = entries_in(group=group, body=body)

    assert body_of(group=group, entries=read) == body


def test_entries_without_words_are_left_out() -> None:
    rows = [{"name": " Nguyễn  Văn A ", "relation": ""}, {"name": "  "}]

    body = body_of(group="family", entries=rows, stated="2024-05-01", source=" phiếu 2-HSĐV ")

    assert body == {
        "rows": [{"name": "Nguyễn Văn A"}],
        "stated": "2024-05-01",
        "source": "phiếu 2-HSĐV",
    }


def test_unknown_fields_are_left_out() -> None:
    assert entries_in(group="notes", body={"text": "a\nb", "other": "c"}) == [{"text": "a\nb"}]


def test_words_are_cut_at_the_limit() -> None:
    body = body_of(group="residence", entries=[{"phone": "1" * 600}])

    assert body == {"phone": "1" * limits().line}


def test_groups_of_the_rule_book_are_there_with_the_sensitive_ones_marked() -> None:
    sensitive = {code for code, group in record_groups().items() if group.sensitive}

    assert sensitive == {"discipline", "history", "abroad", "health", "family", "economy"}
    assert (
        sorted(
            [
                *("residence", "work", "party", "mass", "learning", "courses", "career", "rewards"),
                *("discipline", "history", "abroad", "health", "family", "economy", "annual"),
                *("file", "notes"),
            ]
        )
        == ALL
    )
