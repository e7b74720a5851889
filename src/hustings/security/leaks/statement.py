"""A draft of what to say, with the numbers of a case, in English and French. It goes nowhere by itself."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.campaigns.models import Campaign
from hustings.security.leaks.models import Case
from mailguard.forensics import names, telling
from mailguard.i18n import translate

LANGUAGES = ("en", "fr")
KINDS = ("altered", "forged", "decoy", "unknown")
_MOST = 10  # files that are named; the register names all


def drafts(case: Case) -> dict[str, str]:
    with case.open() as store:
        found = telling.summary(store)
    name, root = Campaign.current().name, str(case.path)
    made = {}
    for language in LANGUAGES:
        with translation.override(language):
            made[language] = "\n\n".join(_paragraphs(found, name, root, language))
    return made


def _paragraphs(found: dict[str, Any], name: str, root: str, language: str) -> list[str]:
    counts = {kind: n for kind, n in found["classes"].items() if n}
    said = [
        _("Files have been published that are presented as e-mails of %(name)s.") % {"name": name},
        _read(found),
        *_unread(found, root, language),
    ]
    said += [_of_kind(kind, counts[kind]) % {"n": _n(counts[kind])} for kind in KINDS if kind in counts]
    register = _(
        "We have listed every file with its hash in a register that anyone can check. Its final "
        "hash is %(hash)s."
    )
    said.append(register % {"hash": found["register"]})
    said.append(
        _(
            "E-mails contain the private lives of people who never chose to be in public. Please don’t "
            "share them."
        )
    )
    return said


def _read(found: dict[str, Any]) -> str:
    """Files that were read; of those that could not be, nothing is claimed."""
    read = found["mails"] - found["classes"]["unread"]
    if not read:
        return _("We haven’t been able to read any e-mail in them so far.")
    said = {"mails": _mails(read), "boxes": _boxes(len(found["mailboxes"]))}
    if found["n_unread"] or found["classes"]["unread"]:
        return _("What we could read: %(mails)s from %(boxes)s.") % said
    return _("We have read all of them: %(mails)s from %(boxes)s.") % said


def _unread(found: dict[str, Any], root: str, language: str) -> Iterator[str]:
    if n := found["n_unread"]:
        said = ngettext(
            "%(n)s file could not be fully read and is only partly included in these figures:",
            "%(n)s files could not be fully read and are only partly included in these figures:",
            n,
        ) % {"n": _n(n)}
        files = [f"– {named(each['path'], root)}: {_why(each, language)}" for each in found["unread"][:_MOST]]
        if n > _MOST:
            files.append(_("and %(n)s more, listed in the register.") % {"n": _n(n - _MOST)})
        yield "\n".join([said, *files])
    if n := found["classes"]["unread"]:
        yield ngettext("%(n)s e-mail could not be read.", "%(n)s e-mails could not be read.", n) % {
            "n": _n(n)
        }


def _why(each: dict[str, str], language: str) -> str:
    return translate(each["why"], language).rstrip(".")


def named(path: str, root: str) -> str:
    """A file of a dump, without where on the server it lies."""
    root = names.kept(root)
    inner = path.removeprefix(root).strip("/") if path.startswith(root) else path
    return f"{PurePath(root).name}/{inner}" if inner else PurePath(root).name


def _mails(n: int) -> str:
    return ngettext("%(n)s e-mail", "%(n)s e-mails", n) % {"n": _n(n)}


def _boxes(n: int) -> str:
    return ngettext("%(n)s mailbox", "%(n)s mailboxes", n) % {"n": _n(n)}


def _of_kind(kind: str, n: int) -> str:
    if kind == "altered":
        return ngettext(
            "%(n)s of them was altered: we have the original and can show each change.",
            "%(n)s of them were altered: we have the originals and can show each change.",
            n,
        )
    if kind == "forged":
        return ngettext(
            "%(n)s is a forgery in our name that we never sent.",
            "%(n)s are forgeries in our name that we never sent.",
            n,
        )
    if kind == "decoy":
        return ngettext(
            "%(n)s is a decoy that we wrote ourselves to mislead intruders.",
            "%(n)s are decoys that we wrote ourselves to mislead intruders.",
            n,
        )
    return ngettext(
        "%(n)s can’t be verified at present.",
        "%(n)s can’t be verified at present.",
        n,
    )


def _n(number: int) -> str:
    return str(number_format(number, force_grouping=True))
