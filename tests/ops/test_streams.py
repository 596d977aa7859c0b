"""Prove that a sealed stream comes back whole, and that every fault of it is found."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.ops.files import streams
from dangbo.ops.files.parts import PartsReader, PartsWriter
from dangbo.ops.files.streams import HEAD_BYTES, TAG_BYTES, BackupError, SealedWriter, unsealed

SECRET = "một khóa đủ dài để thử"
CHUNK = 64


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(streams.SCRYPT, "n", 2)


def sealed(content: bytes) -> bytes:
    target = BytesIO()
    writer = SealedWriter(target, SECRET, chunk=CHUNK)
    for at in range(0, len(content), 50):
        writer.write(content[at : at + 50])
    writer.close()
    return target.getvalue()


def opened(file: bytes, secret: str = SECRET) -> bytes:
    return b"".join(unsealed(BytesIO(file), secret, chunk=CHUNK))


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1000])
def test_what_is_sealed_comes_back(length: int) -> None:
    content = bytes(at % 251 for at in range(length))

    assert opened(sealed(content)) == content


def test_nothing_of_the_content_shows_and_no_two_files_are_alike() -> None:
    first, second = sealed(b"m" * 500), sealed(b"m" * 500)

    assert b"mmmm" not in first
    assert first[HEAD_BYTES:] != second[HEAD_BYTES:]


def test_a_cut_is_found_at_every_byte() -> None:
    file = sealed(bytes(3 * CHUNK))
    for length in range(len(file)):
        with pytest.raises(BackupError):
            opened(file[:length])


def test_a_flipped_bit_is_found_at_every_byte() -> None:
    file = sealed(bytes(2 * CHUNK + 5))
    for place in range(len(file)):
        altered = bytearray(file)
        altered[place] ^= 1 << place % 8
        with pytest.raises(BackupError):
            opened(bytes(altered))


def test_chunks_put_elsewhere_left_out_or_added_are_found() -> None:
    file = sealed(bytes(4 * CHUNK))
    head, size = file[:HEAD_BYTES], CHUNK + TAG_BYTES
    one, two, three, four = (
        file[HEAD_BYTES + at * size : HEAD_BYTES + (at + 1) * size] for at in range(4)
    )
    for order in (
        [two, one, three, four],
        [one, three, four],
        [one, two, three, four, four],
        [four],
    ):
        with pytest.raises(BackupError):
            opened(head + b"".join(order))
    assert opened(head + one + two + three + four) == bytes(4 * CHUNK)


def test_a_chunk_of_another_file_is_found() -> None:
    one, other = sealed(bytes(CHUNK)), sealed(bytes(CHUNK))
    with pytest.raises(BackupError, match="khối thứ 1"):
        opened(one[:HEAD_BYTES] + other[HEAD_BYTES:])


def test_a_wrong_key_is_named() -> None:
    with pytest.raises(BackupError, match="Khóa sao lưu không đúng"):
        opened(sealed(b"x"), SECRET + "!")


def test_what_is_no_backup_is_named() -> None:
    with pytest.raises(BackupError, match="không phải là bản sao lưu"):
        opened(b"SQLite format 3\0" + bytes(500))


@settings(max_examples=50)
@given(st.lists(st.tuples(st.dictionaries(st.text(), st.integers()), st.binary(max_size=300))))
def test_parts_come_back(parts: list[tuple[dict[str, int], bytes]]) -> None:
    target = BytesIO()
    writer = PartsWriter(target)
    digests = []
    for head, content in parts:
        writer.begin(head)
        writer.write(content)
        digests.append(writer.end())
    writer.close()
    packed = target.getvalue()

    pieces = (packed[at : at + 7] for at in range(0, len(packed), 7))
    read = [(part.head, b"".join(part), part.digest()) for part in PartsReader(pieces)]
    assert read == [
        (head, content, digest) for (head, content), digest in zip(parts, digests, strict=True)
    ]
