"""Words of a mandate of direct debit, which its payer reads before and keeps after."""

from django.utils.translation import gettext as _

from hustings.money.payments.models import Channel, Mandate


def lines(channel: Channel, mandate: Mandate | None = None) -> list[str]:
    """In the language of the moment; with its reference once it is signed."""
    books = channel.books
    address = " ".join(books.agent_address.split())
    about = f"{books.agent}, {address}" if address else books.agent
    said = [
        _(
            "By giving by direct debit you sign this mandate: you authorise %s to send instructions to your"
            " bank to debit your account, and your bank to debit it in accordance with them."
        )
        % books.agent,
        _(
            "You are entitled to a refund from your bank under the terms of your agreement with it. Claim it"
            " within 8 weeks from the day on which your account was debited."
        ),
        _("Creditor: %s") % about,
    ]
    if identifier := channel.settings.get("creditor_id"):
        said.append(_("SEPA creditor identifier: %s") % identifier)
    if mandate:
        said.append(_("Reference of the mandate: %s") % mandate.reference)
    return said
