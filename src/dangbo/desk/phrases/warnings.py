"""Say what the desk warns of beside the rules, and what to do."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.orgs.phrases import kind_name
from dangbo.rules.verdicts import Finding

WARNINGS: Final = {
    "SAME_NAME": _(
        "%(org)s trùng tên với %(above)s đang tồn tại. Nếu là hai tổ chức khác nhau thì ghi tên "
        "cho rõ; nếu là một thì dùng thay đổi khác."
    ),
    "CODE_TAKEN": _("Mã %(text)s của %(org)s đã dùng cho %(above)s. Kiểm tra lại mã."),
    "MINIMUM_SIZE": _(
        "%(org)s là %(kind)s, cần ít nhất %(members)s %(whom)s%(unless)s; "
        "sổ chưa có đảng viên nên chưa kiểm được."
    ),
    "BELOW_MINIMUM": _(
        "%(org)s sẽ còn %(count)s %(whom)s, ít hơn mức tối thiểu %(members)s%(unless)s. "
        "Kiểm tra lại số đảng viên chuyển đi, hoặc nhập với tổ chức khác."
    ),
}
SEVERAL: Final = _(
    "%(count)s %(kind)s (%(org)s và các tổ chức khác) cần mỗi nơi ít nhất %(members)s "
    "%(whom)s%(unless)s; sổ chưa có đảng viên nên chưa kiểm được."
)


def warning_text(finding: Finding, names: Mapping[int, str]) -> str:
    """Return a warning of the desk in words."""
    values = {key: str(value) for key, value in finding.facts}
    for key in ("org", "above"):
        fact = finding.fact(key)
        if isinstance(fact, int):
            values[key] = names.get(fact, f"#{fact}")
    if finding.code not in {"MINIMUM_SIZE", "BELOW_MINIMUM"}:
        return str(WARNINGS[finding.code]) % values
    values["whom"] = str(_("đảng viên chính thức") if finding.fact("official") else _("đảng viên"))
    values["unless"] = str(
        _(" (ít hơn thì cần cấp ủy cấp trên trực tiếp đồng ý)") if finding.fact("consent") else ""
    )
    if finding.code == "BELOW_MINIMUM":
        return str(WARNINGS[finding.code]) % values
    values["kind"] = kind_name(values["kind"], date.fromisoformat(values["on"]))
    return str(SEVERAL if finding.fact("count") != 1 else WARNINGS["MINIMUM_SIZE"]) % values
