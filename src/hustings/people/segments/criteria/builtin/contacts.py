"""Criteria about contacts: who was talked to, who is to be, and by whom."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User
from hustings.people.contacts.models import Contact, FollowUp
from hustings.people.segments.criteria.builtin.days import ago
from hustings.people.segments.criteria.kinds import Choice
from hustings.people.segments.criteria.model import Criterion, Operator
from hustings.people.segments.criteria.parts import Part, Parts, days, times
from hustings.people.segments.criteria.rows import RowKind

TALKS = _("Contacts and follow-ups")


def at_least(rows: QuerySet[Any], n: int | None) -> QuerySet[Any]:
    """Rows about people who have ``n`` of them; for one nothing needs counting."""
    if not n or n == 1:
        return rows
    counted: QuerySet[Any] = rows.order_by().values("person").annotate(n=Count("pk"))
    return counted.filter(n__gte=n)


METHOD = Part(
    Choice(lambda: Contact.Method.choices),
    _("Channel"),
    lambda said, v: gettext("through: %(how)s") % {"how": said},
)
OUTCOME = Part(
    Choice(lambda: Contact.Outcome.choices),
    _("Outcome"),
    lambda said, v: gettext("with the outcome: %(outcome)s") % {"outcome": said},
)


def _contacts(value: dict[str, Any]) -> QuerySet[Any]:
    rows = Contact.objects.all()
    if "method" in value:
        rows = rows.filter(method=value["method"])
    if "outcome" in value:
        rows = rows.filter(outcome=value["outcome"])
    if "days" in value:
        rows = rows.filter(contacted_at__gte=ago(value["days"]))
    return at_least(rows, value.get("times"))


_TALK = Parts(method=METHOD, outcome=OUTCOME, times=times(), days=days())


def _overdue() -> QuerySet[FollowUp]:
    return FollowUp.objects.open().filter(due_on__lt=timezone.localdate())


OWNER = RowKind(
    lambda user: User.objects.order_by("last_name", "first_name", "email"),
    _("Choose a team member."),
    _("This condition uses someone who is no longer in the team."),
)


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "contact",
        _("Contact"),
        {
            "had": Operator(_("exists"), _("was contacted%(more)s"), _contacts, _TALK),
            "had_not": Operator(_("does not exist"), _("was not contacted%(more)s"), _contacts, _TALK, True),
        },
        TALKS,
    ),
    Criterion(
        "follow_up",
        _("Follow-up"),
        {
            "open": Operator(_("is open"), _("has an open follow-up"), lambda v: FollowUp.objects.open()),
            "none_open": Operator(
                _("is not open"),
                _("has no open follow-up"),
                lambda v: FollowUp.objects.open(),
                None,
                True,
            ),
            "overdue": Operator(_("is overdue"), _("has an overdue follow-up"), lambda v: _overdue()),
        },
        TALKS,
    ),
    Criterion(
        "owner",
        _("Point person"),
        {
            "is": Operator(_("is"), _("has the point person %(value)s"), lambda v: Q(owner=v), OWNER),
            "is_not": Operator(
                _("is not"), _("does not have the point person %(value)s"), lambda v: Q(owner=v), OWNER, True
            ),
            "has": Operator(_("is set"), _("has a point person"), lambda v: Q(owner__isnull=False)),
            "has_none": Operator(_("is not set"), _("has no point person"), lambda v: Q(owner=None)),
        },
        TALKS,
    ),
)
