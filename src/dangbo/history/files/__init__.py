"""Read history files: bytes to text, text to entries, with every error and its place."""

from dangbo.history.files.entries import SECTIONS, FileEntry, HistoryFile
from dangbo.history.files.problems import Problem
from dangbo.history.files.reading import FileRefused, Reading, read_history
from dangbo.history.files.texts import MOST_BYTES, Undecoded, decoded_copy

__all__ = [
    "MOST_BYTES",
    "SECTIONS",
    "FileEntry",
    "FileRefused",
    "HistoryFile",
    "Problem",
    "Reading",
    "Undecoded",
    "decoded_copy",
    "read_history",
]
