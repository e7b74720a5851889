"""Privacy notice: the purposes really in use here, read from the installation itself."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.privacy import InUse, Part, Told, tellers, uses
from hustings.people.persons.models import Purpose
from hustings.site.website.models import ConsentLine, NoticeChange

log = logging.getLogger(__name__)


HEADINGS = {
    Part.WHY: gettext_lazy("What we collect and why"),
    Part.WHENCE: gettext_lazy("Where your data comes from"),
    Part.HOW_LONG: gettext_lazy("How long"),
    Part.WHO: gettext_lazy("Who sees them"),
    Part.VISITS: gettext_lazy("If you only browse"),
}


def in_use() -> InUse:
    """Everything that apps name, by one question."""
    found = {use.name: use for use in uses.all()}
    rows = Campaign.objects.annotate(**{f"in_use_{name}": Exists(use.rows()) for name, use in found.items()})
    row: Any = rows.first() or rows.get(pk=Campaign.current().pk)
    made = InUse({name: getattr(row, f"in_use_{name}") for name in found})
    made.campaign = row
    return made


def told() -> list[Told]:
    """Every sentence, in the language of the moment; what holds for the whole site comes first."""
    use = in_use()
    return [sentence for teller in reversed(tellers.all()) for sentence in teller(use)]


def by_part(sentences: Iterable[Told]) -> list[tuple[str, list[str]]]:
    """The sentences below their headings; a heading with nothing to say is left out."""
    gathered: dict[Part, list[str]] = {part: [] for part in Part}
    for part, sentence in sentences:
        gathered[part].append(sentence)
    return [(str(HEADINGS[part]), lines) for part, lines in gathered.items() if lines]


def of_site(use: InUse) -> Iterable[Told]:
    for teller in (_of_forms, _of_counting, _of_readers):
        yield from teller(use)


def _of_forms(use: Mapping[str, bool]) -> Iterable[Told]:
    yield (
        Part.WHY,
        _(
            "Your name, e-mail address, postcode and town, as you give them: to write to you about"
            " what is happening near you."
        ),
    )
    lines = ConsentLine.objects.filter(language=get_language() or settings.LANGUAGE_CODE)
    for line in lines.select_related("wording"):
        words = _("%(purpose)s, if you agreed to it: “%(sentence)s”")
        name = str(Purpose(line.purpose).label)
        yield Part.WHY, words % {"purpose": name[:1].upper() + name[1:], "sentence": line.wording.text}
    yield (
        Part.WHY,
        _("The very sentence that you agreed to, the page and the moment: to be able to prove it."),
    )
    yield (
        Part.WHY,
        _(
            "To be in touch with a campaign may reveal a political opinion: we process it with your "
            "explicit consent (GDPR, articles 6 and 9)."
        ),
    )
    yield Part.WHENCE, _("From you: what you write in our forms and on your page.")
    yield Part.VISITS, _("This site sets no cookie for its readers and asks nothing of third parties.")
    yield (
        Part.VISITS,
        _(
            "Only if you ask to be remembered on a device, one cookie lets our forms know you there again, "
            "for 180 days. It holds a random number. “Not you?” beside a form ends it, and so does your page."
        ),
    )
    yield (
        Part.VISITS,
        _(
            "Against floods of forms we keep, until the next day, a digest of the network address "
            "that a form comes from; nobody can be found by it."
        ),
    )


def _of_counting(use: Mapping[str, bool]) -> Iterable[Told]:
    if not use["uncounted"]:
        words = _("It counts page views by day, and keeps nothing about who reads.")
        yield Part.VISITS, words


def _of_readers(use: Mapping[str, bool]) -> Iterable[Told]:
    if settings.MAIL_PROVIDER or any(each.is_handed_on and use[each.name] for each in uses.all()):
        words = _("The members of the team who need it. What they look at is logged.")
    else:
        words = _("The members of the team who need it, and no one else. What they look at is logged.")
    yield Part.WHO, words


@transaction.atomic
def note_changes() -> int:
    """Keep what is new or gone in each language's notice since it was last noted; how many have changed."""
    n = 0
    for code, _name in settings.LANGUAGES:
        with override(code):
            now = [sentence for _part, sentence in told()]
        last = NoticeChange.objects.filter(language=code).first()
        if last and last.said == now:
            continue
        before = last.said if last else now  # the first of all is no change
        added, removed = (
            [each for each in now if each not in before],
            [each for each in before if each not in now],
        )
        NoticeChange.objects.create(language=code, said=now, added=added, removed=removed)
        n += 1
    if n:
        log.info("website.notice_changed languages=%s", n)
    return n


def changes(language: str) -> list[NoticeChange]:
    """The last ones, newest first; the oldest tells from when the page has been kept."""
    return list(NoticeChange.objects.filter(language=language)[:5])
