"""Mails about receipts: with a link to the document, never the document, which tells where somebody lives."""

from django.utils import translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.lib.formats import money
from hustings.money.receipts import links
from hustings.money.receipts.models import Receipt


def issued(row: Receipt) -> None:
    """That it is there, and which one it replaces."""
    with translation.override(row.language):
        said = {"number": row.number, "amount": money.shown(row.total, row.currency)}
        lines = [_("Thank you for your donation of %(amount)s. Your receipt %(number)s is ready.") % said]
        if row.replaces:
            lines.append(_("It replaces receipt %s, which is no longer valid.") % row.replaces.number)
        words = Words(
            _("Your receipt %(number)s") % said, lines, _("Open the receipt"), links.url(row),
            [_("The link works for %d days. Later, you find the receipt on your page.") % links.LIFE.days],
        )  # fmt: skip
        mails.message(row.email, words).send()


def voided(row: Receipt) -> None:
    """That it counts no more, and that no other one takes its place."""
    with translation.override(row.language):
        said = {"number": row.number, "amount": money.shown(row.total, row.currency)}
        lines = [_("Receipt %(number)s for %(amount)s is no longer valid: please don’t use it.") % said]
        words = Words(_("Receipt %(number)s is void") % said, lines, notes=[row.get_why_void_display()])
        mails.message(row.email, words).send()
