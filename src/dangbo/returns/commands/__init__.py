"""Take the steps of reports: fill, confirm, send, receive, send back, reopen, remind."""

from dangbo.returns.commands.stepping import take_step

__all__ = ["take_step"]
