"""Turn what was typed on the pages of papers into arguments of questions and acts."""

from dangbo.papers.forms.days import PartialDayField
from dangbo.papers.forms.filters import narrowed_by
from dangbo.papers.forms.papers import AmendForm, FileForm, PaperForm, RemoveFileForm

__all__ = [
    "AmendForm",
    "FileForm",
    "PaperForm",
    "PartialDayField",
    "RemoveFileForm",
    "narrowed_by",
]
