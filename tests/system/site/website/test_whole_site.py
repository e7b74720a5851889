"""Every page that readers meet on the demonstration's site: valid, whole, in both languages."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.models import Max
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from wagtail.models import Page

from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person, RecruitLink
from hustings.people.selfservice import page_links
from hustings.people.selfservice.models import PageWish
from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import stamp
from hustings.shells.demo.site import build_site
from hustings.site.candidates.models import Candidacy
from hustings.site.forms.models import Questionnaire
from hustings.site.petitions.models import Petition, PetitionPage, Signature
from hustings.site.sharing import rotation
from hustings.site.website.models import (
    FactCheckPage,
    HomePage,
    Maintenance,
    NewsPage,
    PressKitPage,
    ProposalPage,
    TeamPage,
)
from hustings.site.website.serving import site_cache
from tests.cast.people import submissions
from tests.cast.site.website import steps, walking, whole

pytestmark = pytest.mark.django_db
MOST_QUESTIONS = 11
STARTS = ["/", "/fr/", "/en/", "/sitemap.xml", "/robots.txt"]
ALIKE = {"/shared/": 3, "/fr/candidats/": 4, "/en/candidates/": 4} | {
    f"/{code}/consultations/{part}": n
    for code in ("fr", "en")
    for part, n in (("items/", 15), ("questions/", 3), ("texts/", 8), ("", 40))
}
# In HQ: htmx's attributes, Wagtail's choosers, and the roles that tables keep where a phone shows their rows
# as blocks, by which browsers would take them for no tables.
WAGTAILS = r"Attribute “hx-|chooser__image|id_logo|“role” attribute must not be used on a “t[rhd]”"
OURS = {  # and whether a page is of one
    "website_hq:audience": False, "website_hq:look": False, "petitions_hq:list": False,
    "petitions_hq:petition": True, "petitions_hq:signatures": True, "petitions_hq:review": True,
    "forms:form": True, "forms:results": True, "candidates:candidates": False,
    "candidates:candidate": True,
}  # fmt: skip


def test_every_page_of_the_demo_site_is_valid_and_leads_somewhere(
    dora: User, settings: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(stamp, "TOO_FAST", 0)
    caches["renditions"].clear()  # of other tests' pictures
    whole.build(dora)
    walk = walking.Walk(Client(), ALIKE)
    walk.through(STARTS)
    pages = {path: page.translation_key for path, page in published().items()}
    assert pages.keys() <= walk.seen, "not all pages are led to"
    french, english = ({key for path, key in pages.items() if path[:4] == at} for at in ("/fr/", "/en/"))
    assert french == english and len(french) * 2 == len(pages)
    for code in ("fr", "en"):
        with translation.override(code):
            _sign_up(walk, code)
            _sign(walk, code)
            _answer(walk, code)
            steps.write(walk, code)
            steps.see_frames(walk)
            steps.leave(walk, code)
            _own_page(walk, code)
            _closed_doors(walk, code)
    staff = walking.Walk(Client())
    staff.client.force_login(dora)
    _headquarters(staff)
    faults = walk.faults + staff.faults
    faults += walking.invalid(walk.html | staff.html, tmp_path, WAGTAILS)
    assert not faults, "\n".join(faults)
    _few_questions(walk.client, [path for path in walk.seen & pages.keys() if path[:4] == "/en/"])
    _built_again()


def published() -> dict[str, Page]:
    """All pages by their addresses."""
    return {page.url: page for page in Page.objects.live().order_by("path") if page.url}


def _few_questions(client: Client, paths: Iterable[str]) -> None:
    """A page that is not in memory asks the database ten times at most, however much it lists."""
    _many_of_everything()
    site_cache.forget()
    rotation.forget()
    caches["renditions"].clear()
    for first in ("/fr/", "/en/", *list(paths)[:1]):
        client.get(first, {"x": "1"})  # what surrounds all pages is read, as it is once for each edition
    much = {}
    for path in paths:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path, {"x": "1"}).status_code == 200  # with a question it is written anew
        if len(asked) > MOST_QUESTIONS:
            much[path] = [each["sql"][-300:] for each in asked]
    assert not much, "\n".join(f"{path}: {len(sql)}\n  " + "\n  ".join(sql) for path, sql in much.items())


def _many_of_everything() -> None:
    """Thirty pieces of news, proposals, claims checked, members of the team and pictures for the press."""
    for model in (NewsPage, ProposalPage, FactCheckPage):
        first = model.objects.filter(locale__language_code="en").first()
        fields = {each.attname for each in model._meta.local_concrete_fields} - {"page_ptr_id"}
        for number in range(model.objects.filter(locale=first.locale).count(), 30):
            more = {name: getattr(first, name) for name in fields}
            made = model(title=f"{first.title} {number}", slug=f"more-{number}", locale=first.locale, **more)
            first.get_parent().add_child(instance=made)
    team, kit = TeamPage.objects.last(), PressKitPage.objects.last()
    raw = team.groups.raw_data[0]
    raw["value"]["members"] = raw["value"]["members"] * 10
    team.groups = team.groups.stream_block.to_python([raw])
    kit.pictures = kit.pictures.stream_block.to_python(list(kit.pictures.raw_data) * 10)
    for page in (team, kit):
        page.save()


def _built_again() -> None:
    """A second start of the demonstration leaves the pages as they are, also where somebody wrote on them."""
    french = HomePage.objects.get(locale__language_code="fr")
    french.slogan = "Édité."
    french.save_revision().publish()
    before = list(Page.objects.order_by("pk").values("pk", "title", "latest_revision"))
    build_site()
    assert list(Page.objects.order_by("pk").values("pk", "title", "latest_revision")) == before
    assert HomePage.objects.get(pk=french.pk).slogan == "Édité."


def _sign_up(walk: walking.Walk, code: str) -> None:
    """The form wrong and right, and what its mail leads to."""
    send = reverse("website:sign_ups")
    shown = walking.hidden(walk.html[f"/{code}/"])
    walk.take(f"{send}?wrong", walk.client.post(send, {**shown, "email": "ida@", "phone": "1"}), 422)
    typed = {"given_name": "Ida", "email": f"{code}@example.org", "postcode": "30000"}
    walk.follow(walk.client.post(send, {**shown, **typed}))
    made = SignUp.objects.latest("pk")
    where = reverse("sign_ups:link", args=[made.link_token])
    walk.through([where])
    walk.take(f"{where}?confirmed", walk.client.post(where, follow=True))
    walk.take(f"/{code}/sign-ups/no/", walk.client.get(reverse("sign_ups:link", args=["no"])), 404)
    link = RecruitLink.objects.create(person=Person.objects.filter(given_name="Ida").first())
    walk.through([reverse("website:invitation", args=[link.token])])
    for words in ("", "Nîmes", "zzzz"):
        walk.through(
            [f"{reverse('website:search')}?q={words}", f"{reverse('candidates_public:find')}?q={words}"]
        )


def _sign(walk: walking.Walk, code: str) -> None:
    """A petition: the form wrong and right, the link of the mail, disowned and taken back."""
    petition = Petition.objects.filter(delivered_at=None).get()
    page = petition_page(petition, code)
    send = reverse("petitions:signatures", args=[petition.pk])
    shown = walking.hidden(walk.html[page])
    walk.take(f"{send}?wrong", walk.client.post(send, {**shown, "email": "ida@"}), 422)
    walk.take(f"{send}?stale", walk.client.post(send, {"email": "ida@"}), 410)
    typed = {"given_name": "Ida", "family_name": "Lorvic", "email": f"{code}.ida@example.org"}
    walk.follow(walk.client.post(send, {**shown, **typed, "postcode": "30000", "shown_as": "no"}))
    made = Signature.objects.get(pk=Signature.objects.aggregate(last=Max("pk"))["last"])
    where = reverse("petitions:link", args=[made.link_token])
    walk.confirm_and_disown(where, made, lambda row: submissions.withdraw(row))


def petition_page(petition: Petition, code: str) -> str:
    """Its address in that language."""
    return str(PetitionPage.objects.get(petition=petition, locale__language_code=code).url)


def _answer(walk: walking.Walk, code: str) -> None:
    """A form of several steps: each with nothing in it and with something, then closed."""
    form = Questionnaire.objects.get()
    where = reverse("forms_public:form", args=[form.slug])
    walk.through([where])
    shown, text = walking.hidden(walk.html[where]), walk.html[where]
    walk.take(f"{where}?wrong", walk.client.post(where, shown), 422)
    answer = walk.client.post(where, {**shown, **_first_choices(text)})
    walk.take(f"{where}?step2", answer)
    walk.through([reverse("forms_public:thanks", args=[form.slug])])
    Questionnaire.objects.update(closes_at=form.opens_at)
    walk.take(f"{where}?closed", walk.client.get(where))
    Questionnaire.objects.update(closes_at=None)


def _own_page(walk: walking.Walk, code: str) -> None:
    """One's own page, by the link of a mail; its cookie is the reader's own."""
    reader = walking.Walk(Client(), may_set_cookies=True)
    reader.seen = set(walk.seen)
    ask = reverse("own_page:ask")
    reader.take(f"{ask}?strange", reader.client.post(ask, {"address": "ida@"}), 410)
    shown = walking.hidden(reader.html[f"{ask}?strange"])
    reader.take(f"{ask}?wrong", reader.client.post(ask, {**shown, "address": "ida@"}), 422)
    reader.follow(reader.client.post(ask, {**shown, "address": f"{code}@example.org"}))
    ida = Person.objects.exclude(emails=None).first()
    assert ida
    ida.language = code
    where = urlsplit(page_links.make(ida, "ida0@example.org", PageWish.OPEN)).path
    reader.take(where, reader.client.get(where))
    reader.take(reverse("own_page:me"), reader.client.post(where, follow=True))
    walk.html |= reader.html
    walk.seen |= reader.seen
    walk.faults += reader.faults


def _closed_doors(walk: walking.Walk, code: str) -> None:
    """Nothing there, too much, shut."""
    walk.take(f"/{code}/nowhere/", walk.client.get(f"/{code}/nowhere/"), 404)
    closed = Maintenance.objects.create(is_on=True)
    answer = Client().get(f"/{code}/", headers={"cookie": "a=b"})
    walk.take(f"/{code}/maintenance/", answer, 503)
    closed.delete()


def _headquarters(staff: walking.Walk) -> None:
    """A sample of our pages in HQ; what they lead to is a view."""
    numbers = {"petitions_hq": Petition, "forms": Questionnaire, "candidates": Candidacy}
    for name, is_of_one in OURS.items():
        one = numbers[name.partition(":")[0]].objects.latest("pk").pk if is_of_one else None
        where = reverse(name, args=[one] if is_of_one else [])
        for link in staff.take_alone(where, staff.client.get(where)):
            try:
                assert not link.startswith("/hq/") or resolve(link.partition("?")[0])
            except Resolver404:
                staff.faults.append(f"{where}: no view answers at {link}")


def _first_choices(html: str) -> dict[str, str]:
    """The first of each question that must be answered."""
    choices: dict[str, str] = {}
    for name, value in re.findall(r'<input type="(?:radio|checkbox)" name="(q\w+)" value="(\w+)"', html):
        choices.setdefault(name, value)
    return choices
