"""Take signatures out as a file: written down as every export of people is."""

import logging
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import packed_keys
from hustings.foundation.lib.text import csvs
from hustings.people.persons.access import masking
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import EXPORT_PEOPLE
from hustings.people.privacy.actions.exports import Exported, Hidden, mark
from hustings.people.privacy.models import Export
from hustings.site.petitions import export_rows, proof
from hustings.site.petitions.models import Petition, Signature
from mailguard import chain as program

log = logging.getLogger(__name__)


OF_ALL = frozenset({"summary", "chain", "program"})


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
        raise Hidden(_("Contact details are hidden: choose “Show for one hour” first."))
    if format in OF_ALL and not access.everywhere(user, EXPORT_PEOPLE):
        raise OfTheWhole(_("Only people who may export everyone can export the summary and the chain."))
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
    keys, told = packed_keys.Keys(), mark(row)
    if format in OF_ALL:
        Export.objects.filter(pk=row.pk).update(n_people=0)
    if format == "chain":
        return proof.signatures.register(petition.pk)
    if format == "program":
        return iter([Path(program.__file__).read_bytes()])
    if format == "summary":
        return iter(["".join(csvs.lines(export_rows.summary(petition, told), bom=True)).encode()])
    exported = Exported(row, export_rows.rows(found, told, keys), keys)
    if format == "csv":
        return exported.csv(export_rows.HEADER, delimiter=",", bom=True)
    last = (_("Summary"), lambda: export_rows.summary(petition, told))
    is_whole = access.everywhere(user, EXPORT_PEOPLE)
    return exported.xlsx(export_rows.HEADER, name=_("Signatures"), last=last if is_whole else None)
