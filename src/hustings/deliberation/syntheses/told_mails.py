"""Mail to everyone who took part, at a step: the team's text, and the figures of what each wrote."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.deliberation.consultations.announcements import links
from hustings.deliberation.consultations.announcements.kinds import MailKind
from hustings.deliberation.consultations.models import Participant
from hustings.deliberation.syntheses import fates
from hustings.deliberation.syntheses.models import Telling
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words

NAME = "syntheses.told"


def _find(pk: int) -> Telling | None:
    return Telling.objects.select_related("phase__consultation").filter(pk=pk).first()


def _told(telling: Telling) -> QuerySet[Participant]:
    return telling.phase.consultation.participants.all()


def _words(telling: Telling, participant: Participant) -> Words:
    subject = _("What became of your words: %(title)s") % {"title": telling.phase.consultation.title}
    lines = [line for line in (telling.text, *_lines(participant)) if line]
    link = mails.link("syntheses:told", links.token(participant.pk))
    return Words(subject, lines, _("What became of mine"), link)


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


def _titles(tellings: Collection[int]) -> Mapping[int, str]:
    rows = Telling.objects.filter(pk__in=tellings).select_related("phase")
    return {row.pk: str(row.phase) for row in rows}


KIND = MailKind(NAME, gettext_lazy("What became of your words"), _find, _told, _words, _titles)
