"""Consultations in timelines, segments, “my data” and the privacy notice."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.deliberation.consultations.actions import entries
from hustings.deliberation.consultations.announcements import listing
from hustings.deliberation.consultations.models import (
    AnnouncementMail,
    Consultation,
    Entry,
    Participant,
    Version,
    Vote,
)
from hustings.deliberation.consultations.people import voices
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.foundation.lib.text.languages import in_language
from hustings.people.duplicates.merging import derived_rows, unmerge
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.persons import origins, timeline
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.segments import criteria
from hustings.people.segments.criteria import Operator
from hustings.people.segments.criteria.rows import RowKind
from hustings.people.selfservice import parts

CONSULTATIONS = gettext_lazy("Consultations")
CONSULTATION = RowKind(
    lambda user: Consultation.objects.visible_to(user) if user else Consultation.objects.all(),
    gettext_lazy("Choose a consultation."),
    gettext_lazy("This consultation no longer exists."),
)


def _titled(words: Callable[[], str]) -> timeline.Says:
    return lambda data: words() % {"title": in_language(data["title"])}


def _took_part(consultation: Consultation) -> QuerySet[Participant]:
    return Participant.objects.filter(consultation=consultation, person__isnull=False)


# Whether somebody took part may be asked; what they wrote or voted may not: those are opinions.
_CRITERION = criteria.Criterion(
    "consultation",
    CONSULTATIONS,
    {
        "took_part": Operator(
            gettext_lazy("took part in"), gettext_lazy("took part in “%(value)s”"), _took_part, CONSULTATION
        ),
        "not_took_part": Operator(
            gettext_lazy("did not take part in"), gettext_lazy("did not take part in “%(value)s”"),
            _took_part, CONSULTATION, True,
        ),
    },
    CONSULTATIONS,
)  # fmt: skip


def _voices(person: Person) -> list[tuple[Any, ...]]:
    rows = Participant.objects.filter(person=person).select_related("consultation").order_by("-joined_at")
    return [(row.consultation.title, row.pseudonym, row.number, row.name, row.joined_at) for row in rows]


def _words(person: Person) -> list[tuple[Any, ...]]:
    mine = Version.objects.filter(item__participant__person=person).select_related("item__consultation")
    return [
        (
            row.item.consultation.title,
            row.item.get_kind_display(),
            row.number,
            row.title,
            row.text,
            row.made_at,
        )
        for row in mine.order_by("-made_at", "-pk")
    ]


def _votes(person: Person) -> list[tuple[Any, ...]]:
    rows = Vote.objects.filter(participant__person=person).select_related("item__consultation", "version")
    return [
        (
            row.item.consultation.title,
            str(row.version),
            row.version.number,
            row.get_choice_display(),
            row.cast_at,
        )
        for row in rows.order_by("-cast_at", "-pk")
    ]


def _entries(person: Person) -> list[tuple[Any, ...]]:
    rows = Entry.objects.filter(person=person).select_related("consultation").order_by("-asked_at", "-pk")
    return [
        (
            row.consultation.title,
            row.address,
            row.name,
            origins.named(row.source),
            row.asked_at,
            row.confirmed_at,
        )
        for row in rows
    ]


def _mails(person: Person) -> list[tuple[Any, ...]]:
    rows = AnnouncementMail.objects.filter(participant__person=person, mailed_at__isnull=False)
    rows = rows.select_related("announcement__consultation").order_by("-mailed_at", "-pk")
    return [
        (row.announcement.consultation.title, listing.label(row.announcement.kind), row.mailed_at)
        for row in rows
    ]


_TITLE, _DATE = gettext_lazy("consultation"), gettext_lazy("date")
_MY_DATA = parts.my_data(
    parts.Part(
        "consultation_voices", CONSULTATIONS,
        {
            "consultation": _TITLE, "pseudonym": gettext_lazy("pseudonym"),
            "number": pgettext_lazy("participant", "number"),
            "name": gettext_lazy("name shown"), "joined_at": _DATE,
        },
        _voices,
    ),
    parts.Part(
        "consultation_texts", gettext_lazy("What you wrote in consultations"),
        {
            "consultation": _TITLE, "kind": gettext_lazy("kind"), "version": gettext_lazy("version"),
            "title": gettext_lazy("title"), "text": gettext_lazy("text"), "written_at": _DATE,
        },
        _words,
    ),
    parts.Part(
        "consultation_votes", gettext_lazy("Your votes in consultations"),
        {
            "consultation": _TITLE, "item": gettext_lazy("contribution"), "version": gettext_lazy("version"),
            "vote": gettext_lazy("vote"), "cast_at": _DATE,
        },
        _votes,
    ),
    parts.Part(
        "consultation_entries", gettext_lazy("How you joined consultations"),
        {
            "consultation": _TITLE, "address": gettext_lazy("e-mail"), "name": gettext_lazy("name"),
            "source": gettext_lazy("source"), "sent_at": gettext_lazy("sent"),
            "confirmed_at": gettext_lazy("confirmed"),
        },
        _entries,
    ),
    parts.Part(
        "consultation_mails", gettext_lazy("E-mails about consultations"),
        {"consultation": _TITLE, "about": gettext_lazy("about"), "mailed_at": gettext_lazy("sent")},
        _mails,
    ),
)  # fmt: skip


def _notice(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["consultations"]:
        yield Part.WHY, _("Your contributions and votes in consultations: to count and to answer them.")
        words = _(
            "Everyone can read contributions, under the pseudonym or name that their author chose. "
            "Votes are published in sums, and in open data under a number."
        )
        yield Part.WHO, words


def _by_mailbox(found: QuerySet[Any], whose: unmerge.Whose) -> QuerySet[Any]:
    return found.filter(mailbox__in=[counted_as(key) for key in whose.keys], joined_at__gte=whose.since)


part = Contribution(
    timeline.groups(timeline.Group("consultation", CONSULTATIONS)),
    timeline.sentences(
        timeline.Sentence(entries.ENTERED, _titled(lambda: _("Took part in the consultation “%(title)s”")))
    ),
    timeline.happened(timeline.Happening(entries.ENTERED, gettext_lazy("took part in a consultation"))),
    criteria.catalogue(_CRITERION),
    _MY_DATA,
    uses(Use("consultations", Consultation.objects.shown, is_handed_on=True)),
    tellers(_notice),
    erasure_hooks.erasers(voices.erase),
    derived_rows.readers(voices.read_anew),
    unmerge.laters(
        unmerge.Later("consultations.participant.person", _by_mailbox),
        unmerge.Later(
            "consultations.entry.person",
            lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
        ),
    ),
)
