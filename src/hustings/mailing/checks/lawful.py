"""Checks of what the law wants to read in a letter, by the country's rules."""

import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.elections import law
from hustings.elections.models import Election
from hustings.legal import Channel, Rule, load
from hustings.mailing.checks.desk import Desk, Sight
from hustings.mailing.checks.finding import Finding, Weight
from hustings.mailing.checks.registry import About, check
from hustings.mailing.merge import Merge, fields
from hustings.mailing.models import Mailing

_UNSUBSCRIBE, _EMAIL = Merge("unsubscribe_url"), Merge("email")


@check(gettext_lazy("Each letter says why one gets it, and how to get no more"), About.LETTERS, may_stop=True)
def way_out(desk: Desk) -> Iterator[Finding]:
    """The frame of each letter has both; whoever changes it must not lose them."""
    for sight in desk.sights:
        if sight.made is None:
            continue
        for pieces in (sight.made.html, sight.made.text):
            there = fields(pieces)
            if _UNSUBSCRIBE not in there:
                yield Finding(_("It has no link to unsubscribe."), place=sight.place)
            if _EMAIL not in there:
                yield Finding(_("It doesn't say to its reader why they get it."), place=sight.place)


@check(gettext_lazy("The imprint that the country's rules ask for is there"), About.LETTERS, may_stop=True)
def imprint(desk: Desk) -> Iterator[Finding]:
    """Name and address of whoever publishes it."""
    rule = next((rule for rule in _demands(desk, set()) if _element(rule) == "imprint"), None)
    if rule is None:
        return
    if not desk.campaign.postal_address:
        words = _("The rules ask for name and address of the promoter in each letter (%(article)s).")
        remedy = _("Write the postal address in Settings › Campaign.")
        yield Finding(words % {"article": rule.article}, remedy=remedy)
        return
    for sight in desk.sights:
        if sight.made and not _holds(sight, desk.campaign.postal_address):
            words = _("The postal address can't be read in it, which the rules ask for (%(article)s).")
            yield Finding(words % {"article": rule.article}, place=sight.place)


@check(gettext_lazy("A political advertisement says that it is one, whose, and what about"), About.LETTERS)
def advertising(desk: Desk) -> Iterator[Finding]:
    """The label that the rules ask for; whether a letter is an advertisement somebody has to know."""
    rules = {_element(rule): rule for rule in _demands(desk, {"advertising"})}
    statement = rules.get("ad_statement")
    if statement is None or desk.mailing.says != Mailing.Says.CAMPAIGN:
        return
    labels = _labels(statement)
    marked = [sight for sight in desk.sights if any(_holds(sight, label) for label in labels)]
    for sight in marked:
        yield from _lacking(desk, sight, rules)
    if marked:
        for sight in desk.sights:
            if sight not in marked:
                words = _("Another letter says that it is a political advertisement; this one doesn't.")
                yield Finding(words, Weight.WARNS, place=sight.place)
    elif desk.sights:
        words = _("If it is a political advertisement, each letter has to say so (%(article)s).")
        remedy = _("Write “%(label)s” in small letters below, with sponsor, election and notice.")
        told = {"label": labels[0]}
        yield Finding(words % {"article": statement.article}, Weight.HINT, remedy % told)


def _lacking(desk: Desk, sight: Sight, rules: dict[str, Rule]) -> Iterator[Finding]:  # type: ignore[type-arg]
    """What an advertisement lacks of what it has to carry."""
    campaign = desk.campaign
    has_address = campaign.postal_address and _holds(sight, campaign.postal_address)
    if "ad_sponsor" in rules and not (has_address and _holds(sight, campaign.sender[0])):
        yield _demanded(rules["ad_sponsor"], sight)
    if "ad_linked_to" in rules and not any(_holds(sight, name) for name in _elections()):
        yield _demanded(rules["ad_linked_to"], sight)
    if "ad_notice" in rules and not any(
        _NOTICE.search(f"{link.words} {link.target}") for link in sight.links
    ):
        yield _demanded(rules["ad_notice"], sight)


_NOTICE = re.compile(r"transparen[ct]", re.IGNORECASE)


def _demanded(rule: Rule, sight: Sight) -> Finding:  # type: ignore[type-arg]
    says = rule.says.say(get_language() or "en")
    words = _("It is said to be a political advertisement, but lacks something: %(says)s (%(article)s)")
    return Finding(words % {"says": says, "article": rule.article}, Weight.WARNS, place=sight.place)


def _demands(desk: Desk, traits: set[str]) -> list[Rule]:  # type: ignore[type-arg]
    """What the rules ask of a letter today."""
    country = law.country()
    if not country or desk.mailing.says == Mailing.Says.SERVICE:
        return []
    return list(load(country).demands(Channel.EMAIL, timezone.localdate(), traits))


def _element(rule: Rule) -> str:  # type: ignore[type-arg]
    value = rule.on(timezone.localdate())
    return value.element if value else ""


def _labels(rule: Rule) -> list[str]:  # type: ignore[type-arg]
    """The wordings that serve, the one in the language of who looks first."""
    value = rule.on(timezone.localdate())
    said = value.words if value else None
    found = [said.say(language) for language in (get_language() or "en", "en", "fr")] if said else []
    return list(dict.fromkeys(found))


def _elections() -> list[str]:
    return list(Election.objects.order_by("pk").values_list("name", flat=True))


def _holds(sight: Sight, text: str) -> bool:
    """Whether one can read that in it, however it is broken into lines."""
    return "".join(text.split()).casefold() in "".join(sight.words.split()).casefold()
