"""Donations from files: read, judged, entered, recognised the second time, taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.file_imports import actions
from hustings.money.donation_data.file_target import TARGET
from hustings.money.donations import actions as donations
from hustings.money.donations.models import Donation, Donor
from hustings.money.ledger.balances import trial
from hustings.money.ledger.models import Entry
from hustings.money.payments.models import Payment
from hustings.people.persons.models import Activity, Person
from tests.cast.money.donations.fixtures import give
from tests.cast.money.payments.fixtures import channel
from tests.cast.money.receipts.fixtures import issue, series
from tests.conftest import user

pytestmark = [pytest.mark.django_db]
HEAD = "date;montant;prénom;nom;email;pays;moyen de paiement;référence;adresse;ville"
HELLOASSO = (
    "\ufeffRéférence commande;Référence paiement;Montant total;Date du paiement;Statut du paiement;"
    "Nom payeur;Prénom payeur;Email payeur;Date de naissance;Raison sociale;Moyen de paiement;Adresse payeur;"
    "Code Postal payeur;Ville payeur;Pays payeur\n"
    "71;9001;45,00;{on} 10:02:11;Payé;Roy;Zoé;zoe@example.org;01/05/1980;;Carte bancaire;1 rue X;69001;"
    "Lyon;FRA\n"
    "72;9002;20,00;{on} 11:00:00;Refusé;Roy;Zoé;zoe@example.org;;;Carte bancaire;;;;FRA\n"
    "73;9003;80,00;{on} 12:00:00;Payé;Roy;Zoé;zoe@example.org;;Durand SARL;Carte bancaire;;;;FRA\n"
)


def line(amount, name="Zoé Roy", reference="", means="virement", on="", email="zoe@example.org"):
    given, family = name.split()
    day = on or timezone.localdate().isoformat()
    return f"{day};{amount};{given};{family};{email};France;{means};{reference};1 rue X;Lyon"


@pytest.fixture
def bring(dora, run_tasks):
    def brought(fund, text, by=None):
        imported = actions.bring(
            target=TARGET, options={"fund": fund, "means": "card"}, file_name="g.csv", content=text.encode(),
            user=by or dora,
        )  # fmt: skip
        actions.start(imported=imported, skip_bad=True)
        run_tasks()
        imported.refresh_from_db()
        return imported

    return brought


def lines(*rows):
    return "\n".join([HEAD, *rows])


def problems(imported):
    return [words for _number, words in imported.report()["problems"]]


def test_an_export_of_another_tool_goes_in_once_however_often_it_comes(bring, party):
    text = HELLOASSO.format(on=timezone.localdate().strftime("%d/%m/%Y"))
    imported = bring(party, text)
    assert (imported.state, imported.counts) == ("done", {"new": 1, "bad": 2})
    assert "Refusé" in problems(imported)[0] and "Durand SARL" in problems(imported)[1]
    gift = Donation.objects.get()
    assert (gift.amount, gift.means, gift.state, gift.reference) == (45_00, "card", "settled", "9001")
    assert (gift.donor.country, gift.donor.city, gift.donor.born_on.year) == ("FR", "Lyon", 1980)
    assert gift.person.emails.get().address == "zoe@example.org" and not gift.person.consents.exists()
    assert bring(party, text).counts == {"same": 1, "bad": 2} and Donation.objects.count() == 1


def test_a_gift_entered_by_hand_is_not_doubled_by_its_line(bring, party, charlie):
    gift = give(party, charlie, 50_00)
    text = lines(line(50, "Charlie Martin", "9009", email=gift.donor.email))
    donations.correct_donor(donor=gift.donor, values={"born_on": None})
    assert bring(party, text).counts == {"same": 1}


def test_each_line_is_held_to_the_law_after_those_above_it(bring, fund, charlie):
    give(fund, charlie, 4_000_00)
    Donor.objects.update(born_on=None)
    for row in Donor.objects.all():
        row.fit()
        row.save()
    theirs = {"name": "Charlie Martin", "email": "charlie@example.org"}
    imported = bring(
        fund,
        lines(
            line(500, reference="a", **theirs), line(200, reference="b", **theirs),
            line(4600, reference="c"), line(1, reference="d"), line(200, "Jo Cash", "e", "espèces"),
        ),
    )  # fmt: skip
    assert imported.counts == {"new": 2, "bad": 3}
    said = problems(imported)
    assert (
        "100,00" in said[0]
        and "L. 52-8" in said[0]
        and "il n’est plus possible" in said[1]
        and "carte" in said[2]
    )
    assert {row.reference for row in Donation.objects.exclude(reference="")} == {"a", "c"}


def test_two_lines_that_nothing_tells_apart_are_asked_about(bring, party):
    imported = bring(
        party, lines(line(20), line(20), line(30, on="2999-01-01"), line("x"), line(5, on="1999-01-01"))
    )
    assert imported.counts == {"new": 1, "bad": 4}
    assert "line 2" in problems(imported)[0] and "future" in problems(imported)[1]


def test_an_import_is_taken_back_but_for_gifts_with_a_receipt(bring, party, dora, run_tasks):
    imported = bring(party, lines(line(20), line(60, "Jo Brun", email="jo@example.org", means="chèque")))
    assert Person.objects.count() == 2
    Donor.objects.update(nationality="FR", postcode="69001")
    issue(series(party))
    held = {row.amount for row in Donation.objects.all() if row.receipt_items.exists()}
    assert held == {20_00, 60_00}
    actions.undo(imported=imported, user=dora)
    run_tasks()
    imported.refresh_from_db()
    assert imported.state == "undone" and len(imported.report()["kept"]) == 2


def test_an_import_is_taken_back_in_the_books_too(bring, party, dora, run_tasks):
    channel(party.books, "cheque")
    imported = bring(party, lines(line(20), line(60, "Jo Brun", email="jo@example.org", means="chèque")))
    assert Payment.objects.count() == 1
    actions.undo(imported=imported, user=dora)
    run_tasks()
    assert not Donation.objects.exists() and not Donor.objects.exists() and not Payment.objects.exists()
    assert Entry.objects.count() == 4 and not any(row.net for row in trial(party.books))
    assert not Activity.objects.filter(kind="donations.settled").exists()


def test_another_treasurers_fund_takes_nothing(bring, party, client):
    tom = user("tom", Role.ORGANISER)
    assert bring(party, lines(line(20)), by=tom).counts == {"bad": 1}
    client.force_login(tom)
    assert client.get(reverse("donation_data:imports")).status_code == 403


def test_a_treasurer_sees_files_and_funds_of_their_territory(bring, party, fund, client, rhone):
    others, theirs = bring(party, lines(line("50"))), bring(fund, lines(line("60")))
    fund.books.zone = rhone
    fund.books.save()
    client.force_login(user("theo", Role.TREASURER, zone=rhone))
    url = reverse("donation_data:imports")
    page = client.get(url)
    assert [row["file"] for row in page.context["rows"]] == [theirs]
    assert list(page.context["form"].fields["fund"].queryset) == [fund]
    file = SimpleUploadedFile("g.csv", lines(line("45")).encode())
    assert client.post(url, {"fund": party.pk, "means": "card", "file": file}).context["form"].errors["fund"]
    for name in ("import", "import_lines", "import_refused", "import_progress"):
        assert client.get(reverse(f"donation_data:{name}", args=[others.pk])).status_code == 404
        assert client.get(reverse(f"donation_data:{name}", args=[theirs.pk])).status_code == 200
    for name in ("import_run", "import_check", "import_undoing", "import_removal"):
        assert client.post(reverse(f"donation_data:{name}", args=[others.pk])).status_code == 404


def test_treasurers_bring_a_file_in(client, party, dora):
    client.force_login(dora)
    client.cookies["django_language"] = "en"
    url = reverse("donation_data:imports")
    assert b"Import donations" in client.get(url).content
    file = SimpleUploadedFile("g.csv", lines(line(20)).encode())
    answer = client.post(url, {"fund": party.pk, "means": "card", "file": file})
    assert answer.status_code == 302 and b"Zo\xc3\xa9 Roy" in client.get(answer.url).content
