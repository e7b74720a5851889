"""Take signatures out as a file: written down as every export of people is."""

import logging
from collections.abc import Iterator

from django.utils.translation import gettext as _

from hustings.accounts import access
from hustings.accounts.models import User
from hustings.lib import csvs
from hustings.people import masking, packed
from hustings.people.actions.exports import Exported, Hidden, mark
from hustings.people.models import Export
from hustings.people.refusals import Refused
from hustings.people.rights import EXPORT_PEOPLE
from hustings.petitions import exporting, proof
from hustings.petitions.models import Petition, Signature

log = logging.getLogger(__name__)


OF_ALL = frozenset({"summary", "chain"})


class OfTheWhole(Refused):
    """The summary and the chain speak of all signatures."""


def export(
    *,
    petition: Petition,
    user: User,
    format: str,  # noqa: A002 - what everybody calls it
    reason: str = "",
) -> Iterator[bytes]:
    """The confirmed signatures that ``user`` may export, or the summary of all."""
    if masking.hides(user):
        raise Hidden(_("Contact data is hidden from you: show it for a while first."))
    if format in OF_ALL and not access.everywhere(user, EXPORT_PEOPLE):
        raise OfTheWhole(_("The summary and the chain are for those who may export everybody."))
    found = Signature.objects.filter(petition=petition).confirmed().visible_to(user, EXPORT_PEOPLE)
    proof.seal(petition.pk)
    row = Export.objects.create(
        user=user,
        people=(_("petition “%(title)s”") % {"title": petition})[:200],
        columns=["petition"],
        format=format,
        reason=reason[:200],
    )
    log.info("signatures exported petition=%s user=%s export=%s", petition.pk, user.pk, row.pk)
    keys, told = packed.Keys(), mark(row)
    if format in OF_ALL:
        Export.objects.filter(pk=row.pk).update(n_people=0)
    if format == "chain":
        return exporting.chain(petition)
    if format == "summary":
        return iter(["".join(csvs.lines(exporting.summary(petition, told), bom=True)).encode()])
    exported = Exported(row, exporting.rows(found, told, keys), keys)
    if format == "csv":
        return exported.csv(exporting.HEADER, delimiter=",", bom=True)
    last = (_("Summary"), lambda: exporting.summary(petition, told))
    is_whole = access.everywhere(user, EXPORT_PEOPLE)
    return exported.xlsx(exporting.HEADER, name=_("Signatures"), last=last if is_whole else None)
