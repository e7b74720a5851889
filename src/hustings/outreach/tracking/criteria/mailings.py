"""Criteria about the letters that people got."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Contribution
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.records import MAILINGS
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.criteria import reactions
from hustings.people.segments import criteria
from hustings.people.segments.criteria.builtin import signs

GOT = Delivery.GOT


def _past_mailings() -> list[tuple[str, str]]:
    found = Mailing.objects.exclude(state=Mailing.State.DRAFT).values_list("pk", "name")
    return [(str(pk), name) for pk, name in found]


class OfMailing(criteria.Choice):
    def __str__(self) -> str:
        return "Mailing"

    def shown(self, value: Any) -> str:
        return dict(_past_mailings()).get(str(value), str(value))


def _in_state(*states: Delivery.State) -> Any:
    return lambda value: Delivery.objects.filter(mailing=int(value), state__in=states)


def _left_by(value: Any) -> QuerySet[Delivery]:
    return Delivery.objects.filter(mailing=int(value), unsubscribed_at__isnull=False)


def _recent(rows: QuerySet[Delivery], days: int | None) -> QuerySet[Delivery]:
    """First the few mailings that were on their way then: no index leads to letters by their moment."""
    if days is None:
        return rows
    since = criteria.ago(days)
    under_way = Q(finished_at=None) | Q(finished_at__gte=since)
    mailings = Mailing.objects.exclude(state=Mailing.State.DRAFT).filter(under_way)
    return rows.filter(mailing__in=mailings.values("pk"), sent_at__gte=since)


def _letters(value: dict[str, Any]) -> QuerySet[Any]:
    rows = Delivery.objects.got()
    return criteria.at_least(_recent(rows, value.get("days")), value.get("times"))


def _got_lately(value: dict[str, Any]) -> QuerySet[Any]:
    rows = Delivery.objects.got().filter(mailing=int(value["mailing"]))
    return rows.filter(sent_at__gte=criteria.ago(value["days"])) if "days" in value else rows


def _left(value: dict[str, Any]) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(unsubscribed_at__isnull=False)
    return rows.filter(unsubscribed_at__gte=criteria.ago(value["days"])) if "days" in value else rows


_ONE = OfMailing(_past_mailings)
_got, _failed = _in_state(*GOT), _in_state(Delivery.State.FAILED)
_bounced = _in_state(Delivery.State.BOUNCED)
_LATELY = criteria.Parts(mailing=criteria.Part(_ONE, _("Mailing")), days=criteria.days())
_OF_ONE = {
    "got": criteria.Operator(_("was received"), _("got the mailing “%(value)s”"), _got, _ONE),
    "not_got": criteria.Operator(
        _("was not received"), _("did not get the mailing “%(value)s”"), _got, _ONE, is_negated=True
    ),
    "failed": criteria.Operator(
        _("was refused by the mail server"),
        _("could not be reached by the mailing “%(value)s”"),
        _failed,
        _ONE,
    ),
    "bounced": criteria.Operator(_("has bounced"), _("bounced for the mailing “%(value)s”"), _bounced, _ONE),
    "left": criteria.Operator(
        _("unsubscribed from it"), _("unsubscribed from the mailing “%(value)s”"), _left_by, _ONE
    ),
    "got_lately": criteria.Operator(
        _("was received in the last days"),
        _("got the mailing “%(mailing)s”%(more)s"),
        _got_lately,
        _LATELY,
    ),
    "not_got_lately": criteria.Operator(
        _("was not received in the last days"),
        _("did not get the mailing “%(mailing)s”%(more)s"),
        _got_lately,
        _LATELY,
        is_negated=True,
    ),
    **reactions.of_one(_ONE),
}
_OFTEN = criteria.Parts(times=criteria.times(), days=criteria.days())
_RECENTLY = criteria.Parts(days=criteria.days())
_OF_ALL = {
    "got": criteria.Operator(_("received any"), _("received mailings%(more)s"), _letters, _OFTEN),
    "not_got": criteria.Operator(
        _("received none"), _("did not receive any mailings%(more)s"), _letters, _OFTEN, is_negated=True
    ),
    "left": criteria.Operator(
        _("unsubscribed from one"), _("unsubscribed from a mailing%(more)s"), _left, _RECENTLY
    ),
    **reactions.of_all(),
}

app = Contribution(
    signs.rows(
        reactions.signs_of_life,
    ),
    criteria.catalogue(
        criteria.Criterion("mailing", _("Mailing"), _OF_ONE, MAILINGS),
        criteria.Criterion("mailings", _("All mailings"), _OF_ALL, MAILINGS),
    ),
)
