"""Closed questions of a sheet: the result of each door, then those of the script."""

from django.utils.translation import gettext as _

from hustings.field.walk_sheets.paper.layouts import Choice, Question
from hustings.people.scripts.models import Version

RESULT = "result"


def of(version: Version | None) -> list[Question]:
    """In the reader's language. Questions that are answered in words have no boxes."""
    found = [Question(RESULT, _("Result"), results())]
    for step in version.walked() if version else ():
        if step.options:
            choices = tuple(Choice(option.key, option.label) for option in step.options)
            found.append(Question(step.key, step.text, choices, is_many=step.kind == "many"))
    return found


def results() -> tuple[Choice, ...]:
    return (
        Choice("absent", _("Nobody at home")),
        Choice("reached", _("We talked")),
        Choice("refused", _("Doesn’t want to talk")),
        Choice("again", _("Come back later")),
        Choice("never", _("Never come back")),
    )
