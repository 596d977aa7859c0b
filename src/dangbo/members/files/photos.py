"""Keep sealed pictures of members."""

from typing import Final

from dangbo.base.sealed_files import SealedFiles

PHOTOS: Final = SealedFiles("members")
