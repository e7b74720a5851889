"""Brings the invented people in the way a campaign would: as a file, checked and imported."""

import csv
import io
import random
from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import pgettext, pgettext_lazy

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import number
from hustings.foundation.territories.models import Kind, Zone
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import COLUMN, Options, Statement
from hustings.people.imports.models import Import
from hustings.people.imports.run import execution
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Note, Person, Purpose
from hustings.people.segments import actions as segments_actions
from hustings.people.segments.models import Segment
from hustings.shells.demo import crowd

FILE = "rives-communes.csv"
SAID = {
    Purpose.EMAIL: pgettext_lazy("demo", "I agree to receive news of Nora Valbrune’s campaign by e-mail."),
    Purpose.SMS: pgettext_lazy("demo", "I agree to be told by text message about events near me."),
}
NOTES = [
    pgettext_lazy("demo", "Met at the market: willing to run a stall on Saturday mornings."),
    pgettext_lazy("demo", "Asks about the train line. Call back after the meeting."),
    pgettext_lazy("demo", "Has a room with forty seats to lend."),
    pgettext_lazy("demo", "Prefers to be called after 7 pm."),
    pgettext_lazy("demo", "Still undecided: wants to read the costing of the health plan."),
    pgettext_lazy("demo", "Can drive a minibus on meeting days."),
]
# Segments that others lean on.
EVERYONE = pgettext_lazy("demo", "All of France, by e-mail")
RHONE = pgettext_lazy("demo", "Rhône, by e-mail")
VOLUNTEERS = pgettext_lazy("demo", "Volunteers")


def fill(say: Callable[[str], None], n: int, today: date) -> None:
    """Import ``n`` people, then let a year of small things happen to some of them."""
    imported = Import.objects.filter(file_name=FILE).first() or _upload(say, n, today)
    if imported.state != Import.State.DONE:
        _bring_in(imported)
    if not Note.objects.exists():
        say(_("Creating a year of activity"))
        _notes()
        _changes_of_mind()
    _segments()


def _upload(say: Callable[[str], None], n: int, today: date) -> Import:
    say(_("Creating and importing {n} fictional people").format(n=number(n)))
    rows = list(crowd.rows(n, today))
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return imports.take_file(file=io.BytesIO(text.getvalue().encode()), name=FILE, user=None)


def _bring_in(imported: Import) -> None:
    if imported.state in {Import.State.UPLOADED, Import.State.CHECKING}:
        options = Options.read(imported.options)
        options.source = pgettext("demo", "List of the spring listening")
        for purpose, text in SAID.items():
            options.consents[purpose] = Statement(
                COLUMN, str(text), pgettext("demo", "Paper form and website")
            )
        if imported.state == Import.State.UPLOADED:
            imports.check(imported=imported, mapping=imported.mapping, options=options)
        execution.check_import(imported.pk)
        imported.refresh_from_db()
    if imported.state in {Import.State.CHECKED, Import.State.PAUSED}:
        imports.start(imported=imported)
    execution.run_import(imported.pk)


def _notes() -> None:
    rng = random.Random(12)  # noqa: S311 # play, not secrecy
    author = User.objects.filter(email__startswith="alice@").first()
    for person in Person.objects.order_by("uid")[:160]:
        persons_actions.add_note(person=person, body=str(rng.choice(NOTES)), user=author)


def _changes_of_mind() -> None:
    rng = random.Random(13)  # noqa: S311
    said_yes = Person.objects.filter(consents__purpose=Purpose.EMAIL, consents__is_given=True)
    for person in said_yes.order_by("-uid")[: said_yes.count() // 60 + 1]:
        known = max((timezone.now() - person.created_at).days, 1)
        day = timezone.now() - timedelta(days=rng.randint(0, known - 1))
        persons_actions.record_consent(
            person=person,
            purpose=Purpose.EMAIL,
            is_given=False,
            source=pgettext("demo", "Unsubscribe link"),
            given_at=day,
        )


def _segments() -> None:
    by_mail = {"criterion": "consent", "operator": "yes", "value": "email"}
    rhone = Zone.objects.get(kind=Kind.DEPARTMENT, code="69")
    helpers = crowd.volunteers()
    wanted = {
        str(EVERYONE): [by_mail],
        str(RHONE): [by_mail, {"criterion": "zone", "operator": "inside", "value": rhone.pk}],
        pgettext("demo", "Joined in the last month"): [
            {"criterion": "known_since", "operator": "last", "value": 30}
        ],
    }
    if helpers:
        wanted[str(VOLUNTEERS)] = [{"criterion": "tag", "operator": "is", "value": helpers.pk}]
    for name, criteria in wanted.items():
        if not Segment.objects.filter(name=name).exists():
            segments_actions.save_segment(name=name, criteria={"match": "all", "criteria": criteria})
