"""The kinds of steps in words, and what one chooses for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from hustings.outreach.automations import wait_times
from hustings.outreach.automations.models import Step


@dataclass(frozen=True)
class StepKind:
    name: str
    label: Any
    hint: Any
    icon: str


KINDS = {
    kind.name: kind
    for kind in [
        StepKind("letter", gettext_lazy("Message"), gettext_lazy("Sends an e-mail"), "mail"),
        StepKind(
            "wait", gettext_lazy("Wait"),
            gettext_lazy("For some hours or days, until a time or weekday, or until a date"), "time",
        ),
        StepKind(
            "condition", gettext_lazy("Condition"),
            gettext_lazy("Splits people by segment"), "help",
        ),
        StepKind("tag", gettext_lazy("Add a tag"), gettext_lazy("Adds a tag to the person"), "tag"),
        StepKind("untag", gettext_lazy("Remove a tag"), gettext_lazy("Removes a tag from the person"), "tag"),
        StepKind(
            "follow_up", gettext_lazy("Follow-up"),
            gettext_lazy("Adds a task to someone’s to-do list"), "tasks",
        ),
        StepKind(
            "leave", pgettext_lazy("step of a sequence", "Exit"),
            gettext_lazy("The person leaves the sequence here"), "logout",
        ),
    ]
}  # fmt: skip


def says(step: Step) -> str:
    """What it does, in words; needs mailing, segment, tag and owner."""
    return _SAYS[step.kind](step)


def _letter(step: Step) -> str:
    subject = step.mailing.subject_shown if step.mailing else ""
    return _("Message: %(subject)s") % {"subject": subject or _("not written yet")}


def _condition(step: Step) -> str:
    return _("In the segment “%(name)s”?") % {"name": step.segment or "–"}


def _follow_up(step: Step) -> str:
    n = int(step.value.get("days") or 0)
    words = ngettext(
        "Follow-up for %(who)s within %(n)d day: %(what)s",
        "Follow-up for %(who)s within %(n)d days: %(what)s", n,
    )  # fmt: skip
    return words % {"who": step.owner or "–", "n": n, "what": step.value.get("what", "")}


_SAYS: dict[str, Callable[[Step], str]] = {
    "letter": _letter,
    "wait": lambda step: wait_times.says(step.value),
    "condition": _condition,
    "tag": lambda step: _("Add the tag “%(name)s”") % {"name": step.tag or "–"},
    "untag": lambda step: _("Remove the tag “%(name)s”") % {"name": step.tag or "–"},
    "follow_up": _follow_up,
    "leave": lambda step: _("Leave the sequence"),
}
