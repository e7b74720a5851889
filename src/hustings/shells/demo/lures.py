"""Decoys of the fictional campaign: some laid out, one that somebody came upon."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from hustings.foundation.accounts.models import User
from hustings.security.decoys import actions, alarms
from hustings.security.decoys.models import Decoy
from hustings.shells.demo import texts

DOMAIN = "rives-communes.example"
TRIES = 37
PLACES = [
    pgettext_lazy("demo", "notes in the treasurer’s mailbox"),
    pgettext_lazy("demo", "the shared drive, folder Accounts"),
    pgettext_lazy("demo", "the team’s wiki"),
]


@transaction.atomic
def fill() -> None:
    """Three people, log-ins, a document in copies, and two alarms; once."""
    if Decoy.objects.exists():
        return
    sonia: User = User.objects.get(email=f"sonia@{DOMAIN}")
    spoken, places = texts.language(), list(map(str, PLACES))
    decoys = actions.invent_people(
        n=len(places), domain=DOMAIN, language="fr", user=sonia, posts_in=spoken
    )  # their names are French, whatever their work is called
    logins = [
        actions.add_login(decoy=decoy, place=place, user=sonia)
        for decoy, place in zip(decoys, places, strict=True)
    ]
    title, ready = pgettext("demo", "Access to our tools"), actions.ready("access", spoken)
    paper = actions.write_document(title=title, language=spoken, text_=ready, user=sonia)
    for place, format_ in zip(places, ["docx", "pdf", "xlsx"], strict=True):
        actions.make_copy(document=paper, format_=format_, place=place, user=sonia, decoy=decoys[0])
    began = timezone.now() - timedelta(hours=9)
    for n in range(TRIES):
        at = began + timedelta(minutes=12 * n)
        use = alarms.Use(at, "203.0.113.24", "Mozilla/5.0 (X11; Linux x86_64)", "HQ")
        alarms.login_used(logins[0].login, use)
