"""Keep the sealed content of files of confidential records."""

from typing import Final

from dangbo.base.sealed_files import SealedFiles

CONTENTS: Final = SealedFiles("sealed")
