"""Ask again before an act that has warnings."""

from django import forms

from dangbo.rules.verdicts import Verdict


class SettledForm(forms.Form):
    """Ask for an act whose warnings have to be read first."""

    def is_settled(self, verdict: Verdict) -> bool:
        """Say whether the act may be done now: allowed, its warnings read, and not only checked."""
        read = set(self.data.get("seen", "").split())
        told = {each.code for each in verdict.warnings}
        return verdict.allows and told <= read and "check" not in self.data
