"""Write hand-over packages, and read those of others with suspicion."""

from dangbo.history.files.packages.contents import Contents, Handed, Named
from dangbo.history.files.packages.reading import ReadPackage, read_package
from dangbo.history.files.packages.receipts import Receipt, read_receipt
from dangbo.history.files.packages.writing import Package, package_of

__all__ = [
    "Contents",
    "Handed",
    "Named",
    "Package",
    "ReadPackage",
    "Receipt",
    "package_of",
    "read_package",
    "read_receipt",
]
