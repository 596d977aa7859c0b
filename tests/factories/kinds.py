"""Give kinds of organisation that let almost anything stand under anything, in two dated sets."""

from dangbo.rules.org_kinds import OrgKinds, read_kinds

FREE_KINDS = """
[[set]]
since = 1990-01-01
source = "first"
kind = [
  { code = "a", name = "A", name_en = "A", rank = 1, top = true, under = ["a", "b"] },
  { code = "b", name = "B", name_en = "B", rank = 2, under = ["a", "b", "old"], grassroots = true },
  { code = "old", name = "O", name_en = "O", rank = 3, under = ["a", "b"] },
  { code = "leaf", name = "L", name_en = "L", rank = 4, under = ["a", "b", "old"], cell = true },
]

[[set]]
since = 2000-01-13
source = "second"
ended = ["old"]
kind = [
  { code = "b", name = "B", name_en = "B", rank = 2, top = true, under = ["a", "b"] },
]
"""


def free_kinds() -> OrgKinds:
    """Return the free kinds as the rules read them."""
    return read_kinds(FREE_KINDS)
