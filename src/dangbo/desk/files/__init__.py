"""Read and write a drafted decision as a file of its own."""

from dangbo.desk.files.reading import DecisionFile, FileRefused, read_decision
from dangbo.desk.files.texts import Problem
from dangbo.desk.files.writing import write_decision

__all__ = ["DecisionFile", "FileRefused", "Problem", "read_decision", "write_decision"]
