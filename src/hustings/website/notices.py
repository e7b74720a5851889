"""What the privacy notice tells: the purposes really in use here, read from the installation itself."""

import logging
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Exists
from django.utils.translation import get_language, gettext_lazy, ngettext, override
from django.utils.translation import gettext as _

from hustings.campaigns.models import Campaign
from hustings.mailing.carrying import providers
from hustings.mailing.models import Archive
from hustings.people.models import Arrival, Import, Purpose, RecruitLink, RetentionRule
from hustings.people.models.linked import KEPT_UNCONFIRMED
from hustings.petitions.models import Petition
from hustings.representatives.models import Appeal
from hustings.surveys.models import Questionnaire
from hustings.website.models import Audience, ConsentLine, NoticeChange

log = logging.getLogger(__name__)


class Part(StrEnum):
    """The headings, in their order."""

    WHY = "why"
    WHENCE = "whence"
    HOW_LONG = "how_long"
    WHO = "who"
    VISITS = "visits"


HEADINGS = {
    Part.WHY: gettext_lazy("What, and why"),
    Part.WHENCE: gettext_lazy("Where your data come from"),
    Part.HOW_LONG: gettext_lazy("How long"),
    Part.WHO: gettext_lazy("Who sees them"),
    Part.VISITS: gettext_lazy("When you only read"),
}
Told = tuple[Part, str]
Teller = Callable[["Use"], Iterable[Told]]  # in the language of the moment
_tellers: list[Teller] = []


class Use(NamedTuple):
    """What is in use here."""

    campaign: Campaign
    asks: bool
    surveys: bool
    petitions: bool
    appeals: bool
    brought_lists: bool
    brings_friends: bool
    notes_arrivals: bool
    shows_letters: bool
    counts: bool


def in_use() -> Use:
    """All of it by one question."""
    rows = Campaign.objects.annotate(
        asks=Exists(Questionnaire.objects.exclude(opens_at=None)),
        surveys=Exists(Questionnaire.objects.exclude(opens_at=None).filter(is_survey=True)),
        petitions=Exists(Petition.objects.filter(removed_at=None)),
        appeals=Exists(Appeal.objects.all()),
        lists=Exists(Import.objects.filter(state=Import.State.DONE)),
        friends=Exists(RecruitLink.objects.all()),
        arrivals=Exists(Arrival.objects.all()),
        letters=Exists(Archive.objects.filter(is_on=True)),
        silent=Exists(Audience.objects.filter(is_on=False)),
    )
    found: Any = rows.first() or rows.get(pk=Campaign.current().pk)
    told = found.asks, found.surveys, found.petitions, found.appeals, found.lists, found.friends
    return Use(found, *told, found.arrivals, found.letters, not found.silent)


def register(teller: Teller) -> Teller:
    """Have the notice say what an app does, while it does it."""
    _tellers.append(teller)
    return teller


def told() -> list[Told]:
    """Every sentence, in the language of the moment."""
    use = in_use()
    return [sentence for teller in _tellers for sentence in teller(use)]


def by_part(sentences: Iterable[Told]) -> list[tuple[str, list[str]]]:
    """The sentences below their headings; a heading with nothing to say is left out."""
    gathered: dict[Part, list[str]] = {part: [] for part in Part}
    for part, sentence in sentences:
        gathered[part].append(sentence)
    return [(str(HEADINGS[part]), lines) for part, lines in gathered.items() if lines]


