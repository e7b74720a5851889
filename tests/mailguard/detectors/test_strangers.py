"""Who asks for what: demands, documents and authority from people whom nobody knows."""

import pytest

from mailguard.engine import Engine
from mailguard.facts import Authentication, Bulk, Dmarc, Relation
from mailguard.profile import Insider, Partner, Profile
from mailguard.verdict import Action
from tests.mailguard.maker import facts, fires, strength

TEAM = Profile(
    domains=("valbrune.example",),
    insiders=(Insider("Alice Aubrac", ("alice@valbrune.example",)),),
    partners=(Partner("Imprimerie Lorne", ("lorne.example",)),),
)
LIST = "Please send me the full donor list today."


def test_a_stranger_who_asks_for_a_list_of_people_is_seen():
    assert fires("request_from_stranger", facts(LIST, profile=TEAM))
    assert fires("request_from_stranger", facts("Envoyez-moi le fichier des adhérents.", profile=TEAM))


@pytest.mark.parametrize(
    "values",
    [
        {"author": "Alice Aubrac <alice@valbrune.example>"},
        {"author": "Lorne <devis@lorne.example>"},
        {"relation": Relation(has_history=True, n_sent=4, n_received=9)},
        {"bulk": Bulk(unsubscribe=("https://stranger.example/u",))},
    ],
)
def test_people_who_are_known_may_ask(values):
    assert not fires("request_from_stranger", facts(LIST, profile=TEAM, **values))


def test_two_demands_are_surer_than_one_and_a_free_mailbox_than_none():
    one = facts("Can you settle the invoice today?", profile=TEAM)
    two = facts("Can you settle the invoice today? Keep this between us.", profile=TEAM)
    assert strength("request_from_stranger", two) > strength("request_from_stranger", one)
    assert strength("request_from_stranger", facts(LIST)) < strength(
        "request_from_stranger", facts(LIST, profile=TEAM)
    )


@pytest.mark.parametrize(
    "author",
    ["Commission nationale des comptes <avis@comptes-controle.example>", "Tax Office <refund@gmail.com>"],
)
def test_an_authority_writes_from_its_own_address(author):
    assert fires("authority_claimed", facts("Please reply.", author=author))


@pytest.mark.parametrize(
    "author",
    [
        "Préfecture du Rhône <elections@rhone.gouv.fr>",
        "Electoral Commission <info@elections.gov.uk>",
        "Camille Tribunat <camille@stranger.example>",
    ],
)
def test_an_authoritys_own_mail_is_left_alone(author):
    assert not fires("authority_claimed", facts("Please reply.", author=author))


def test_a_strangers_document_on_an_unknown_site_is_seen():
    text = "I have shared a document with you, please view the document."
    away, home = ("https://files.evil.example/d",), ("https://www.stranger.example/d",)
    known = Relation(has_history=True, n_sent=2)
    assert fires("document_from_stranger", facts(text, links=away))
    assert not fires("document_from_stranger", facts(text, links=home))
    assert not fires("document_from_stranger", facts("See our programme.", links=away))
    assert not fires("document_from_stranger", facts(text, links=away, relation=known))


def test_a_strangers_bank_account_is_seen():
    text = "Please refund it by transfer to FR76 3000 6000 0112 3456 7890 189, it is urgent."
    assert fires("account_from_stranger", facts(text, profile=TEAM))
    assert not fires("account_from_stranger", facts(text, profile=TEAM, author="Lorne <devis@lorne.example>"))
    assert not fires("account_from_stranger", facts("The account is in the folder.", profile=TEAM))
    free = facts(text, author="Ada <ada@gmail.com>", profile=TEAM)
    assert strength("account_from_stranger", free) > strength(
        "account_from_stranger", facts(text, profile=TEAM)
    )


def test_a_number_in_a_bill_sent_through_a_payment_service_is_seen():
    note = "A seller sent you a bill. If you do not recognise it, dial 01 86 55 01 71."
    service = "PayPal <service@paypal.com>"
    assert fires("call_from_stranger", facts(note, author=service, profile=TEAM))
    assert not fires("provider_verified", facts(note, author=service, profile=TEAM))
    own = "You paid 12 euros. Our desk is on 01 86 55 01 71."
    assert not fires("call_from_stranger", facts(own, author=service, profile=TEAM))


def test_a_costly_number_to_call_is_an_alarm_of_its_own():
    text = "Rappelez le {} dès que possible."
    past = Relation(has_history=True, n_known=400)
    assert fires("call_from_stranger", facts(text.format("08 99 70 01 02"), profile=TEAM, relation=past))
    assert not fires("call_from_stranger", facts(text.format("01 86 55 01 02"), profile=TEAM, relation=past))


