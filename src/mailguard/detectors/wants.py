"""Wants of a message, told by the words that say them: a detector for each, all alike."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Detect, Detector, Evidence, found, registry

# The detector, the rule of ``data/intents.toml`` that hears it, and what it means.
_WANTS = {
    "asks_for_code": ("code_request", "It asks for a code that only its owner should see."),
    "asks_for_data": ("data_request", "It asks for a list of people."),
    "asks_for_errand": ("errand", "It opens with a small favour, as confidence tricks do."),
    "asks_for_gift_cards": ("gift_card", "It asks for gift cards."),
    "asks_for_other_channel": (
        "channel_move",
        "It wants to go on by telephone or a messenger, where nothing is checked.",
    ),
    "asks_for_password": ("password", "It asks the reader to sign in or to confirm an account."),
    "asks_for_payment": ("payment", "It asks for a payment."),
    "asks_for_secrecy": ("secrecy", "It asks for secrecy, or says that calling back is not possible."),
    "asks_to_call": ("callback", "It wants the reader to call a number about a charge."),
    "asks_to_change_account": ("bank_change", "It asks to pay to another bank account."),
    "extorts": ("extortion", "It threatens to publish something unless it is paid."),
    "lures_to_document": ("document_lure", "It asks to open a shared document or a message elsewhere."),
    "lures_with_delivery": ("delivery_lure", "It speaks of a parcel that could not be delivered."),
    "offers_business": ("investment", "It offers business that nobody asked for."),
    "presses_for_time": ("urgency", "It presses for time."),
    "promises_prize": ("prize", "It promises money or a gift."),
    "pushes_attachment": ("attachment_push", "It urges the reader to open what is attached."),
    "speaks_for_authority": ("authority", "It speaks in the name of an authority."),
    "speaks_of_invoice": ("invoice", "It speaks of an invoice."),
    "threatens_account": ("account_threat", "It threatens that an account or access will be lost."),
}


def _wanted(rule: str) -> Detect:
    def detect(facts: Facts) -> Iterator[Evidence]:
        want = facts.insight.wanted(rule)
        if want.n and not facts.bulk.is_list:
            yield found("It says “{words}”.", want.strength, words=facts.insight.quote(want))

    return detect


registry.update({name: Detector(name, says, _wanted(rule)) for name, (rule, says) in _WANTS.items()})
