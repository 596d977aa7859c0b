"""Put what happens to organisations, and what stands against it, into words."""

from dangbo.orgs.phrases.changes import describe_change
from dangbo.orgs.phrases.findings import finding_text
from dangbo.orgs.phrases.names import change_name, kind_name, role_name

__all__ = ["change_name", "describe_change", "finding_text", "kind_name", "role_name"]
