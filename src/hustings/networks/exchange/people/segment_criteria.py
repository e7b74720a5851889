"""Criteria of segments: who takes part in the exchange, asks, offers, met."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.networks.exchange.models import Match, Member, Outcome, Post
from hustings.people.segments import criteria

GROUP = _("Exchange")


def _asking(value: Any) -> QuerySet[Any]:
    return Member.objects.filter(posts__in=Post.objects.live().asks())


def _offering(value: Any) -> QuerySet[Any]:
    return Member.objects.filter(posts__in=Post.objects.live().offers())


def _met(value: Any) -> QuerySet[Any]:
    met = Match.objects.filter(outcome=Outcome.MET)
    return Member.objects.filter(posts__matches__in=met) | Member.objects.filter(posts__offered__in=met)


part = criteria.catalogue(
    criteria.Criterion(
        "exchange",
        _("Exchange"),
        {
            "is": criteria.Operator(
                _("they take part"), _("take part in the exchange"), lambda value: Member.objects.live()
            ),
            "is_not": criteria.Operator(
                _("they don’t take part"), _("don’t take part in the exchange"),
                lambda value: Member.objects.live(), is_negated=True,
            ),
            "asks": criteria.Operator(_("they ask"), _("ask in the exchange"), _asking),
            "offers": criteria.Operator(_("they offer"), _("offer in the exchange"), _offering),
            "met": criteria.Operator(_("they met someone"), _("met someone through the exchange"), _met),
        },
        GROUP,
    ),
)  # fmt: skip
