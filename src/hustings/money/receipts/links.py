"""Links in mails that open one receipt, for some weeks; no row is kept for them."""

from datetime import timedelta

from django.core import signing

from hustings.foundation.campaigns import mails
from hustings.money.receipts.models import Receipt

LIFE = timedelta(days=60)
_signer = signing.TimestampSigner(sep=".", salt="hustings.money.receipts.link")


def token(row: Receipt) -> str:
    return _signer.sign(str(row.pk))


def url(row: Receipt) -> str:
    """Whole address, in the language of the moment."""
    return mails.link("own_receipts:link", token(row))


def read(token: str) -> Receipt | None:
    """The receipt of a link; None where it is none of ours, or too old, or the person is gone."""
    try:
        pk = int(_signer.unsign(token, max_age=LIFE))
    except (signing.BadSignature, ValueError):
        return None
    return Receipt.objects.filter(pk=pk, person__isnull=False).select_related("series__books").first()
