"""Put what happens to members, and what stands against it, into words."""

from dangbo.members.phrases.events import event_sentence
from dangbo.members.phrases.findings import Called, in_words
from dangbo.members.phrases.names import (
    activity_name,
    attribute_name,
    attribute_value,
    change_name,
    ethnicity_name,
    exit_name,
    number_name,
    religion_name,
    sex_name,
    standing_name,
)

__all__ = [
    "Called",
    "activity_name",
    "attribute_name",
    "attribute_value",
    "change_name",
    "ethnicity_name",
    "event_sentence",
    "exit_name",
    "in_words",
    "number_name",
    "religion_name",
    "sex_name",
    "standing_name",
]
