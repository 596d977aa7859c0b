"""Ask for a photo."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.members.phrases.findings import Called, finding_text
from dangbo.rules.verdicts import finding

MEGABYTE: Final = 1024 * 1024
MOST_MEGABYTES: Final = 3


class PhotoForm(forms.Form):
    """Ask for a photo; the script makes it small before it is sent."""

    photo = forms.FileField(
        label=_("Ảnh chân dung"),
        help_text=_("JPEG hoặc PNG, cỡ 3x4. Nơi chụp, ngày chụp, loại máy được bỏ khỏi tệp."),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png", "data-photo": "900"}
        ),
    )

    def clean_photo(self) -> bytes:
        """Read the file as far as a photo may go."""
        given: Any = self.cleaned_data["photo"]
        if given.size > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(picture_words("PICTURE_HEAVY"))
        content: bytes = given.read()
        return content


def picture_words(code: str) -> str:
    """Say why a picture is refused."""
    return finding_text(finding(code, size=MOST_MEGABYTES), Called())
