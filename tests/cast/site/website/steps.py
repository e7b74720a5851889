"""What readers do on the demonstration's site beside reading: in both languages, right and wrong."""

from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone

from hustings.foundation.lib import embeds
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import delivery_tokens
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Person
from hustings.site.embeds import kinds
from hustings.site.representatives.models import Appeal, AppealPage, Representative, Sending, Voice
from hustings.site.sharing import opt_out_links
from hustings.site.sharing.models import Thanks
from tests.cast.people import submissions
from tests.cast.site.website import walking, whole

WORDS = {
    "fr": "Ma voisine a refusé un poste à trente kilomètres, faute de train après dix-huit heures, et notre"
    " médecin ne reçoit plus que ceux qui ont une voiture.",
    "en": "My neighbour turned down a job thirty kilometres away because no train runs after six, and our"
    " doctor now sees only those of us who own a car.",
}


def write(walk: walking.Walk, code: str) -> None:
    """To a representative: a letter and a call wrong and right, the link, taken back, disowned."""
    appeal = Appeal.objects.get()
    page = str(AppealPage.objects.get(appeal=appeal, locale__language_code=code).url)
    send = reverse("appeals:voices", args=[appeal.pk])
    who = {
        "given_name": "Ida", "family_name": "Lorvic", "email": f"{code}.ida@example.org",
        "postcode": whole.REPRESENTED, "way": "letter",
    }  # fmt: skip
    shown = walking.hidden(walk.html[page]) | who
    second = {**shown, "step": "2", "about": "Trains", "text": WORDS[code]}
    to = Representative.objects.get(zone__code=whole.SEAT).pk
    for name, typed, status in [
        ("wrong", {**shown, "email": "ida@"}, 422),
        ("strange", who, 410),
        ("stale", {**second, "way": "visit"}, 410),
        ("second", shown, 200),
        ("nobody", {**second, "text": "Short."}, 422),
        ("call", {**shown, "way": "call"}, 200),
        ("silent", {**shown, "way": "call", "step": "2"}, 422),
    ]:
        walk.take(f"{send}?{name}", walk.client.post(send, typed), status)
    walk.follow(walk.client.post(send, {**second, "to": [to]}))
    voice = Voice.objects.latest("pk")
    Appeal.objects.update(sending=Sending.OWN)
    walk.take(f"{send}?own", walk.client.post(send, {**second, "to": [to]}))
    Appeal.objects.update(sending=Sending.SERVER, closes_at=appeal.opens_at)
    walk.take(f"{send}?closed", walk.client.post(send, second), 410)
    Appeal.objects.update(closes_at=None)
    where = reverse("appeals:link", args=[voice.link_token])
    walk.confirm_and_disown(where, voice, lambda row: submissions.withdraw(row))
    nothing = reverse("appeals:link", args=["no"])
    walk.take(nothing, walk.client.get(nothing), 404)


def see_frames(walk: walking.Walk) -> None:
    """What stands in other sites' pages: one thing of each kind, and where its form leads."""
    for kind in embeds.kinds.all():
        where = kinds.path_of(next(iter(kind.listed())))
        walk.through([where, f"{where}sent/"])
        if "<form" in walk.html[where]:
            typed = walking.hidden(walk.html[where]) | {"email": "ida@"}
            walk.take(f"{where}?wrong", walk.client.post(where, typed), 422)


def leave(walk: walking.Walk, code: str) -> None:
    """By the links in a letter and in a mail of thanks."""
    ida = Person.objects.filter(emails__address="ida1@example.org").get()
    ida.language = code
    ida.save()
    mailing = Mailing.objects.create(name=f"Letter {code}", content=[])
    letter = Delivery.objects.create(mailing=mailing, person=ida, address="ida1@example.org", state="sent")
    thanks = Thanks.objects.create(person=ida, n={"fr": 1, "en": 5}[code], sent_at=timezone.now())
    unsubscribing = reverse("unsubscription", args=[delivery_tokens.make(letter.pk)])
    ends = urlsplit(opt_out_links.address(thanks)).path
    walk.through([unsubscribing, reverse("why_this_letter", args=[delivery_tokens.make(letter.pk)]), ends])
    for where, deeds in [
        (unsubscribing, ["unsubscribe", "resubscribe", "no_measuring", "own_page", "not_me"]),
        (ends, ["end", "again", "end_news"]),
    ]:
        for deed in deeds:
            walk.take(f"{where}?{deed}", walk.client.post(where, {"deed": deed}))
        walk.take(f"{where}?strange", walk.client.post(where, {"deed": "dance"}), 400)
