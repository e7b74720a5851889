"""Decoys of the fictional campaign: some laid out, one that somebody came upon."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation

from hustings.foundation.accounts.models import User
from hustings.security.decoys import actions, alarms
from hustings.security.decoys.models import Decoy

DOMAIN = "rives-communes.example"
TRIES = 37


@transaction.atomic
def fill() -> None:
    """Three people, log-ins, a document in copies, and two alarms; once."""
    if Decoy.objects.exists():
        return
    sonia: User = User.objects.get(email=f"sonia@{DOMAIN}")
    with translation.override("fr"):
        decoys = actions.invent_people(n=3, domain=DOMAIN, language="fr", user=sonia)
        places = [
            "notes dans la boîte de la trésorière",
            "le disque partagé, dossier Comptes",
            "le wiki de l’équipe",
        ]
        logins = [
            actions.add_login(decoy=decoy, place=place, user=sonia)
            for decoy, place in zip(decoys, places, strict=True)
        ]
        paper = actions.write_document(
            title="Accès aux outils", language="fr", text_=actions.ready("access", "fr"), user=sonia
        )
        for place, format_ in zip(places, ["docx", "pdf", "xlsx"], strict=True):
            actions.make_copy(document=paper, format_=format_, place=place, user=sonia, decoy=decoys[0])
    began = timezone.now() - timedelta(hours=9)
    for n in range(TRIES):
        at = began + timedelta(minutes=12 * n)
        use = alarms.Use(at, "203.0.113.24", "Mozilla/5.0 (X11; Linux x86_64)", "HQ")
        alarms.login_used(logins[0].login, use)
