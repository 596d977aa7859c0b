"""Change the register of papers."""

from dangbo.papers.commands.attaching import attach_file, remove_file, sweep_files
from dangbo.papers.commands.recording import amend_paper, record_paper

__all__ = ["amend_paper", "attach_file", "record_paper", "remove_file", "sweep_files"]
