"""Ask under which name a narrowing is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SaveFilterForm(forms.Form):
    """Ask for the name of a narrowing, and whether others may use it."""

    name = forms.CharField(label=_("Tên bộ lọc"), max_length=120)
    shared = forms.BooleanField(label=_("Mọi cán bộ cùng dùng"), required=False)
    query = forms.CharField(required=False, max_length=8_000, widget=forms.HiddenInput)
