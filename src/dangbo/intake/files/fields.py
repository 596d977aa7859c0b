"""Name the fields of a row by where the register keeps them."""

from typing import Final

from dangbo.rules.member_attributes import attribute_kinds

IDENTITY: Final = ("sex", "ethnicity", "religion", "home_town")
STATED: Final = ("birth_name", "other_names", "birthplace")
WHO: Final = ("name", "birth", *IDENTITY, *STATED)
# The fields of a row that stand in the group "residence" of a record, as that group calls them.
RESIDENCE: Final = {
    "address": "permanent",
    "temporary_address": "temporary",
    "phone": "phone",
    "email": "email",
}
GROUP: Final = "residence"
ATTRIBUTES: Final = frozenset(attribute_kinds())
