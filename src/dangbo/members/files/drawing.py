"""Draw a photo anew and small: whatever is not the picture is gone, whatever draws too much too."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from dangbo.members.files.pictures import Picture, PictureError, bare_picture

# Points that are decoded at most, and the greatest size that is kept: 3x4 in any print.
MOST_POINTS: Final = 24_000_000
KEPT: Final = (900, 1200)
QUALITY: Final = 86
JPEG: Final = "image/jpeg"


def small_picture(content: bytes) -> Picture:
    """Return a photo upright, at most 900 x 1200, as a JPEG; raise PictureError where it is none.

    Its size is read from its head before anything is decoded.
    """
    bare = bare_picture(content)
    if bare.width * bare.height > MOST_POINTS:
        raise PictureError("PICTURE_SIZE")
    try:
        with Image.open(BytesIO(bare.content), formats=("JPEG", "PNG")) as opened:
            opened.draft("RGB", KEPT)
            drawn = _on_white(ImageOps.exif_transpose(opened))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError("PICTURE_BROKEN") from error
    drawn.thumbnail(KEPT)
    target = BytesIO()
    drawn.save(target, "JPEG", quality=QUALITY, optimize=True)
    return Picture(JPEG, target.getvalue(), *drawn.size)


def _on_white(picture: Image.Image) -> Image.Image:
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")
