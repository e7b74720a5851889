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
    _("Way of contact"),
    lambda said, v: gettext("by: %(how)s") % {"how": said},
)
OUTCOME = Part(
    Choice(lambda: Contact.Outcome.choices),
    _("What came of it"),
    lambda said, v: gettext("with this result: %(outcome)s") % {"outcome": said},
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
    _("Somebody of the team is missing."),
    _("It asks for somebody who is no longer in the team."),
)


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "contact",
        _("Contact"),
        {
            "had": Operator(_("there was one"), _("was contacted%(more)s"), _contacts, _TALK),
            "had_not": Operator(_("there was none"), _("was not contacted%(more)s"), _contacts, _TALK, True),
        },
        TALKS,
    ),
    Criterion(
        "follow_up",
        _("Follow-up"),
        {
            "open": Operator(
                _("there is an open one"), _("has an open follow-up"), lambda v: FollowUp.objects.open()
            ),
            "none_open": Operator(
                _("there is no open one"),
                _("has no open follow-up"),
                lambda v: FollowUp.objects.open(),
                None,
                True,
            ),
            "overdue": Operator(
                _("there is an overdue one"), _("has an overdue follow-up"), lambda v: _overdue()
            ),
        },
        TALKS,
    ),
    Criterion(
        "owner",
        _("Looked after by"),
        {
            "is": Operator(_("is"), _("is looked after by %(value)s"), lambda v: Q(owner=v), OWNER),
            "is_not": Operator(
                _("is not"), _("is not looked after by %(value)s"), lambda v: Q(owner=v), OWNER, True
            ),
            "has": Operator(
                _("is somebody"), _("is looked after by somebody"), lambda v: Q(owner__isnull=False)
            ),
            "has_none": Operator(_("is nobody"), _("is looked after by nobody"), lambda v: Q(owner=None)),
        },
        TALKS,
    ),
)