@register
def of_forms(use: Use) -> Iterable[Told]:
    """What the forms ask for, each purpose with the very sentence."""
    yield (
        Part.WHY,
        _(
            "Your name, e-mail address, postcode and town, as you give them: to write to you about "
            "what goes on near you."
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
    if use.asks:
        yield Part.WHY, _("What you answer in our questionnaires: to take it into account and to answer you.")
    if use.surveys:
        words = _(
            "What you answer in our surveys, by your explicit consent alone. Unless you want to stay in"
            " touch, your answers hang on no name; of when and from where they came we keep the hour and the"
            " department."
        )
        yield Part.WHY, words
    if use.petitions:
        words = _(
            "Your signature under a petition, and what you write to it: to hand them to whom the petition is"
            " addressed. Your name stands on this site only as you choose."
        )
        yield Part.WHY, words
    if use.appeals:
        words = _(
            "Your letter to a representative: to send it to them in your name; of a call, that you called"
            " and how it went."
        )
        yield Part.WHY, words
    yield Part.WHENCE, _("From you: what you write in our forms and on your page.")
    yield Part.VISITS, _("This site sets no cookie for its readers and asks nothing of third parties.")
    yield (
        Part.VISITS,
        _(
            "Against floods of forms we keep, until the next day, a digest of the network address "
            "that a form comes from; nobody can be found by it."
        ),
    )


@register
def of_counting(use: Use) -> Iterable[Told]:
    """What is counted of reading: pages, and e-mails as far as the campaign measures them."""
    if use.counts:
        words = _("It counts how often its pages are read, by day, and keeps nothing of who reads them.")
        yield Part.VISITS, words
    campaign = use.campaign
    if campaign.measures_clicks_of_people:
        agreed = _("Which links of our e-mails you follow, if you agreed to it.")
        unless = _("Which links of our e-mails you follow, unless you said no to it.")
        is_asked = campaign.measure_clicks == Campaign.Measuring.AGREED
        yield Part.WHY, agreed if is_asked else unless
    if campaign.measure_opens:
        yield Part.WHY, _("Whether you open our e-mails, if you agreed to it.")
    if campaign.measures_people:
        words = ngettext(
            "Who opened or clicked is forgotten after %(n)s day.",
            "Who opened or clicked is forgotten after %(n)s days.",
            campaign.measure_days,
        )
        yield Part.HOW_LONG, words % {"n": campaign.measure_days}


@register
def of_lists(use: Use) -> Iterable[Told]:
    """Lists brought in, and friends brought along."""
    if use.brought_lists:
        yield (
            Part.WHENCE,
            _("From lists that the campaign brought in: ask us from which."),
        )
        words = ngettext(
            "The file of such a list is deleted after %(n)s day.",
            "The file of such a list is deleted after %(n)s days.",
            settings.IMPORT_DAYS,
        )
        yield Part.HOW_LONG, words % {"n": settings.IMPORT_DAYS}
    if use.brings_friends:
        yield (
            Part.WHENCE,
            _(
                "By whose link you came, where you followed a supporter’s: they learn how many people "
                "signed up, not who."
            ),
        )
    if use.notes_arrivals:
        yield (
            Part.WHENCE,
            _("By which link and from which site you came, when you sign up, sign or answer: for 25 months."),
        )


@register
def of_keeping(use: Use) -> Iterable[Told]:
    """The rules of keeping that are switched on."""
    days = KEPT_UNCONFIRMED.days
    words = ngettext(
        "A sign-up that nobody confirms is erased after %(n)s day.",
        "A sign-up that nobody confirms is erased after %(n)s days.",
        days,
    )
    yield Part.HOW_LONG, words % {"n": days}
    rules = list(RetentionRule.objects.filter(is_active=True).order_by("pk"))
    for rule in rules:
        words = ngettext(
            "%(name)s: erased %(n)s day after %(since)s.",
            "%(name)s: erased %(n)s days after %(since)s.",
            rule.days,
        )
        since = rule.get_since_display()
        yield Part.HOW_LONG, words % {"name": rule.name, "n": rule.days, "since": since}
    yield (
        Part.HOW_LONG,
        _(
            "All else stays until you ask for its erasure. Then only a fingerprint of your address is "
            "left, which nobody can read, so that it doesn’t come back into our lists by mistake."
        ),
    )


@register
def of_readers(use: Use) -> Iterable[Told]:
    """Who gets to see something."""
    if use.petitions or use.appeals or settings.MAIL_PROVIDER:
        words = _("The members of the team who need them. It is written down what they look at.")
    else:
        words = _(
            "The members of the team who need them, and nobody else. It is written down what they look at."
        )
    yield Part.WHO, words
    if use.petitions:
        words = _("Whoever a petition is addressed to gets the signatures when it is handed over.")
        yield Part.WHO, words
    if use.appeals:
        words = _("The representatives whom you write to get your letter with your name and e-mail address.")
        yield Part.WHO, words
    if settings.MAIL_PROVIDER:
        words = _("Our e-mails leave through %(name)s, which sees your address and the text.")
        yield Part.WHO, words % {"name": providers.kind_of(settings.MAIL_PROVIDER).title()}
    if use.shows_letters:
        yield (
            Part.WHO,
            _(
                "E-mails to many may be read by everybody on this site:"
                " as somebody reads them of whom nothing is known."
            ),
        )


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
