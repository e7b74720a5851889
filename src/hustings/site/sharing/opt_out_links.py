"""The link in a mail of thanks by which its reader ends them: signed, good for as long as we hold its row."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from hustings.foundation.campaigns.models import Campaign
from hustings.people.duplicates.merging import of_record
from hustings.site.sharing.models import Thanks


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt="hustings.site.sharing.thanks")


def address(thanks: Thanks) -> str:
    token = _signer().sign(str(thanks.pk))
    return settings.BASE_URL + reverse("share:thanks_end", args=[token])


def headers(thanks: Thanks, campaign: Campaign) -> dict[str, str]:
    """RFC 2369 and 8058: mail programs end them with one click."""
    domain = campaign.sender[1].rpartition("@")[2]
    return {
        "List-Id": f"<thanks.{domain}>",
        "List-Unsubscribe": f"<{address(thanks)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }


def named(token: str) -> tuple[Thanks | None, bool]:
    """The thanks that a link names, None where they went with their person; and whether the link is ours."""
    try:
        number = int(_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None, False
    found = Thanks.objects.select_related("person")
    row = found.filter(pk=number).first()
    if row is None and (held := of_record.put_away("sharing.thanks", number)):
        row = found.filter(person=held[0], n=held[1]["n"]).first()  # of two records of one person
    return row, True
