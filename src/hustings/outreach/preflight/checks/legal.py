"""Checks of what the law wants to read in a letter, by the country's rules."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from hustings.foundation.legal import Channel, Rule, load
from hustings.outreach.emails.advertising import Label
from hustings.outreach.emails.merge_fields import Merge, fields
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight.desk import Desk, Sight
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, check

_UNSUBSCRIBE, _EMAIL = Merge("unsubscribe_url"), Merge("email")


@check(gettext_lazy("Unsubscribe link and reason for the e-mail"), About.LETTERS, may_stop=True)
def way_out(desk: Desk) -> Iterator[Finding]:
    """The frame of each letter has both; whoever changes it must not lose them."""
    for sight in desk.sights:
        if sight.made is None:
            continue
        for pieces in (sight.made.html, sight.made.text):
            there = fields(pieces)
            if _UNSUBSCRIBE not in there:
                yield Finding(_("The unsubscribe link is missing."), place=sight.place)
            if _EMAIL not in there:
                yield Finding(_("It doesn’t say why the recipient gets it."), place=sight.place)


@check(gettext_lazy("Legal imprint"), About.LETTERS, may_stop=True)
def imprint(desk: Desk) -> Iterator[Finding]:
    rule = next((rule for rule in _demands(desk, set()) if _element(rule) == "imprint"), None)
    if rule is None:
        return
    if not desk.campaign.postal_address:
        words = _("Each e-mail must name the publisher and their address (%(article)s).")
        remedy = _("Enter the postal address in Settings › Campaign.")
        yield Finding(words % {"article": _cited(rule.article)}, remedy=remedy)
        return
    for sight in desk.sights:
        if sight.made and not _holds(sight, desk.campaign.postal_address):
            words = _("The required postal address is missing (%(article)s).")
            yield Finding(words % {"article": _cited(rule.article)}, place=sight.place)


@check(gettext_lazy("Political advertising label"), About.LETTERS)
def advertising(desk: Desk) -> Iterator[Finding]:
    """Whether it is advertising somebody has to know: asked for by fact, once it is said."""
    rules = {_element(rule): rule for rule in _demands(desk, {"advertising", "targeted"})}
    statement = rules.get("ad_statement")
    if statement is None or desk.mailing.says != Mailing.Says.CAMPAIGN:
        return
    article = {"article": _cited(statement.article)}
    if desk.label:
        yield from _lacking(desk, desk.label, rules)
        return
    labels = _labels(statement)
    for sight in desk.sights:
        if any(_holds(sight, label) for label in labels):
            words = _("It calls itself a political advertisement but isn’t marked as one.")
            yield Finding(words, Weight.WARNS, _(_MARK), sight.place)
    if desk.mailing.advertising == Mailing.Said.OWN:
        if not desk.mailing.ad_reason.strip():
            words = _("It is marked as not political advertising, but without a reason (%(article)s).")
            yield Finding(words % article, Weight.WARNS, _("Enter the reason in the editor."))
    else:
        words = _("Choose whether it is political advertising (%(article)s).")
        yield Finding(words % article, Weight.HINT, _(_MARK))


_MARK = gettext_noop("See “Political advertising” in the editor.")


def _lacking(desk: Desk, label: Label, rules: dict[str, Rule]) -> Iterator[Finding]:  # type: ignore[type-arg]
    settings = _("Enter it in Settings › Campaign.")
    asked = [
        ("ad_sponsor", label.sponsor, _("The sponsor’s name is missing (%(article)s)."), settings),
        ("ad_sponsor", label.address, _("The sponsor’s address or e-mail is missing (%(article)s)."),
         settings),
        ("ad_linked_to", label.linked_to, _("The election it is linked to is missing (%(article)s)."),
         _("Enter it under “Political advertising” in the editor.")),
        ("ad_notice", label.notice, _("The address of the transparency notice is missing (%(article)s)."),
         settings),
    ]  # fmt: skip
    for element, said, words, remedy in asked:
        if element in rules and not said:
            yield Finding(words % {"article": _cited(rules[element].article)}, Weight.WARNS, remedy)
    if label.is_targeted and (rule := load(desk.campaign.country).consent.get("targeting")):
        language = get_language() or "en"
        says, article = rule.says.say(language), _cited(rule.article)
        words = _("Recipients are chosen by personal data: %(says)s (%(article)s)")
        doubt = rule.doubt.say(language) if rule.doubt else ""
        yield Finding(words % {"says": says, "article": article}, Weight.HINT, _unsure(doubt))


def _cited(article: str) -> str:
    """An article as one cites it in the reader's language: the Union's acts have a name in each."""
    return article.replace("Regulation (EU)", _("Regulation (EU)"))


def _unsure(doubt: str) -> str:
    return _("Not confirmed: %(doubt)s") % {"doubt": doubt} if doubt else ""


def _demands(desk: Desk, traits: set[str]) -> list[Rule]:  # type: ignore[type-arg]
    country = desk.campaign.country
    if not country or desk.mailing.says == Mailing.Says.SERVICE:
        return []
    return list(load(country).demands(Channel.EMAIL, timezone.localdate(), traits))


def _element(rule: Rule) -> str:  # type: ignore[type-arg]
    value = rule.on(timezone.localdate())
    return value.element if value else ""


def _labels(rule: Rule) -> list[str]:  # type: ignore[type-arg]
    value = rule.on(timezone.localdate())
    said = value.words if value else None
    found = [said.say(language) for language in (get_language() or "en", "en", "fr")] if said else []
    return list(dict.fromkeys(found))


def _holds(sight: Sight, text: str) -> bool:
    return "".join(text.split()).casefold() in "".join(sight.words.split()).casefold()


CHECKS = (
    way_out,
    imprint,
    advertising,
)
