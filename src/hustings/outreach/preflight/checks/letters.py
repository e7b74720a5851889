"""Checks of the letters together: whether each reader gets exactly one, in a language that they read."""

from collections.abc import Iterator
from itertools import product

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from hustings.outreach.abtests import measures
from hustings.outreach.emails.composition import called
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, check


@check(gettext_lazy("One message per recipient"), About.LETTERS, may_stop=True)
def one_for_each(desk: Desk) -> Iterator[Finding]:
    """Whether all languages and versions are there once."""
    if not desk.sights:
        yield Finding(_("No message has been written yet."))
        return
    written = [(sight.written["version"], sight.language) for sight in desk.sights]
    for version, language in sorted({pair for pair in written if written.count(pair) > 1}):
        words = _("There are several messages “%(name)s”.") % {"name": called(language, version)}
        yield Finding(words, remedy=_("Keep one, or change the language or version of the others."))
    languages = {language for _version, language in written}
    for version, language in sorted(set(product({version for version, _language in written}, languages))):
        if (version, language) not in written:
            words = _("The message “%(name)s” is missing: all versions need the same languages.")
            yield Finding(words % {"name": called(language, version)})
    if not languages & {"", desk.campaign.language}:
        told = {"first": desk.campaign.get_language_display()}
        remedy = _("Write a message for “any language”, or in %(first)s.") % told
        yield Finding(_("People with other languages won’t get any."), remedy=remedy)


@check(gettext_lazy("Messages in each recipient’s language"), About.LETTERS)
def languages(desk: Desk) -> Iterator[Finding]:
    has = {sight.language for sight in desk.sights}
    spoken = dict(settings.LANGUAGES)
    if not has or not has & {"", desk.campaign.language} or len(spoken) < 2:
        return
    for language, n in sorted(desk.languages.items()):
        if language in has or not n or language == desk.campaign.language:
            continue
        if "" in has:
            words = ngettext(
                "%(n)s recipient whose language is %(language)s gets the message for any language.",
                "%(n)s recipients whose language is %(language)s get the message for any language.",
                n,
            )
        else:
            words = ngettext(
                "%(n)s recipient whose language is %(language)s gets the message in %(other)s.",
                "%(n)s recipients whose language is %(language)s get the message in %(other)s.",
                n,
            )
        told = {
            "n": number_format(n, force_grouping=True), "other": spoken[desk.campaign.language],
            "language": spoken.get(language) or language or pgettext("language", "unknown"),
        }  # fmt: skip
        # One letter for all is a decision; letters by language that leave one out look like an oversight.
        weight = Weight.HINT if has == {""} or language not in spoken else Weight.WARNS
        yield Finding(words % told, weight, _("You can add a message in their language."))


@check(gettext_lazy("A/B test settings"), About.LETTERS, may_stop=True)
def versions(desk: Desk) -> Iterator[Finding]:
    mailing = desk.mailing
    trial = desk.trial
    if len(mailing.versions) < 2:
        if trial:
            words = _("An A/B test is set up, but there is only one version: everyone gets it.")
            yield Finding(words, Weight.WARNS)
    elif mailing.is_step:
        yield Finding(_("A message in a sequence can have one version only."))
    elif trial is None:
        words = _("There are several versions, but no A/B test is set up.")
        yield Finding(words, remedy=_("Set up an A/B test, or keep one version."))
    elif trial.measure not in {each.key for each in measures.offered(desk.campaign) if each.decides}:
        words = _("The data used to pick the winner is no longer tracked.")
        yield Finding(words, remedy=_("Set up the A/B test again."))


@check(gettext_lazy("Replies to actions"), About.LETTERS)
def service(desk: Desk) -> Iterator[Finding]:
    if desk.mailing.says == Mailing.Says.SERVICE:
        words = _(
            "Marked as a reply to something recipients did: election silence, sending hours and "
            "limits don’t apply."
        )
        yield Finding(words, Weight.WARNS)


CHECKS = (
    one_for_each,
    languages,
    versions,
    service,
)
