"""Write and read receipts: a register's word that a package has arrived."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any, Final

from dangbo.history.files.packages.contents import Named
from dangbo.history.files.packages.shapes import shaped
from dangbo.history.files.reading import FileRefused

VERSION: Final = 1
ENDING: Final = ".bien-nhan.json"


@dataclass(frozen=True)
class Receipt:
    """What arrived, where, from which day, and by which act of which register."""

    package: str
    org: Named
    received_as: Named
    under: Named | None
    on: date
    recorded: date
    orgs: int
    prefix: str
    register: str
    act: int

    def as_bytes(self) -> bytes:
        """Return the receipt as JSON."""
        value = {
            "dangbo_receipt": VERSION,
            "package": self.package,
            "organisation": vars(self.org),
            "received_as": vars(self.received_as),
            "under": vars(self.under) if self.under else None,
            "on": self.on.isoformat(),
            "recorded": self.recorded.isoformat(),
            "organisations": self.orgs,
            "prefix": self.prefix,
            "register": self.register,
            "act": self.act,
        }
        return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def read_receipt(content: bytes, *, name: str) -> Receipt:
    """Return a receipt, or raise FileRefused with every reason."""
    value = shaped(
        content,
        schema="receipt.schema.json",
        sign="dangbo_receipt",
        version=VERSION,
        kind="RECEIPT",
    )
    if isinstance(value, list):
        raise FileRefused(PurePath(name).name, value)
    return Receipt(
        package=value["package"],
        org=_named(value["organisation"]),
        received_as=_named(value["received_as"]),
        under=_named(value["under"]) if value["under"] else None,
        on=date.fromisoformat(value["on"]),
        recorded=date.fromisoformat(value["recorded"]),
        orgs=int(value["organisations"]),
        prefix=value["prefix"],
        register=value["register"],
        act=int(value["act"]),
    )


def _named(value: Mapping[str, Any]) -> Named:
    return Named(value["key"], value["name"])
