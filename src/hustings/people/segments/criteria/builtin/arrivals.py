"""Criteria about arrivals: the words in the link's address, the site before, somebody's link."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.persons.models import Arrival
from hustings.people.segments.criteria.builtin.circles import CIRCLES
from hustings.people.segments.criteria.kinds import Text
from hustings.people.segments.criteria.model import Criterion, Operator

Kind = Arrival.Kind


def _by(kind: Kind) -> Callable[[str], QuerySet[Any]]:
    return lambda word: Arrival.objects.filter(kind=kind, word=fold(word)[:60])


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "arrival",
        _("How they came"),
        {
            "campaign": Operator(
                _("campaign of the link is"),
                _("came through a link of the campaign “%(value)s”"),
                _by(Kind.CAMPAIGN),
                Text(),
            ),
            "source": Operator(
                _("link was in"), _("came through a link in “%(value)s”"), _by(Kind.SOURCE), Text()
            ),
            "medium": Operator(
                _("kind of link is"),
                _("came through a link of the type “%(value)s”"),
                _by(Kind.MEDIUM),
                Text(),
            ),
            "content": Operator(
                _("link is"), _("came through the link “%(value)s”"), _by(Kind.CONTENT), Text()
            ),
            "site": Operator(
                _("referring site is"), _("came from the site “%(value)s”"), _by(Kind.SITE), Text()
            ),
            "embed": Operator(
                _("our form was on the site"),
                _("came through our form on the site “%(value)s”"),
                _by(Kind.EMBED),
                Text(),
            ),
            "embedded": Operator(
                _("our form was on any other site"),
                _("came through our form on another site"),
                lambda v: Arrival.objects.filter(kind=Kind.EMBED),
            ),
            "shared": Operator(
                _("link was shared by someone"),
                _("came through a link shared by someone"),
                lambda v: Arrival.objects.filter(kind=Kind.VIA),
            ),
            "unknown": Operator(
                _("is unknown"),
                _("came from an unknown source"),
                lambda v: Arrival.objects.all(),
                None,
                True,
            ),
        },
        CIRCLES,
    ),
)
