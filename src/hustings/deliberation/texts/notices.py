"""Mail to those whose votes or amendments a new version of a text concerns: one a version."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.deliberation.consultations.announcements.kinds import MailKind
from hustings.deliberation.consultations.models import Participant, Vote
from hustings.deliberation.texts.algebra.rebasing import Fate
from hustings.deliberation.texts.models import Passage, Placement, TextVersion
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words

NAME = "texts.version"
_CLOSED = (Fate.MOOT.value, Fate.CONFLICT.value)


@dataclass(frozen=True, slots=True)
class _News:
    """A version, and the words of the one before that it changed by more than spelling."""

    version: TextVersion
    changed: list[int]

    @property
    def votes(self) -> QuerySet[Vote]:
        return Vote.objects.counted().filter(version__in=self.changed)

    @property
    def placements(self) -> QuerySet[Placement]:
        """Amendments that it closed or cut down."""
        return Placement.objects.filter(Q(fate__in=_CLOSED) | Q(is_merged=True), text_version=self.version)


def _find(pk: int) -> _News | None:
    rows = TextVersion.objects.select_related("text__phase__consultation")
    version = rows.filter(pk=pk).first()
    if version is None:
        return None
    now = Passage.objects.filter(text_version=version, key=OuterRef("key"), words__is_typo=False)
    before = Passage.objects.filter(
        text_version__text=version.text_id, text_version__number=version.number - 1
    )
    changed = before.filter(Exists(now.exclude(words=OuterRef("words"))))
    return _News(version, list(changed.order_by().values_list("words", flat=True)))


def _told(news: _News) -> QuerySet[Participant]:
    voted = news.votes.filter(participant=OuterRef("pk"))
    amended = news.placements.filter(amendment__item__participant=OuterRef("pk"))
    return news.version.text.phase.consultation.participants.filter(Exists(voted) | Exists(amended))


def _words(news: _News, participant: Participant) -> Words:
    version, theirs = news.version, participant.voices().values("pk")
    n_changed = news.votes.filter(participant__in=theirs).values("version").distinct().count()
    n_amendments = news.placements.filter(amendment__item__participant__in=theirs).count()
    lines = [_changed(version.number, n_changed), *([version.why] if version.why else [])]
    if n_amendments:
        lines.append(_amended(n_amendments))
    if n_changed:
        lines.append(
            _("Your vote stays with the words you voted on. One click carries it over to the new ones.")
        )
    link = mails.link("texts:comparison", version.text_id, version.number)
    named = {"title": version.text.phase.consultation.title, "n": version.number}
    subject = _("The text has changed: %(title)s, version %(n)s") % named
    return Words(subject, lines, _("See what has changed"), link)


def _changed(number: int, n: int) -> str:
    if not n:
        return _("Version %(number)s is published.") % {"number": number}
    return ngettext(
        "Version %(number)s is published. It changes %(n)s passage on which you voted.",
        "Version %(number)s is published. It changes %(n)s passages on which you voted.", n,
    ) % {"number": number, "n": n}  # fmt: skip


def _amended(n: int) -> str:
    return ngettext(
        "%(n)s of your amendments is closed or was shortened by it: its page says why.",
        "%(n)s of your amendments are closed or were shortened by it: their pages say why.", n,
    ) % {"n": n}  # fmt: skip


def _titles(versions: Collection[int]) -> Mapping[int, str]:
    return {pk: str(row) for pk, row in TextVersion.objects.in_bulk(versions).items()}


KIND = MailKind(NAME, gettext_lazy("A new version of the text"), _find, _told, _words, _titles)
