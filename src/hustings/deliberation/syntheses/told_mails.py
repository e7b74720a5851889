"""The mail to one who took part: whether it may go, when, and what it says."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.deliberation.consultations.models import Consultation, Participant
from hustings.deliberation.syntheses import fates, links
from hustings.deliberation.syntheses.models import Stop, ToldMail
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.elections import law
from hustings.foundation.jobs import exactly_once
from hustings.foundation.legal import ANYWHERE, Channel, Content
from hustings.outreach.mailings.audience import address_of
from hustings.people.persons.models import Person

LATER = dt.timedelta(hours=6)  # no free moment is known: ask again


def wanted(consultation: Consultation) -> QuerySet[Participant]:
    """Those who took part and want mails of it; one voice of each person."""
    open_to_mail = Person.objects.open_to_mail().values("pk")
    rows = consultation.participants.filter(person__in=open_to_mail, mailbox__isnull=False, barred_at=None)
    others = Participant.objects.filter(
        consultation=consultation, person=OuterRef("person"), pk__lt=OuterRef("pk"), mailbox__isnull=False
    )
    stopped = Stop.objects.filter(
        participant__consultation=consultation, participant__person=OuterRef("person")
    )
    return rows.exclude(Exists(others)).exclude(Exists(stopped))


def free_at(person: Person, now: dt.datetime) -> dt.datetime | None:
    """The moment when a mail may go to them, by silence and quiet hours where they live; None: now."""
    book = law.book()
    if book is None:
        return None
    known = book.codes([person.zone_id])[person.zone_id] if person.zone_id else (ANYWHERE,)
    book.likeness(known)
    answer = book.ask(known, now, Channel.EMAIL, frozenset({Content.CAMPAIGN}))
    return None if answer.may else answer.next_at or now + LATER


def send(pk: int) -> dt.datetime | None:
    """Mail it once, or drop what isn't wanted; the moment to come back at where it may not go yet."""
    unmailed = ToldMail.objects.filter(pk=pk, mailed_at=None, dropped_at=None)
    unmailed = unmailed.select_related("telling__phase__consultation", "participant__person")
    row = unmailed.first()
    if row is None:
        return None
    person = row.participant.person
    consultation = row.telling.phase.consultation
    to = address_of(person)
    if person is None or not to or not wanted(consultation).filter(pk=row.participant_id).exists():
        unmailed.update(dropped_at=timezone.now())
        return None
    if at := free_at(person, timezone.now()):
        return at
    exactly_once.mail_once(f"syntheses.told {pk}", unmailed, lambda found: _mail(found, person, to))
    return None


def _mail(row: ToldMail, person: Person, to: str) -> None:
    participant, consultation = row.participant, row.telling.phase.consultation
    token = links.token(participant.pk)
    with translation.override(person.language):
        link, stop = mails.link("syntheses:told", token), mails.link("syntheses:stop", token)
        subject = _("What became of your words: %(title)s") % {"title": consultation.title}
        note = _(
            "You get this because you took part in this consultation. No more e-mails about it: %(link)s"
        )
        lines = [line for line in (row.telling.text, *_lines(participant)) if line]
        words = Words(subject, lines, _("What became of mine"), link, [note % {"link": stop}])
        message = mails.message(to, words)
    message.extra_headers["List-Unsubscribe"] = f"<{stop}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.send()


def _lines(participant: Participant) -> list[str]:
    """Their own figures, in the language of the moment; nothing of what they wrote or voted."""
    found = fates.sums(participant)
    if not found.n_items:
        return []
    wrote = ngettext(
        "You wrote %(n)s contribution; %(votes)s votes on it.",
        "You wrote %(n)s contributions; %(votes)s votes on them.", found.n_items,
    )  # fmt: skip
    lines = [wrote % {"n": found.n_items, "votes": found.n_votes}]
    if found.n_answered:
        answered = ngettext("%(n)s was answered.", "%(n)s were answered.", found.n_answered)
        lines.append(answered % {"n": found.n_answered})
    if found.n_cited:
        cited = ngettext("The synthesis cites %(n)s.", "The synthesis cites %(n)s.", found.n_cited)
        lines.append(cited % {"n": found.n_cited})
    return lines
