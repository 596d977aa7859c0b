"""Give the pages of this area their tabs."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dangbo.orgs.queries.names import OrgName
from dangbo.ui.parts import Tab

TABS: Final = (
    ("members:home", _("Danh sách")),
    ("members:counts", _("Số liệu")),
    ("members:movement", _("Biến động")),
)


def area_tabs(current: str, org: OrgName | None) -> list[Tab]:
    """Return the tabs of the area about an organisation, with the page called `current` marked."""
    about = f"?to_chuc={org.uid}" if org else ""
    return [Tab(label, f"{reverse(name)}{about}", name == current) for name, label in TABS]
