"""Findings outside, all invented: look-alikes, who sends in the campaign's name, a leak."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from hustings.foundation.accounts.models import User
from hustings.security.decoys.models import Decoy
from hustings.security.domains import actions as posture
from hustings.security.domains.models import Account, Domain, Report, Sent
from hustings.security.leaks import actions as leaks
from hustings.security.leaks import dump_reader
from hustings.security.leaks.models import Case, dumps, known
from hustings.security.lookalikes import actions as lookouts
from hustings.security.lookalikes import incidents, list_search
from hustings.security.lookalikes.models import Find, List, Watched
from mailguard.forensics import copies

OURS = "rives-communes.example"
NAMES = """boulangerie-du-pont.example
mail-rives-communes.example
rives-cornmunes.example
connexion-courrier-des-rives.example
rivescommunes.test
les-rives.example
"""
# Server, letters a day, and whether they pass SPF and DKIM.
SENDERS = [
    ("192.0.2.25", 420, True, True),
    ("198.51.100.7", 65, False, True),
    ("203.0.113.66", 9, False, False),
]
# Name, service, second factor, forwards to, days, checked days ago.
ACCOUNTS: list[tuple[str, str, str, str, int | None, int]] = [
    ("dora", "Courrier des Rives", "key", "", 30, 6),
    ("alice", "Courrier des Rives", "app", "", 90, 6),
    ("carl", "Courrier des Rives", "sms", "carl.imbert@maison.example", None, 40),
    ("bob", "Courrier des Rives", "none", "", None, 40),
]
LETTERS = [
    (
        "dora",
        "carl",
        pgettext_lazy("demo", "Monday’s meeting"),
        pgettext_lazy("demo", "See you on Monday at 9, in the back room. Bring the plan."),
    ),
    (
        "carl",
        "dora",
        pgettext_lazy("demo", "Press release"),
        pgettext_lazy("demo", "Here is the press release on schools. I’ll send it at noon."),
    ),
    (
        "alice",
        "bob",
        pgettext_lazy("demo", "Room in Nîmes"),
        pgettext_lazy("demo", "The room costs 300 euros for the evening, chairs included."),
    ),
    (
        "bob",
        "alice",
        pgettext_lazy("demo", "Leaflets"),
        pgettext_lazy("demo", "The leaflets arrive on Thursday. We need four people to fold them."),
    ),
]
CASE = pgettext_lazy("demo", "Archive published on a forum")

BAIT = [pgettext_lazy("demo", "Access"), pgettext_lazy("demo", "The password is in the binder.")]
FORGED = [
    pgettext_lazy("demo", "Between us"),
    pgettext_lazy("demo", "No one must know where the money comes from."),
]


def fill() -> None:
    """Once each: a list that was searched, four weeks of reports, accounts, a dump that was read."""
    sonia = User.objects.get(email=f"sonia@{OURS}")
    if not List.objects.exists():
        _look_alikes(sonia)
    if not Domain.objects.exists():
        _own_house(sonia)
    if not Case.objects.exists():
        _leak(sonia)


@transaction.atomic
def _look_alikes(sonia: User) -> None:
    if not Watched.objects.exists():
        lookouts.watch(
            text="Courrier des Rives", note=pgettext("demo", "The team’s e-mail service"), user=sonia
        )
    content = NAMES.encode()
    made = List.objects.create(
        name=pgettext("demo", "new-names.txt"), kind=List.Kind.REGISTRATIONS, n_bytes=len(content),
        digest=sha256(content).hexdigest(), user=sonia,
    )  # fmt: skip
    n_found, n_new = list_search.search(io.BytesIO(content), made.name)
    list_search.end(made, List.State.DONE, n_found=n_found, n_new=n_new, n_read=len(content))
    incidents.open_new()
    Find.objects.update(told_at=timezone.now())
    found = Find.objects.filter(host="mail-rives-communes.example").first()
    if found:
        note = pgettext("demo", "Login page copied from ours, seen that morning.")
        lookouts.judge(finds=[found.pk], judgement=Find.Judgement.HOSTILE, note=note, user=sonia)
        found = Find.objects.select_related("incident__merged_into").get(pk=found.pk)
        lookouts.block(find=found, user=sonia)
        lookouts.note_notice(find=found, kind="registrar", user=sonia)


@transaction.atomic
def _own_house(sonia: User) -> None:
    reports = f"mailto:dmarc-reports@{OURS}"
    domain = Domain.objects.create(
        name=OURS, policy="none", hosts=[f"mx1.{OURS}", f"mx2.{OURS}"],
        records={"dmarc": [f"v=DMARC1; p=none; rua={reports}; ruf={reports}"], "spf": ["v=spf1 mx ~all"]},
    )  # fmt: skip
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    for days in range(1, 29):
        _report(domain, midnight - timedelta(days=days), days)
    posture.name_source(source=SENDERS[0][0], is_ours=True, name=pgettext("demo", "Our server"), user=sonia)
    for name, service, factor, forwards_to, keeps_days, ago in ACCOUNTS:
        user = User.objects.get(email=f"{name}@{OURS}")
        values: dict[str, Any] = {
            "address": user.email, "holder": str(user), "service": service, "factor": factor,
            "forwards_to": forwards_to, "keeps_days": keeps_days,
            "checked_on": timezone.localdate() - timedelta(days=ago),
        }  # fmt: skip
        posture.save_account(account=Account.objects.filter(address=user.email).first(), values=values)


def _report(domain: Domain, begins: datetime, days: int) -> None:
    rows = [
        Sent(source=source, n=n + days * 7 % 11, spf=spf, dkim=dkim, disposition="none")
        for source, n, spf, dkim in SENDERS
    ]
    good = sum(row.n for row in rows if row.spf or row.dkim)
    report = Report.objects.create(
        kind=Report.Kind.DMARC, reporter="Grande Poste", domain=domain, policy="none", n_good=good,
        key=sha256(f"demo {begins:%F}".encode()).hexdigest(), begins_at=begins,
        ends_at=begins + timedelta(days=1, seconds=-1), n_bad=sum(row.n for row in rows) - good,
    )  # fmt: skip
    for row in rows:
        row.report = report
    Sent.objects.bulk_create(rows)


def _leak(sonia: User) -> None:
    """Publish two of four letters as they are, one altered; one more is a decoy's, one is forged."""
    ours = [_letter(number, *map(str, letter)) for number, letter in enumerate(LETTERS)]
    folder = known()
    own = folder / pgettext("demo", "letters")
    _write(own, ours)
    copies.index([str(own)], folder / "ours.sqlite3", folder)
    altered = ours[2].replace(b"300 euros", pgettext("demo", "30,000 euros").encode())
    decoy = Decoy.objects.filter(handing=None).order_by("pk").first()
    published = [ours[0], ours[1], altered]
    if decoy:
        published.append(_letter(7, decoy.local, "carl", *map(str, BAIT)))
    published.append(_letter(8, "dora", "bob", *map(str, FORGED)))
    dump = pgettext("demo", "forum-archive")
    _write(dumps() / dump, published)
    case = leaks.start(name=str(CASE), dump=dump, sent=None, domains=[OURS], signs=False, user=sonia)
    dump_reader.read(case, lambda: None)


def _letter(number: int, sender: str, to: str, subject: str, text: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"{sender}@{OURS}", f"{to}@{OURS}", subject
    made["Date"] = format_datetime(datetime.now(UTC).replace(microsecond=0) - timedelta(days=30 - number))
    made["Message-ID"] = f"<lettre-{number}@{OURS}>"
    made.set_content(pgettext("demo", "Hello,\n\n%(text)s\n\nSee you soon\n") % {"text": text})
    return bytes(made)


def _write(folder: Path, letters: Iterable[bytes]) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number, letter in enumerate(letters, 1):
        (folder / f"{number}.eml").write_bytes(letter)
