"""Projects on timelines, in “my data”, in the privacy notice; reminders of reports; to-dos."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.privacy import Part as Heading
from hustings.foundation.lib.privacy import Told, Use, tellers, uses
from hustings.foundation.lib.todos import Todo, sources
from hustings.networks.initiatives import letters
from hustings.networks.initiatives.letter_kinds import LetterKind, kinds, to_applicant
from hustings.networks.initiatives.models import Application, Letter
from hustings.networks.initiatives.rights import RUN_CALLS
from hustings.networks.projects import actions
from hustings.networks.projects.models import Project, Report
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import timeline
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts

REPORT = "report"
_AHEAD = timedelta(days=7)
_AT_ONCE = 2_000


def _said(words: Callable[[], str]) -> timeline.Says:
    def sentence(data: Mapping[str, Any]) -> str:
        amount = money.shown(data["amount"], data["currency"]) if "amount" in data else ""
        return words() % {"project": data["project"], "amount": amount}

    return sentence


def _projects(person: Person) -> list[tuple[Any, ...]]:
    rows = Project.objects.filter(application__person=person) | Project.objects.filter(mentor=person)
    return [
        (
            row.name,
            row.mentor_id == person.pk,
            row.agreed_at,
            row.agreed_by,
            row.starts_on,
            row.ends_on,
            row.ended_at,
        )
        for row in rows.order_by("-pk")
    ]


def _reports(person: Person) -> list[tuple[Any, ...]]:
    rows = Report.objects.filter(project__application__person=person).select_related("project")
    return [(row.project.name, row.due_on, row.sent_at, row.text) for row in rows.order_by("-pk")]


def _notice(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["projects"]:
        yield (
            Heading.WHY,
            _("Your supported project: to follow it, to pay the grant and to show what became of it."),
        )


def _report(letter: Letter) -> Any:
    report = Report.objects.filter(pk=int(letter.about), sent_at=None).select_related("project").first()
    if report is None or letter.application is None:
        return None
    lines = [_("A report on your project “%(title)s” is due soon.") % {"title": report.project.name}]
    return to_applicant(letter.application, _("Report due: %(call)s"), lines, _("Write the report"))


def remind() -> None:
    """Write down a reminder of each report that is due within a week; it leaves once."""
    today = timezone.localdate()
    due = Report.objects.filter(sent_at=None, due_on__range=(today, today + _AHEAD))
    for row in due.select_related("project__application").order_by("pk")[:_AT_ONCE]:
        letters.tell(row.project.application, REPORT, row.pk)


def _due(user: Any) -> Iterator[Todo]:
    if not access.may(user, RUN_CALLS):
        return
    mine = Application.objects.of(user, RUN_CALLS)
    waiting = Report.objects.filter(project__application__in=mine, accepted_at=None).exclude(sent_at=None)
    for row in waiting.select_related("project")[:20]:
        url = reverse("projects_hq:project", args=[row.project_id])
        yield Todo(_("Report to read: %(project)s") % {"project": row.project.name}, url)


_PROJECT, _WHEN = gettext_lazy("project"), gettext_lazy("sent")
part = Contribution(
    timeline.sentences(
        timeline.Sentence(actions.AGREED, _said(lambda: _("Accepted the agreement of “%(project)s”"))),
        timeline.Sentence(actions.REPORTED, _said(lambda: _("Sent a report on “%(project)s”"))),
        timeline.Sentence(actions.PAID, _said(lambda: _("Got %(amount)s for “%(project)s”"))),
        timeline.Sentence(actions.ENDED, _said(lambda: _("Their project “%(project)s” ended"))),
    ),
    parts.my_data(
        parts.Part(
            "projects", gettext_lazy("Your supported projects"),
            {
                "project": _PROJECT, "as_mentor": gettext_lazy("as a mentor"),
                "agreed_at": gettext_lazy("agreed"), "agreed_by": gettext_lazy("name"),
                "starts_on": gettext_lazy("starts"), "ends_on": gettext_lazy("ends"),
                "ended_at": gettext_lazy("ended"),
            },
            _projects,
        ),
        parts.Part(
            "project_reports", gettext_lazy("Your reports on projects"),
            {
                "project": _PROJECT, "due_on": gettext_lazy("due on"), "sent_at": _WHEN,
                "report": pgettext_lazy("of a project", "report"),
            },
            _reports,
        ),
    ),
    uses(Use("projects", lambda: Project.objects.all())),
    tellers(_notice),
    kinds(LetterKind(REPORT, _report)),
    sources(_due),
    unmerge.laters(unmerge.Later("projects.project.mentor", lambda found, whose: found.none())),
)  # fmt: skip