@pytest.mark.parametrize(
    "text",
    [
        "Your package waits at customs, settle the charges: https://customs-desk.example/p",
        "Please upload a copy of your passport: https://customs-desk.example/p",
    ],
)
def test_a_small_fee_and_papers_are_bait(text):
    past = Relation(has_history=True, n_known=400)
    link = ("https://customs-desk.example/p",)
    assert fires("lure_from_stranger", facts(text, links=link, profile=TEAM, relation=past))
    assert not fires(
        "lure_from_stranger", facts("Your package has arrived.", links=link, profile=TEAM, relation=past)
    )


def test_blackmail_needs_nothing_to_click():
    text = "Stand down from the hustings and the recordings stay in my drawer."
    assert fires("threat_from_stranger", facts(text, profile=TEAM))
    assert not fires("no_hook", facts(text, profile=TEAM))
    assert fires("no_hook", facts("See you on Sunday.", profile=TEAM))


def test_machines_ask_for_nothing():
    assert not fires(
        "request_from_stranger", facts(LIST, profile=TEAM, author="Shop <no-reply@shop.example>")
    )


def test_our_own_domain_as_bait_is_seen():
    text = "The domain valbrune.example expires today. Renew it to avoid losing the name."
    assert fires("our_domain_named", facts(text, profile=TEAM))
    assert not fires("our_domain_named", facts(text, profile=TEAM, author="Lorne <devis@lorne.example>"))
    assert not fires("our_domain_named", facts("I like valbrune.example, bravo!", profile=TEAM))
    assert not fires("our_domain_named", facts("Your parcel expires. To bob@valbrune.example", profile=TEAM))


def test_a_service_may_write_in_a_colleagues_name():
    shared = facts(
        "Alice Aubrac shared a file.",
        author="Alice Aubrac via DocuSign <dse@eumail.docusign.net>",
        profile=TEAM,
    )
    stranger = facts(
        "Alice Aubrac shared a file.", author="Alice Aubrac <alice.aubrac@gmail.com>", profile=TEAM
    )
    assert strength("insider_name_elsewhere", shared) < 0.3 < strength("insider_name_elsewhere", stranger)


@pytest.mark.parametrize(
    "text",
    [
        "Please replace your MX record with ours before Thursday.",
        "Créez une règle de redirection de toutes les boîtes vers cette adresse.",
        "Your phone shows approval requests this afternoon: accept them all.",
        "What is a private address at which she is at home?",
        "À quelle adresse personnelle pouvons-nous livrer ?",
    ],
)
def test_a_stranger_who_asks_for_a_way_in_is_seen(text):
    assert strength("request_from_stranger", facts(text, profile=TEAM)) >= 0.7


def test_who_gave_may_have_the_receipts():
    assert not fires(
        "request_from_stranger", facts("I gave twice on Sunday. Could I have the receipts?", profile=TEAM)
    )


def test_an_acknowledgement_that_leads_nowhere_weighs_less_than_one_with_a_link():
    author = "Préfecture du Val <no-reply@prefecture-val.example>"
    alone = facts("Votre demande est enregistrée.", author=author)
    led = facts("Votre demande est enregistrée.", author=author, links=("https://val.example/s",))
    assert strength("authority_claimed", alone) < strength("authority_claimed", led)


PAST = Relation(has_history=True, n_known=400)
PROVEN = Authentication(dmarc=Dmarc(result="pass"))


def _bill(more="", author="Coaches of Lorne <office@coaches.example>", proof=PROVEN):
    text = f"Invoice 114 for the coach, 380 euros. {more} FR76 3000 6000 0112 3456 7890 189"
    return facts(text, author=author, profile=TEAM, relation=PAST, authentication=proof)


@pytest.mark.parametrize("more", ["", "Please pay by Friday.", "Alice booked it."])
def test_a_new_suppliers_first_bill_is_warned_of_and_not_kept_back(more):
    verdict = Engine().judge(_bill(more))
    assert verdict.action == Action.WARN
    assert "account_from_stranger" in {signal.name for signal in verdict.signals}


@pytest.mark.parametrize(
    "bill",
    [
        _bill("Our bank account has changed, please use the new one."),
        _bill("This is our second reminder, the invoice is overdue."),
        _bill("Keep this between us."),
        _bill(author="Lorne <coaches.lorne@gmail.com>"),
    ],
)
def test_a_bill_that_tells_more_than_an_account_is_kept_back(bill):
    assert Engine().judge(bill).action == Action.QUARANTINE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call (+33) 6 12 34 56 78 today", "(+33) 6 12 34 56 78"),
        ("Call +(33) 6 12 34 56 78 today", "(33) 6 12 34 56 78"),
        ("Call ((020) 7946 0018", "(020) 7946 0018"),
        ("Call us:+4420 7946 0018.", "+4420 7946 0018"),
        ("612345678", "612345678"),
        ("Room 12, floor 3", ""),
    ],
)
def test_a_number_is_told_with_the_signs_before_it(text, number):
    assert facts(text).insight.telephone == number
