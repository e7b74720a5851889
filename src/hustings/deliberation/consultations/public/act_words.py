"""Acts of an entry in words: what somebody confirms, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations import act_kinds, vote_words
from hustings.deliberation.consultations.models import ItemKind, Version

_KINDS: Mapping[str, str | Promise] = {
    ItemKind.CONTRIBUTION: gettext_lazy("Your contribution"),
    ItemKind.FOR: gettext_lazy("Your argument for"),
    ItemKind.AGAINST: gettext_lazy("Your argument against"),
    ItemKind.SOURCE: gettext_lazy("Your source"),
    ItemKind.STATEMENT: gettext_lazy("Your statement"),
    ItemKind.AMENDMENT: gettext_lazy("Your amendment"),
    ItemKind.REPORT: gettext_lazy("Your report"),
    ItemKind.COMMENT: gettext_lazy("Your comment"),
}
REFUSED: Mapping[str, str | Promise] = {
    "Barred": gettext_lazy("The moderators no longer accept contributions from you here."),
    "Changed": gettext_lazy("The text has changed meanwhile: read the new version and vote again."),
    "Gone": gettext_lazy("This was withdrawn or hidden meanwhile."),
    "NotInvited": gettext_lazy("This consultation is for invited people."),
    "NotOpen": gettext_lazy("This step accepts no contributions at the moment."),
    "TooMany": gettext_lazy("You have written a lot within an hour. Try again later."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One act: what it is, about what, its words, and why it was refused, if it was."""

    what: str
    title: str = ""
    text: str = ""
    refused: str = ""


def refusal(name: str) -> str:
    """Why something was refused, by the name of the refusal."""
    return str(REFUSED.get(name) or REFUSED["NotOpen"])


def lines(acts: Sequence[Mapping[str, Any]]) -> list[Line]:
    """The acts of an entry in order; of votes on one version, the last."""
    last: dict[Any, Mapping[str, Any]] = {}
    for at, act in enumerate(acts):
        key = ("vote", act.get("version")) if act.get("act") == "vote" else at
        last.pop(key, None)
        last[key] = act
    voted = [act["version"] for act in last.values() if act.get("act") == "vote"]
    versions = Version.objects.in_bulk(voted)
    return [_line(act, versions) for act in last.values()]


def _line(act: Mapping[str, Any], versions: Mapping[int, Version]) -> Line:
    refused = refusal(act["refused"]) if "refused" in act else ""
    if act["act"] == "vote":
        version = versions.get(act["version"])
        title = str(version) if version else ""
        if not act["choice"]:
            return Line(_("Your vote, taken back"), title, refused=refused)
        what = _("Your vote: %(choice)s") % {"choice": vote_words.label(act["choice"])}
        return Line(what, title, refused=refused)
    if kind := act_kinds.kinds.find(act["act"]):
        return Line(kind.said(act), text=act.get("text", ""), refused=refused)
    what = str(_KINDS.get(act.get("kind", ""), _("Your contribution")))
    return Line(what, act.get("title", ""), act.get("text", ""), refused)
