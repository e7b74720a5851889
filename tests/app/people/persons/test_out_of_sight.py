"""What a territory's member types tells nothing of people out of sight; those who see all look at it."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Postcode, Zone
from hustings.people.duplicates.actions import duplicates, merges
from hustings.people.duplicates.merging import pairs
from hustings.people.duplicates.models import Duplicate
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import pending_addresses
from hustings.people.persons.models import Email, Person
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy.actions import unlocks
from tests import addresses
from tests.app.people.imports.test_import_run import take
from tests.app.people.persons.test_hq import easy_second_factor, signed_in
from tests.cast.people.own_page import english
from tests.conftest import user

__all__ = ["easy_second_factor", "english"]  # fixtures
pytestmark = pytest.mark.django_db
ADDRESS, NUMBER, BORN = "nadia@example.org", "0611777701", "1980-02-13"
NEW = {
    "given_name": "Nadia",
    "family_name": "Lointaine",
    "language": "en",
    "zone": "Lyon",
    "source": "Market",
}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TOKEN = re.compile(r"""(csrfmiddlewaretoken|once|CSRF_TOKEN)"(?: value=|: )"[^"]*"|nonce="[^"]*\"""")
KEY = re.compile(r'/\d+/|(?<=name="who" value=")\d+')
TIME = re.compile(r'datetime="[^"]*"|\b\d?\d:\d\d(?::\d\d)?\b|\b[ap]\.m\.|\b(?:noon|midnight)\b')


def nadia(**more: Any) -> Person:
    """Lives where bob sees nobody."""
    words = {"email": ADDRESS, "phone": NUMBER, "born_on": dt.date.fromisoformat(BORN)} | more
    words = {"given_name": "Nadia", "family_name": "Lointaine"} | words
    return persons_actions.add_person(zone=Zone.objects.get(name="Nîmes"), **words)


def another() -> Person:
    """The same, of whom bob types nothing."""
    names = {"given_name": "Otto", "family_name": "Fern"}
    return nadia(email="otto@example.org", phone="0611777799", born_on=dt.date(1970, 1, 1), **names)


def is_there(who: Person) -> None:
    """Known, somewhere else."""


def was_erased(who: Person) -> None:
    """Asked to be erased."""
    privacy_actions.erase_person(person=who)


WORLDS = [(another, is_there), (nadia, is_there), (nadia, was_erased)]  # seen by him, all are as the first


def plain(answer: Any) -> str:
    """A page without what is new each time: tokens, keys, moments."""
    page = unescape(answer.content.decode())
    for pattern, instead in [(TOKEN, "TOKEN"), (UUID, "UUID"), (KEY, "/KEY/"), (TIME, "TIME")]:
        page = pattern.sub(instead, page)
    return f"{answer.status_code} {page}"


def walked(hq: Client, start: list[str]) -> Iterator[tuple[str, str]]:
    """Where one begins, and each kind of page that links and forms lead to from there: what stands on it."""
    todo, seen = list(start), set()
    while todo:
        path = todo.pop(0)
        kind = KEY.sub("/KEY/", path if path in start else path.partition("?")[0])
        if kind in seen:
            continue
        seen.add(kind)
        answer = hq.get(path)
        yield UUID.sub("UUID", kind), plain(answer)
        if answer.headers["Content-Type"].startswith("text/html"):
            links = re.findall(r'(?:href|action|hx-get)="(/hq/people[^"#]*)', answer.content.decode())
            todo += map(unescape, links)


STARTS = [
    "/hq/", "/hq/people/", f"/hq/people/?q={ADDRESS}", f"/hq/people/?q={NUMBER}", "/hq/people/?q=Lointaine",
    "/hq/people/count/?q=Lointaine", "/hq/people/duplicates/?certainty=likely", "/hq/people/waiting/",
]  # fmt: skip


def on_a_record(hq: Client, charlie: Person) -> Any:
    return hq.post(reverse("persons:emails", args=[charlie.uid]), {"address": ADDRESS}, follow=True)


def twice(hq: Client, charlie: Person) -> Any:
    on_a_record(hq, charlie)
    return on_a_record(hq, charlie)


def as_their_wish(hq: Client, charlie: Person) -> Any:
    words = {"address": ADDRESS, "is_own_wish": "on"}
    return hq.post(reverse("persons:emails", args=[charlie.uid]), words, follow=True)


def add(**words: str) -> Callable[[Client, Person], Any]:
    return lambda hq, _charlie: hq.post(reverse("persons:add"), NEW | words, follow=True)


def phone_on_a_record(hq: Client, charlie: Person) -> Any:
    return hq.post(reverse("persons:phones", args=[charlie.uid]), {"number": NUMBER}, follow=True)


OTHER = {"is_another": "on"}  # than the one whom he added before
DEEDS = [
    phone_on_a_record, on_a_record, on_a_record, as_their_wish,
    add(email=ADDRESS, phone=NUMBER, born_on=BORN),
    add(given_name="", family_name="", email=ADDRESS),
    add(email=ADDRESS),
    add(email=ADDRESS, **OTHER),
    add(phone=NUMBER, **OTHER),
    add(born_on=BORN, **OTHER),
    add(email=ADDRESS, phone=NUMBER, is_own_wish="on", **OTHER),
]  # fmt: skip


def test_no_page_differs_by_what_he_does_not_see(
    charlie: Person, bob: User, dora: User, run_tasks: Any
) -> None:
    unlocks.unlock(user=bob, reason="Market", lasts=unlocks.LONGEST)
    seen = []
    for who, world in WORLDS:
        with transaction.atomic():
            world(who())
            hq = signed_in(bob)
            pages = [("answer", plain(deed(hq, charlie))) for deed in DEEDS]
            duplicates.search(user=dora)
            run_tasks()
            duplicates.search_anew()
            run_tasks()
            pages += walked(hq, [*STARTS, reverse("persons:record", args=[charlie.uid])])
            transaction.set_rollback(True)
        seen.append(pages)
    free = seen[0]
    for taken in seen[1:]:
        assert [path for path, _page in free] == [path for path, _page in taken]
        for (path, page), (_path, other) in zip(free, taken, strict=True):
            assert page == other, path
    assert len(free) > 40
    assert sum("waiting for review" in page for _path, page in free) >= 5


def test_an_address_typed_onto_a_record(charlie: Person, bob: User, dora: User, run_tasks: Any) -> None:
    far = nadia()
    answer = on_a_record(signed_in(bob), charlie).content.decode()
    assert "The address is waiting" in answer
    assert "waiting for review" in answer
    assert charlie.emails.count() == 1
    pair = pairs.reachable(dora).get()
    assert (pair.first, pair.second) == (charlie, far)
    assert not pairs.reachable(bob).exists()
    hq = signed_in(dora)
    assert "Lointaine" in hq.get(reverse("persons:record", args=[charlie.uid])).content.decode()
    assert "1 entry to review" in hq.get("/hq/").content.decode()
    page = hq.get(reverse("persons:waiting")).content.decode()
    assert "Belongs to Nadia Lointaine" in page
    assert reverse("duplicates:merge", args=[far.uid, charlie.uid]) in page
    assert charlie.activities.get(kind=pending_addresses.WAITS).user == bob
    for since_last in (False, True):
        duplicates.search(since_last=since_last)
        run_tasks()
        assert Duplicate.objects.open().get().pk == pair.pk, "no search takes it away"
    done = merges.merge(kept=far, absorbed=charlie, user=dora)
    assert not Duplicate.objects.exists()
    assert not pending_addresses.lines().exists(), "it is theirs by now"
    merges.part(merge=done, user=dora)
    assert pending_addresses.lines().get().person == Person.objects.get(given_name="Charlie")


def test_who_sees_everybody_is_told_whose_it_is(charlie: Person, dora: User) -> None:
    nadia()
    answer = on_a_record(signed_in(dora), charlie).content.decode()
    assert "belongs to someone else" in answer
    assert not Duplicate.objects.exists()
    assert not pending_addresses.lines().exists()


def test_whom_he_sees_he_is_told_of(charlie: Person, bob: User) -> None:
    page = add(email="charlie@example.org", given_name="Zoé")(signed_in(bob), charlie)
    assert page.status_code == 422
    assert "belongs to someone else" in page.content.decode()


def test_those_who_see_everybody_take_it_in(charlie: Person, bob: User, dora: User) -> None:
    signed_in(bob).post(reverse("persons:add"), NEW | {"email": ADDRESS})
    added = Person.objects.get(given_name="Nadia")
    assert not added.emails.exists()
    (line,) = pending_addresses.of(added)
    hq, url = signed_in(dora), reverse("persons:waiting_email", args=[line.pk])
    assert "Free" in hq.get(reverse("persons:waiting")).content.decode()
    for other in (bob, User.objects.create_user("eve@example.org", "x")):
        assert signed_in(other).post(url, {"do": "in"}).status_code == 403
    hq.post(url, {"do": "in"})
    assert added.emails.get().address == ADDRESS
    assert added.emails.get().barred_at is not None
    assert not pending_addresses.lines().exists()
    assert hq.post(url, {"do": "in"}).status_code == 404
    assert "entered and reviewed" in hq.get(reverse("persons:record", args=[added.uid])).content.decode()


def test_or_leave_it_out_as_he_may_himself(charlie: Person, bob: User, dora: User) -> None:
    for client, name in [(signed_in(bob), "waiting_removal"), (signed_in(dora), "waiting_email")]:
        on_a_record(signed_in(bob), charlie)
        (line,) = pending_addresses.of(charlie)
        args = [charlie.uid, line.pk] if name == "waiting_removal" else [line.pk]
        client.post(addresses.people(name, args=args), {"do": "out"})
        assert not pending_addresses.of(charlie)
        assert charlie.emails.count() == 1
    assert charlie.activities.filter(kind="person.email_left_out").count() == 2


def test_all_that_nobody_has_in_one_click(charlie: Person, bob: User, dora: User) -> None:
    taken = nadia()
    privacy_actions.erase_person(
        person=persons_actions.add_person(given_name="Nemo", email="nemo@example.org")
    )
    for address in ["a@example.org", "b@example.org", ADDRESS, "nemo@example.org"]:
        persons_actions.type_email(person=charlie, address=address, user=bob)
    other = persons_actions.add_by_hand(given_name="Zoé", email="a@example.org", zone=charlie.zone, user=bob)
    hq = signed_in(dora)
    page = hq.get(reverse("persons:waiting"))
    assert "was erased on" in page.content.decode()
    hq.post(reverse("persons:waiting_free"), {"line": page.context["free"]})
    assert sorted(Email.objects.values_list("key", flat=True)) == [
        "a@example.org", "b@example.org", "charlie@example.org", ADDRESS,
    ]  # fmt: skip
    assert taken.emails.get().key == ADDRESS
    left = {(line.person_id, line.data["address"]) for line in pending_addresses.lines()}
    assert len(left) == 3, "the second who has a@, whose is free no more, Nadia's and that of who was erased"
    assert left >= {(charlie.pk, ADDRESS), (charlie.pk, "nemo@example.org")}
    assert {pk for pk, address in left if address == "a@example.org"} <= {charlie.pk, other.pk}


def test_an_erased_address_is_taken_in_as_their_wish(charlie: Person, bob: User, dora: User) -> None:
    was_erased(nadia())
    on_a_record(signed_in(bob), charlie)
    (line,) = pending_addresses.of(charlie)
    hq, url = signed_in(dora), reverse("persons:waiting_email", args=[line.pk])
    assert "asked to be erased" in hq.post(url, {"do": "in"}, follow=True).content.decode()
    assert pending_addresses.of(charlie)
    hq.post(url, {"do": "in", "is_own_wish": "on"})
    assert charlie.emails.filter(key=ADDRESS).exists()
    record = reverse("persons:record", args=[charlie.uid])
    for page in (record, f"{record}timeline/", f"{record}why/"):
        assert "after an erasure" in hq.get(page).content.decode()
        assert "after an erasure" not in signed_in(bob).get(page).content.decode()


def test_a_person_like_one_who_was_erased_is_looked_at(charlie: Person, bob: User, dora: User) -> None:
    was_erased(nadia())
    add(phone=NUMBER)(signed_in(bob), charlie)
    added = Person.objects.get(given_name="Nadia")
    hq, line = signed_in(dora), pending_addresses.lines().get()
    assert line.kind == pending_addresses.DOUBT
    page = hq.get(reverse("persons:waiting")).content.decode()
    assert "Someone with the same name and phone or birth date was erased on" in page
    record = reverse("persons:record", args=[added.uid])
    assert "Added although someone with the same phone and name was erased" in hq.get(record).content.decode()
    assert "erased" not in re.sub(r"[^>]*erase/", "", signed_in(bob).get(record).content.decode())
    url = reverse("persons:waiting_person", args=[line.pk])
    assert signed_in(bob).post(url).status_code == 403
    hq.post(url)
    assert not pending_addresses.lines().exists()


def test_own_numbers_are_for_those_who_see_everybody(charlie: Person, bob: User, dora: User) -> None:
    persons_actions.change_person(person=nadia(), external_id="X77")
    url = reverse("persons:edit", args=[charlie.uid])
    words = {"given_name": "Charlie", "language": "en", "zone": "Lyon", "external_id": "X77"}
    assert signed_in(bob).post(url, words).status_code == 302
    charlie.refresh_from_db()
    assert charlie.external_id is None
    assert "Someone else has the external ID" in signed_in(dora).post(url, words).content.decode()


LIST = f"email,prénom,nom,téléphone,ville,cp\n{ADDRESS},Nadia,Lointaine,{NUMBER},Lyon,69001\n"


@pytest.mark.parametrize("world", [is_there, was_erased])
def test_nor_does_the_check_of_a_list(
    rhone: Zone, dora: User, run_tasks: Any, world: Callable[[Person], None]
) -> None:
    Postcode.objects.create(code="69001", zone=Zone.objects.get(name="Lyon"))
    lea, seen = user("lea", Role.DIRECTOR, rhone), []
    for who in (another, nadia):
        with transaction.atomic():
            world(who())
            hq = signed_in(lea)
            upload = SimpleUploadedFile("list.csv", LIST.encode())
            url = hq.post(reverse("imports:imports"), {"file": upload}).url
            imported = Import.objects.get()
            imports.check(imported=imported, mapping=imported.mapping, options=Options.read(imported.options))
            run_tasks()
            pages = [("answer", plain(hq.post(f"{url}run/", follow=True))), *walked(hq, [*STARTS, url])]
            imported.refresh_from_db()
            assert (imported.state, imported.started_at) == (Import.State.CHECKED, None)
            assert [hq.get(f"{url}{what}/").status_code for what in ("report", "refused")] == [404, 404]
            transaction.set_rollback(True)
        seen.append(pages)
    free, taken = seen
    assert "review the check and start the import" in free[0][1]
    assert free == taken


def test_those_who_import_everywhere_let_a_list_in(rhone: Zone, dora: User, run_tasks: Any) -> None:
    nadia()
    Postcode.objects.create(code="69001", zone=Zone.objects.get(name="Lyon"))
    lea = user("lea", Role.DIRECTOR, rhone)
    imported = take(LIST + "ann@example.org,Ann,Bernard,,Lyon,69001\n", lea)
    imports.check(imported=imported, mapping=imported.mapping, options=Options.read(imported.options))
    run_tasks()
    url, hq, hers = reverse("imports:import", args=[imported.pk]), signed_in(dora), signed_in(lea)
    assert "is ready to import" in hq.get("/hq/").content.decode()
    assert "is ready to import" not in hers.get("/hq/").content.decode()
    assert "This person is outside your territory" in hq.get(url).content.decode()
    assert hq.get(f"{url}report/").status_code == 200
    hq.post(f"{url}run/")
    run_tasks()
    imported.refresh_from_db()
    assert (imported.state, Person.objects.count()) == (Import.State.DONE, 2)
    page = hers.get(url).content.decode()
    assert "territory" not in page.partition("<main")[2].lower()
    assert "hq-counts" not in page


def test_what_waits_asks_as_much_for_thirty_as_for_three(charlie: Person, bob: User, dora: User) -> None:
    hq, asked = signed_in(dora), []
    for n in (3, 30):
        for at in range(n):
            person = persons_actions.add_by_hand(
                given_name=f"P{n}-{at}", email=f"{n}-{at}@example.org", user=bob
            )
            assert pending_addresses.of(person)
        hq.get(reverse("persons:waiting"))
        with CaptureQueriesContext(connection) as queries:
            hq.get(reverse("persons:waiting"))
        asked.append(len(queries))
    assert asked[0] == asked[1]
