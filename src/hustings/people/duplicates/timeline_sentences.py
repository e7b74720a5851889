"""How merges and partings read on a timeline and on the pages."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.text import phrases
from hustings.people.duplicates.merging import merge, unmerge
from hustings.people.persons import timeline
from hustings.people.persons.models import Purpose
from hustings.people.persons.sentences import record, topics

_TABLES = {
    "persons.activity": gettext_lazy("lines of activity"),
    "signups.signup": gettext_lazy("sign-ups"),
    "selfservice.pagelink": gettext_lazy("links to the personal page"),
    "persons.recruitlink": gettext_lazy("referral links"),
    "persons.email": gettext_lazy("e-mail addresses"),
    "persons.phone": gettext_lazy("phones"),
    "persons.postaladdress": gettext_lazy("postal addresses"),
    "persons.tagging": gettext_lazy("tags"),
    "persons.fieldvalue": gettext_lazy("values of custom fields"),
    "persons.consententry": gettext_lazy("consent answers"),
    "persons.topicanswer": gettext_lazy("answers on e-mail topics"),
    "persons.look": gettext_lazy("views of the record"),
    "persons.affiliation": gettext_lazy("organisations"),
    "persons.person": gettext_lazy("referred people"),
    "duplicates.merge": gettext_lazy("merges"),
}


def table(name: str) -> str:
    """A table, or a relation such as ``persons.activity.person``, in words."""
    label = ".".join(name.split(".")[:2])
    if label in _TABLES:
        return str(_TABLES[label])
    try:
        return str(apps.get_model(label)._meta.verbose_name_plural)
    except (LookupError, ValueError):
        return label


def counted(counts: Mapping[str, int]) -> str:
    return ", ".join(phrases.pair(table(name), n) for name, n in counts.items())


def column(name: str) -> str:
    if name.startswith("field."):
        return name.removeprefix("field.")
    return record.field_label(name)


def _merged(data: Mapping[str, Any]) -> str:
    if "name" not in data:
        return _("Merged with another record")
    return _("Merged with “%(name)s”") % {"name": data["name"]}


def _parted(data: Mapping[str, Any]) -> str:
    return _said(
        data,
        _("Unmerged from “%(name)s”"),
        gone=_("Unmerged from a record that no longer exists, because its creation was undone"),
        nameless=_("Unmerged from another record"),
    )


def _restored(data: Mapping[str, Any]) -> str:
    return _said(
        data,
        _("Separate record again, unmerged from “%(name)s”"),
        gone=_("Separate record again: the other one no longer exists, because its creation was undone"),
        nameless=_("Separate record again, unmerged from another"),
    )


def _said(data: Mapping[str, Any], named: str, *, gone: str, nameless: str) -> str:
    """The words that fit what may be told of the other one, and what came of the parting."""
    unnamed = gone if data.get("is_gone") else nameless
    says = named % {"name": data["name"]} if "name" in data else unnamed
    return ". ".join([says, *details(data)])


def details(data: Mapping[str, Any]) -> list[str]:
    found = []
    stays = [column(name) for name in data["stays"] if name not in {"name_key", "given_key"}]
    if stays:
        words = {"list": ", ".join(stays)}
        found.append(_("Kept because it was changed since the merge: %(list)s") % words)
    empty = [column(name) for name in dict.fromkeys(data.get("empty", ()))]
    if empty:
        words = {"list": ", ".join(empty)}
        found.append(
            _("Empty because the former value no longer exists or belongs to someone else: %(list)s") % words
        )
    if data["later"]:
        words = {"list": counted(data["later"])}
        found.append(_("Added after the merge with this address, so moved along: %(list)s") % words)
    if data["lost"]:
        found.append(_("Could not be restored: %(list)s") % {"list": counted(data["lost"])})
    noes = [str(Purpose(one).label) for one in data["noes"]]
    noes += [topics.named(names) for names in data.get("outs", ())]
    if noes:
        words = {"list": ", ".join(noes)}
        found.append(_("Refused since the merge, so refused for both: %(list)s") % words)
    return found


part = Contribution(
    timeline.groups(
        timeline.Group("merge", gettext_lazy("Merges")),
    ),
    timeline.sentences(
        timeline.Sentence(merge.MERGED, _merged, names_another=True),
        timeline.Sentence(unmerge.PARTED, _parted, names_another=True),
        timeline.Sentence(unmerge.RESTORED, _restored, names_another=True),
    ),
)
