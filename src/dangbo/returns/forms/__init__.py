"""Read what officers type on the pages of reports."""

from dangbo.returns.forms.filters import BoardFilter
from dangbo.returns.forms.periods import DropForm, PeriodForm
from dangbo.returns.forms.steps import FillForm, StepForm

__all__ = ["BoardFilter", "DropForm", "FillForm", "PeriodForm", "StepForm"]
