"""Books of the demonstration: a candidate's campaign account and a party's, with some months of entries."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from hustings.foundation.elections.models import Election
from hustings.foundation.lib.demo import Say
from hustings.foundation.lib.fields import uploaded_files
from hustings.money.ledger import actions, proofs
from hustings.money.ledger.models import Books
from hustings.money.ledger.postings import Posting

Row = tuple[
    int, str, str, str, str, int, str
]  # days ago, journal, debit, credit, label, minor units, reference
DAYS = 150
_BANK, _TRANSIT, _CHEQUES = "bank", "transit", "cheques"


@transaction.atomic
def fill(say: Say) -> None:
    """Open both once, and post to them."""
    if Books.objects.exists():
        return
    say(gettext("Books of the candidate and of the party"))
    today = timezone.localdate()
    first = today - timedelta(days=DAYS)
    candidate = actions.open_books(
        name=pgettext("demo", "Campaign account"), kind=Books.Kind.CANDIDATE, plan="fr_candidate",
        agent="Camille Fontaine", agent_declared_on=first, opened_on=first, election=Election.objects.first(),
        agent_address="12 rue des Tilleuls\n69003 Lyon",
    )  # fmt: skip
    _post(candidate, today, _of_candidate())
    party = actions.open_books(
        name=pgettext("demo", "Party"), kind=Books.Kind.PARTY, plan="fr_party", registration="000 000 000",
        agent=pgettext("demo", "Financing association of the party"), opened_on=date(today.year - 1, 1, 1),
    )  # fmt: skip
    _post(party, today, _of_party())
    bill = uploaded_files.checked(ContentFile(_INVOICE.encode(), name="facture-2041.txt"))
    found = candidate.entries.filter(reference="F-2041").first()
    assert found
    actions.attach(entry=found, file=bill)
    wrong = candidate.entries.filter(reference="F-311").first()
    assert wrong
    actions.reverse(entry=wrong, on=today - timedelta(days=20), why=pgettext("demo", "Invoice entered twice"))
    actions.close_period(books=party, through=date(today.year - 1, 12, 31))
    for books in (candidate, party):
        proofs.run(books)


_INVOICE = "Imprimerie des Quais\nFacture F-2041\n500 affiches A3 : 640,00 €\n"


def _post(books: Books, today: date, rows: list[Row]) -> None:
    accounts = {each.number: each for each in books.accounts.all()}
    accounts |= {each.role: each for each in books.accounts.exclude(role="")}
    wanted = [
        Posting(
            max(today - timedelta(days=ago), books.opened_on), journal, label,
            [(accounts[debit], accounts[credit], amount)], reference,
        )
        for ago, journal, debit, credit, label, amount, reference in sorted(rows, reverse=True)
    ]  # fmt: skip
    actions.post_many(books=books, postings=wanted)


def _gifts(role: str) -> list[Row]:
    """Donations of a season: small ones on line, some by cheque, paid in once a week."""
    rows: list[Row] = []
    total = 0
    for n in range(1, 61):
        ago = DAYS - 2 * n - 5
        amount = (1_000, 2_000, 3_000, 5_000, 12_000, 46_000)[(n * n + n // 7) % 6]
        label = pgettext("demo", "Donation D-%(n)d") % {"n": n}
        rows.append((ago, "DO", _CHEQUES if n % 9 == 0 else _TRANSIT, role, label, amount, f"D-{n}"))
        total += 0 if n % 9 == 0 else amount
        if n % 9 == 0:
            slip = pgettext("demo", "Cheques paid in")
            rows.append((ago - 1, "BQ", _BANK, _CHEQUES, slip, amount, f"B-{n // 9}"))
        if n % 5 == 0:
            paid = pgettext("demo", "Payout of online donations")
            rows.append((ago - 1, "BQ", _BANK, _TRANSIT, paid, total - total // 70, f"V-{n // 5}"))
            fees = pgettext("demo", "Fees of online payments")
            rows.append((ago - 1, "BQ", "fees", _TRANSIT, fees, total // 70, f"V-{n // 5}"))
            total = 0
    return rows


def _of_candidate() -> list[Row]:
    paid = pgettext("demo", "Paid: %(what)s")
    posters, room = pgettext("demo", "500 posters"), pgettext("demo", "Hall for the opening meeting")
    leaflets, train = pgettext("demo", "20,000 leaflets"), pgettext("demo", "Train tickets")
    own, help_ = pgettext("demo", "Candidate’s own money"), pgettext("demo", "Photographer, free of charge")
    party = pgettext("demo", "Contribution of the party")
    return [
        (145, "BQ", _BANK, "own", own, 1_500_000, "VP-1"),
        (140, "BQ", _BANK, "party", party, 800_000, "PP-1"),
        (120, "AC", "6141", "suppliers", posters, 64_000, "F-2041"),
        (112, "BQ", "suppliers", _BANK, paid % {"what": posters}, 64_000, "F-2041"),
        (90, "AC", "6132", "suppliers", room, 180_000, "F-118"),
        (80, "BQ", "suppliers", _BANK, paid % {"what": room}, 180_000, "F-118"),
        (60, "AC", "6141", "suppliers", leaflets, 212_500, "F-2077"),
        (45, "OD", "in_kind_spent", "in_kind", help_, 30_000, "N-1"),
        (30, "AC", "6290", "suppliers", train, 18_450, "F-311"),
        (29, "AC", "6290", "suppliers", train, 18_450, "F-311"),
        *_gifts("gifts"),
    ]


def _of_party() -> list[Row]:
    dues, rent = pgettext("demo", "Membership fees of the month"), pgettext("demo", "Rent of the office")
    rows: list[Row] = [
        (330, "BQ", _BANK, "740", pgettext("demo", "Public funding"), 4_200_000, "AP-1"),
        (140, "BQ", "657", _BANK, pgettext("demo", "Support for the campaign account"), 800_000, "PP-1"),
    ]
    for month in range(12):
        rows += [
            (360 - 30 * month, "DO", _BANK, "dues", dues, 96_000 + 1_500 * month, f"C-{month + 1}"),
            (358 - 30 * month, "BQ", "613", _BANK, rent, 115_000, f"L-{month + 1}"),
        ]
    return rows
