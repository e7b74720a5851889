"""Households, organisations, and who brought whom."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.lib.web import share_codes
from hustings.people.persons.models import Affiliation, Organisation, Person, RecruitLink
from hustings.people.segments.criteria.builtin.contacts import at_least
from hustings.people.segments.criteria.kinds import Number, Text
from hustings.people.segments.criteria.model import Criterion, Operator
from hustings.people.segments.criteria.rows import RowKind

CIRCLES = _("Relationships")
ORGANISATION = RowKind(
    lambda user: Organisation.objects.all(),
    _("Choose an organisation."),
    _("This condition uses an organisation that no longer exists."),
)


def _in(organisation: Organisation) -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(organisation=organisation)


def _brought(n: int) -> QuerySet[Any]:
    rows = Person.objects.filter(recruiter__isnull=False).annotate(person=F("recruiter"))
    return at_least(rows, n)


def _by_link(text: str) -> Q:
    return Q(recruiter__in=RecruitLink.objects.filter(token=share_codes.code_in(text)).values("person"))


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "household",
        _("Household"),
        {
            "has": Operator(_("is known"), _("belongs to a household"), lambda v: Q(household__isnull=False)),
            "has_none": Operator(
                _("is unknown"), _("belongs to no known household"), lambda v: Q(household=None)
            ),
        },
        CIRCLES,
    ),
    Criterion(
        "organisation",
        _("Organisation"),
        {
            "is": Operator(_("is"), _("belongs to “%(value)s”"), _in, ORGANISATION),
            "is_not": Operator(_("is not"), _("does not belong to “%(value)s”"), _in, ORGANISATION, True),
            "begins": Operator(
                _("begins with"),
                _("belongs to an organisation that begins with “%(value)s”"),
                lambda v: Affiliation.objects.filter(organisation__key__begins=fold(v)),
                Text(),
            ),
            "has": Operator(
                _("is known"), _("belongs to an organisation"), lambda v: Affiliation.objects.all()
            ),
            "has_none": Operator(
                _("is unknown"),
                _("belongs to no known organisation"),
                lambda v: Affiliation.objects.all(),
                None,
                True,
            ),
        },
        CIRCLES,
    ),
    Criterion(
        "recruiter",
        _("Referrals"),
        {
            "was": Operator(
                _("was referred by someone"),
                _("was referred by someone"),
                lambda v: Q(recruiter__isnull=False),
            ),
            "by_link": Operator(
                _("was referred by the link"),
                _("was referred by the link “%(value)s”"),
                _by_link,
                Text(),
            ),
            "was_not": Operator(_("was not referred"), _("was not referred"), lambda v: Q(recruiter=None)),
            "brought": Operator(
                _("referred at least"),
                _("referred at least %(value)s people"),
                _brought,
                Number(1, 10_000),
            ),
            "brought_nobody": Operator(
                _("referred no one"), _("referred no one"), lambda v: _brought(1), None, True
            ),
        },
        CIRCLES,
    ),
)
