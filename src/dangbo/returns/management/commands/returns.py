"""Print the reports of an organisation for a period: how far they are, and what differs."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.management.purposes import add_purpose, note_persons
from dangbo.base.days import format_day
from dangbo.layouts.queries import UnknownLayoutError
from dangbo.orgs.management.options import ReadingCommand, asked, reading_options, resolve_org
from dangbo.orgs.queries.names import OrgName
from dangbo.returns.management.answers import report_answer
from dangbo.returns.phrases import STATES, period_name
from dangbo.returns.queries.forms import form_of, forms_due
from dangbo.returns.queries.judging import At, found_at
from dangbo.returns.queries.periods import period_named
from dangbo.returns.queries.reading import report_of
from dangbo.rules.return_periods import ReturnPeriod, periods_ended


class Command(ReadingCommand):
    """Answer how far the reports of an organisation are, and what changed since they were sent."""

    help = _(
        "Báo cáo của tổ chức trong một kỳ, và những gì khác số đã gửi: "
        "dangbo returns ORG [--period 2026h1|2026] [--form MÃ] [--on] [--json]"
    )

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation, the period and the form."""
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("--period", default="", metavar="2026h1")
        parser.add_argument("--form", default="", metavar="CODE")
        add_purpose(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question; reports as they stood at the end of the day."""
        on, known = reading_options(options)
        period = _period(options["period"], on)
        org = resolve_org(options["org"], on=period.cut_off, known=None)
        day = min(on, known) if known else on
        found = [
            report_answer(each, today=day) for each in _reports(org, period, options["form"], day)
        ]
        if persons := set(_persons(found)):
            note_persons(options, subject=org.uid, persons=len(persons), page="dangbo returns")
        if options["as_json"]:
            head = {"period": period.code, "from": period.start, "to": period.cut_off}
            answer = {**asked(on, known), "org": org.uid, **head, "reports": found}
            self.write_json(answer)
            return
        self.stdout.write(f"{org.name}: {period_name(period)}")
        for report in found:
            self._tell(report)

    def _tell(self, report: Mapping[str, Any]) -> None:
        late = _(", quá hạn") if report["late"] else ""
        self.stdout.write(f"{report['name']} [{report['form']}]: {_state(report)}{late}")
        for each in report["differences"] or ():
            words = {"cell": each["cell"], "before": each["before"], "now": each["now"]}
            self.stdout.write("  " + _("%(cell)s: đã gửi %(before)s, nay %(now)s") % words)
            for sign, those in (("+", each["gained"]), ("-", each["lost"])):
                for who in those:
                    self.stdout.write(f"    {sign} {_who(who)}")
        below = report["below"]
        if below and below["missing"]:
            pairs = zip(below["missing_names"], below["missing"], strict=True)
            names = "; ".join(f"{name} ({uid})" for name, uid in pairs)
            self.stdout.write("  " + _("Cấp dưới chưa gửi: %(names)s") % {"names": names})


def _persons(found: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the keys of the persons whom the differences of reports name."""
    for report in found:
        for each in report["differences"] or ():
            those = (*each["gained"], *each["lost"])
            yield from (who["person"] for who in those if who.get("person"))


def _state(report: Mapping[str, Any]) -> str:
    words = str(STATES[report["state"]][0])
    sent = report["sent"]
    return f"{words} ({format_day(sent['day'])})" if sent else words


def _who(who: Mapping[str, Any]) -> str:
    key = _named(who.get("name"), who.get("person") or who.get("org") or "?")
    acts = ", ".join(str(each["act"]) for each in who["acts"])
    return f"{key}: " + _("nhật ký số %(acts)s") % {"acts": acts or "–"}


def _named(name: str | None, key: str) -> str:
    return f"{name} ({key})" if name else key


def _period(code: str, on: date) -> ReturnPeriod:
    if not code:
        return periods_ended(today=on, most=1)[0]
    found = period_named(code)
    if found is None:
        message = _(
            "Không có kỳ «%(code)s». Ghi 2026h1 (6 tháng đầu năm), 2026 (cả năm), "
            "2026q3 (quý), t20200914-20250820 (nhiệm kỳ) hoặc k1 (kỳ đã đặt)."
        )
        raise CommandError(message % {"code": code}, returncode=2)
    return found


def _reports(org: OrgName, period: ReturnPeriod, form: str, until: date) -> Iterator[At]:
    try:
        layouts = [form_of(form, period)] if form else forms_due(period)
    except UnknownLayoutError as error:
        message = _("Không có biểu «%(code)s».") % {"code": form}
        if error.nearest:
            message += " " + _("Gần nhất: %(codes)s.") % {"codes": ", ".join(error.nearest)}
        raise CommandError(message, returncode=2) from error
    for layout in layouts:
        report = report_of(actor=OPERATOR, period=period, org=org, form=layout.code, until=until)
        yield found_at(actor=OPERATOR, report=report, layout=layout)
