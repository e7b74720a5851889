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
        _("By what they came"),
        {
            "campaign": Operator(
                _("the campaign in the link is"),
                _("came by a link of the campaign “%(value)s”"),
                _by(Kind.CAMPAIGN),
                Text(),
            ),
            "source": Operator(
                _("the link stood in"), _("came by a link in “%(value)s”"), _by(Kind.SOURCE), Text()
            ),
            "medium": Operator(
                _("the kind of link is"),
                _("came by a link of the kind “%(value)s”"),
                _by(Kind.MEDIUM),
                Text(),
            ),
            "content": Operator(
                _("which link it was"), _("came by the link called “%(value)s”"), _by(Kind.CONTENT), Text()
            ),
            "site": Operator(
                _("the site before was"), _("came from the site “%(value)s”"), _by(Kind.SITE), Text()
            ),
            "embed": Operator(
                _("our form stood on the site"),
                _("came by our form on the site “%(value)s”"),
                _by(Kind.EMBED),
                Text(),
            ),
            "embedded": Operator(
                _("our form stood on any other site"),
                _("came by our form on another site"),
                lambda v: Arrival.objects.filter(kind=Kind.EMBED),
            ),
            "shared": Operator(
                _("somebody had shared the link"),
                _("came by a link that somebody had shared"),
                lambda v: Arrival.objects.filter(kind=Kind.VIA),
            ),
            "unknown": Operator(
                _("nothing is known"),
                _("came by nothing that is known"),
                lambda v: Arrival.objects.all(),
                None,
                True,
            ),
        },
        CIRCLES,
    ),
)
