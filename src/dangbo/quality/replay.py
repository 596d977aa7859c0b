"""Prove that the rows of this area are what the journal says."""

from collections import Counter

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_acts
from dangbo.audit.queries import params_of
from dangbo.quality.access import every_not_same, persons_by_uid

Row = tuple[int | None, ...]


def first_difference() -> str | None:
    """Return the first difference between the journal and what was said of pairs, or None."""
    acts = list(readable_acts(OPERATOR).filter(code__startswith="quality.").order_by("seq"))
    said = {each.seq: params_of(each) for each in acts}
    voided = {each["act"]: seq for seq, each in said.items() if "act" in each}
    pairs = {seq: each["persons"] for seq, each in said.items() if "persons" in each}
    ids = persons_by_uid(uid for pair in pairs.values() for uid in pair)
    wanted = Counter[Row](
        (*sorted(ids[uid] for uid in pair), seq, voided.get(seq)) for seq, pair in pairs.items()
    )
    fields = ("one", "other", "opened_by", "voided_by")
    held = Counter[Row](every_not_same().values_list(*fields))
    lacking = sorted((wanted - held).elements(), key=str)
    more = sorted((held - wanted).elements(), key=str)
    told = [f"quality_notsame: missing {row}" for row in lacking]
    told += [f"quality_notsame: not from the journal {row}" for row in more]
    return next(iter(told), None)
