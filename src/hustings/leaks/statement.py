"""A draft of what to say, with the numbers of a case, in English and French. It goes nowhere by itself."""

from typing import Any

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.campaigns.models import Campaign
from hustings.leaks.models import Case
from mailguard.leaks import telling

LANGUAGES = ("en", "fr")
KINDS = ("altered", "forged", "decoy", "unknown")


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
    counts = {kind: n for kind, n in found["classes"].items() if n}
    said = [
        _("Files have been published that are said to be mail of %(name)s.") % {"name": name},
        _("We have read them: %(mails)s from %(boxes)s.")
        % {"mails": _mails(found["mails"]), "boxes": _boxes(len(found["mailboxes"]))},
    ]
    said += [_of_kind(kind, counts[kind]) % {"n": _n(counts[kind])} for kind in KINDS if kind in counts]
    register = _(
        "Each file stands in a register with its hash, which anybody can check. It ends in %(hash)s."
    )
    said.append(register % {"hash": found["register"]})
    said.append(_("Mail holds the private lives of people who never asked to be in public. Don’t spread it."))
    return said


def _mails(n: int) -> str:
    return ngettext("%(n)s mail", "%(n)s mails", n) % {"n": _n(n)}


def _boxes(n: int) -> str:
    return ngettext("%(n)s mailbox", "%(n)s mailboxes", n) % {"n": _n(n)}


def _of_kind(kind: str, n: int) -> str:
    if kind == "altered":
        return ngettext(
            "%(n)s of them was changed: we have the true one and can show each change.",
            "%(n)s of them were changed: we have the true ones and can show each change.",
            n,
        )
    if kind == "forged":
        return ngettext(
            "%(n)s bears our name and was never sent by us.",
            "%(n)s bear our name and were never sent by us.",
            n,
        )
    if kind == "decoy":
        return ngettext(
            "%(n)s is a decoy: we wrote it ourselves to mislead whoever would break in.",
            "%(n)s are decoys: we wrote them ourselves to mislead whoever would break in.",
            n,
        )
    return ngettext(
        "Of %(n)s nobody can say today whether it is true.",
        "Of %(n)s nobody can say today whether they are true.",
        n,
    )


def _n(number: int) -> str:
    return str(number_format(number, force_grouping=True))
