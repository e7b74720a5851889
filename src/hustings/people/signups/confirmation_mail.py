"""The mails on a submission: the link that confirms it, or that it counts, and the one that disowns it."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs import exactly_once
from hustings.people.signups.kinds import SubmissionKind


def send(kind: SubmissionKind, pk: int) -> bool:
    """Mail the link once, whichever worker gets here first. A failed send leaves the row unmailed."""
    unmailed = kind.rows().filter(pk=pk, mailed_at=None, confirmed_at=None)  # none: erased, or disowned
    return exactly_once.mail_once(f"{kind.name} {pk}", unmailed, lambda row: compose(kind, row).send())


def send_notice(kind: SubmissionKind, pk: int) -> bool:
    """Tell once that it counts. None: erased, taken back or disowned meanwhile."""
    untold = kind.rows().filter(pk=pk, mailed_at=None, withdrawn_at=None).exclude(confirmed_at=None)
    return exactly_once.mail_once(f"{kind.name} {pk}", untold, lambda row: compose_notice(kind, row).send())


def compose(kind: SubmissionKind, row: Any) -> EmailMultiAlternatives:
    """In the language of the form, as text and as HTML."""
    with translation.override(row.language):
        words = {**_links(kind, row), **kind.words(row), **kind.mail_words(row)}
        return mails.compose(to=row.address, subject=kind.subject(row), template=kind.mail, words=words)


def compose_notice(kind: SubmissionKind, row: Any) -> EmailMultiAlternatives:
    """The same for whoever was recognised."""
    with translation.override(row.language):
        words = _links(kind, row)
        subject = _("Confirmed: %(campaign)s") % {"campaign": words["campaign"].name}
        return mails.compose(to=row.address, subject=subject, template="signups/mails/notice", words=words)


def _links(kind: SubmissionKind, row: Any) -> dict[str, Any]:
    site, token = settings.BASE_URL, row.link_token
    return {
        "campaign": Campaign.current(), "row": row, "language": row.language,
        "link": site + reverse(f"{kind.name}:link", args=[token]),
        "not_me": site + reverse(f"{kind.name}:not_me", args=[token]),
    }  # fmt: skip
