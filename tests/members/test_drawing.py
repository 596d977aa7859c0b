"""Draw photos anew: small, upright, without anything else; refuse what would draw too much."""

from io import BytesIO

import pytest
from PIL import Image

from dangbo.members.files.drawing import KEPT, MOST_POINTS, small_picture
from dangbo.members.files.pictures import PictureError

WHERE = "21.0N 107.1E"
UPRIGHT, TURNED = 1, 6


def photo(size: tuple[int, int], *, form: str = "JPEG", mode: str = "RGB", turn: int = 0) -> bytes:
    drawn = Image.new(mode, size, "red" if mode != "RGBA" else (255, 0, 0, 0))
    noted = Image.Exif()
    noted[0x010E] = WHERE
    if turn:
        noted[0x0112] = turn
    target = BytesIO()
    drawn.save(target, form, exif=noted)
    return target.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("size", "kept"),
    [((90, 120), (90, 120)), ((1800, 2400), KEPT), ((3000, 1500), (900, 450))],
)
def test_a_large_photo_becomes_small_and_keeps_its_shape(
    size: tuple[int, int], kept: tuple[int, int]
) -> None:
    found = small_picture(photo(size))

    assert (found.media_type, (found.width, found.height)) == ("image/jpeg", kept)
    assert opened(found.content).size == kept


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_where_and_when_it_was_taken_is_gone(form: str) -> None:
    content = photo((200, 300), form=form)
    found = small_picture(content)

    assert WHERE.encode() in content
    assert WHERE.encode() not in found.content
    assert dict(opened(found.content).getexif()) == {}


def test_a_turned_photo_stands_upright() -> None:
    found = small_picture(photo((300, 200), turn=TURNED))

    assert (found.width, found.height) == (200, 300)


def test_what_is_clear_is_white() -> None:
    found = small_picture(photo((100, 100), form="PNG", mode="RGBA"))

    assert opened(found.content).getpixel((50, 50)) == (255, 255, 255)


def test_a_bomb_is_refused_by_its_head_before_it_is_decoded() -> None:
    side = 5_999
    content = BytesIO()
    Image.new("1", (side, side)).save(content, "PNG")

    with pytest.raises(PictureError) as refused:
        small_picture(content.getvalue())

    assert side * side > MOST_POINTS
    assert refused.value.code == "PICTURE_SIZE"


@pytest.mark.parametrize("cut", [200, 400])
def test_a_photo_that_is_cut_off_is_refused(cut: int) -> None:
    content = photo((400, 400))

    with pytest.raises(PictureError) as refused:
        small_picture(content[:cut])

    assert refused.value.code == "PICTURE_BROKEN"
