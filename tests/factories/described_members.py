"""The small register with members whose schooling and work are known: what is counted by these."""

from typing import Final

from factories import small_membership, small_register

HELD: Final = {
    "an": (("education", "dai_hoc"), ("theory", "trung_cap"), ("occupation", "chu_doanh_nghiep")),
    "binh": (("education", "cao_dang"), ("head_of_agency", "co")),
    "chau": (("education", "thac_si"), ("theory", "cao_cap"), ("residential_cell", "Chi bộ 1")),
    "dung": (("theory", "cu_nhan"),),
}


def build() -> dict[str, int]:
    """Fill the register and return the ids of the organisations by key."""
    found = small_register.build()
    small_membership.build(found)
    small_membership.describe(HELD)
    return found
