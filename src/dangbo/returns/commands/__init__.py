"""Take the steps of reports, and set the periods for which the office asks of itself."""

from dangbo.returns.commands.periods import drop_period, set_period
from dangbo.returns.commands.stepping import take_step

__all__ = ["drop_period", "set_period", "take_step"]
