"""Say in words what indicators, their units, dimensions and codes mean."""

from dangbo.reports.phrases.codes import code_name, codes_name
from dangbo.reports.phrases.names import (
    dimension_name,
    group_name,
    name_of,
    question_of,
    time_name,
    unit_name,
)
from dangbo.reports.phrases.values import amount_words, parts_words, value_words

__all__ = [
    "amount_words",
    "code_name",
    "codes_name",
    "dimension_name",
    "group_name",
    "name_of",
    "parts_words",
    "question_of",
    "time_name",
    "unit_name",
    "value_words",
]
