"""Say in words what reports are, which steps they take, and what is against one."""

from dangbo.returns.phrases.findings import in_words, sentence
from dangbo.returns.phrases.names import (
    AREA,
    STATES,
    STEPS,
    period_name,
    reminder_text,
    state_badge,
    state_name,
    step_icon,
    step_name,
    step_past,
    value_words,
)

__all__ = [
    "AREA",
    "STATES",
    "STEPS",
    "in_words",
    "period_name",
    "reminder_text",
    "sentence",
    "state_badge",
    "state_name",
    "step_icon",
    "step_name",
    "step_past",
    "value_words",
]
