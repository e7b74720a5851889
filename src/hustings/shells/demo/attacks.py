"""Attacks on the fictional campaign's mail, all invented: what its guard held, and what people reported.

They are in French in every demo: it is French people who are attacked.
"""

from datetime import timedelta
from email.message import EmailMessage

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext

from hustings.foundation.accounts.models import User
from hustings.security.incidents import actions
from hustings.security.incidents.actions import bulletins
from hustings.security.incidents.guards import protected_profile
from hustings.security.incidents.models import Guard, Incident, Report, Rule
from mailguard import Envelope
from mailguard.agents.platform.fingerprints import traits
from mailguard.agents.platform.sightings import sighting

# Sender, subject, text and link of each attack, and the names of those who got it.
ATTACKS = [
    (
        "Assistance informatique <support@rives-communes-messagerie.example>",
        "Votre boîte sera fermée ce soir",
        "Bonjour,\n\nvotre boîte est pleine. Vérifiez votre mot de passe avant 18 h, sinon tout sera perdu :",
        "https://connexion.rives-communes-messagerie.example/verifier",
        ("dora", "alice", "carl", "bob"),
    ),
    (
        "Dora Valmy <dora.valmy@bureau-prive.example>",
        "Un service urgent",
        "Je suis en réunion. Achetez cinq cartes cadeaux et envoyez-moi les codes tout de suite :",
        "https://cartes-express.example/payer",
        ("carl", "bob"),
    ),
    (
        "Imprimerie du Pont <factures@imprimerie-du-pont-reglements.example>",
        "Nouvelles coordonnées bancaires, facture 20418",
        "Notre banque a changé. Réglez la facture sur le nouveau compte aujourd’hui même, détails ici :",
        "https://imprimerie-du-pont-reglements.example/iban",
        ("alice",),
    ),
]


@transaction.atomic
def fill() -> None:
    """Once: incidents of last week and this one, a rule, reports, a bulletin that waits."""
    if Guard.objects.exists():
        return
    sonia = User.objects.get(email="sonia@rives-communes.example")
    guard, _token = actions.add_guard(name="mx1", kind=Guard.Kind.MILTER, user=sonia)
    engine, own, now = protected_profile.engine(), frozenset(protected_profile.domains()), timezone.now()
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    last_week = now - timedelta(days=(timezone.localdate() - monday).days + 3)
    for number, (sender, subject, text, link, names) in enumerate(ATTACKS):
        at = now - timedelta(hours=3) if number == len(ATTACKS) - 1 else last_week + timedelta(hours=number)
        for place, name in enumerate(names):
            address = f"{name}@rives-communes.example"
            raw = _mail(sender, subject, text, link, address)
            verdict = engine.analyse(raw, Envelope(rcpt_to=(address,), received_at=at))
            seen = sighting(
                verdict, guard="mx1", kind="milter", mailboxes=(address,), at=at + timedelta(minutes=place),
                traits=traits(verdict.facts), action="quarantine", done="held",
                place={"held": f"demo-{number}-{place}"}, opened=place == 0,
            )  # fmt: skip
            actions.take_in(seen=[seen], guard=guard, contents={seen.id: raw}, own=own)
    first = Incident.objects.order_by("pk").first()
    carl = User.objects.get(email="carl@rives-communes.example")
    actions.report(user=carl, raw=_mail(*ATTACKS[0][:4], "carl@rives-communes.example"), way="page")
    Report.objects.update(is_named=True)
    if first:
        Incident.objects.filter(pk=first.pk).update(outcome="attack", closed_at=now, closed_by=sonia)
    actions.rule(
        deed=Rule.Deed.BLOCK, kind=Rule.Kind.HOST, value="rives-communes-messagerie.example",
        reason=pgettext("demo", "Imitates our webmail"), until=now + timedelta(days=60), user=sonia,
        incident=first,
    )  # fmt: skip
    bulletins.draft()


def _mail(sender: str, subject: str, text: str, link: str, to: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Message-ID"] = f"<{len(subject)}.{to.partition('@')[0]}@mail.example>"
    made.set_content(f"{text}\n\n{link}\n")
    made.add_alternative(
        f'<p>{text}</p><p><a href="{link}">https://webmail.rives-communes.example</a></p>', subtype="html"
    )
    return bytes(made)
