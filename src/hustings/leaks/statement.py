"""A draft of what to say, with the numbers of a case, in English and French. It goes nowhere by itself."""

from typing import Any

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hustings.campaigns.models import Campaign
from hustings.leaks.models import Case
from mailguard.leaks import telling

LANGUAGES = ("en", "fr")


def drafts(case: Case) -> dict[str, str]:
    """The draft in each language."""
    with case.open() as store:
        found = telling.summary(store)
    name = Campaign.current().name
    made = {}
    for language in LANGUAGES:
        with translation.override(language):
            made[language] = "\n\n".join(_paragraphs(found, name))
    return made


def _paragraphs(found: dict[str, Any], name: str) -> list[str]:
    counts = {kind: _n(n) for kind, n in found["classes"].items() if n}
    said = [
        _("Files have been published that are said to be mail of %(name)s.") % {"name": name},
        _("We have read them: %(n)s mails from %(boxes)s mailboxes.")
        % {"n": _n(found["mails"]), "boxes": _n(len(found["mailboxes"]))},
    ]
    words = {
        "altered": _("%(n)s of them were changed: we have the true ones and can show each change."),
        "forged": _("%(n)s bear our name and were never sent by us."),
        "decoy": _("%(n)s are decoys: we wrote them ourselves to mislead whoever would break in."),
        "unknown": _("Of %(n)s nobody can say today whether they are true."),
    }
    said += [text % {"n": counts[kind]} for kind, text in words.items() if kind in counts]
    register = _(
        "Each file stands in a register with its hash, which anybody can check. It ends in %(hash)s."
    )
    said.append(register % {"hash": found["register"]})
    said.append(_("Mail holds the private lives of people who never asked to be in public. Don’t spread it."))
    return said


def _n(number: int) -> str:
    return str(number_format(number, force_grouping=True))
