"""Sentences of imports on a timeline."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.text import phrases
from hustings.people.changes import timeline_sentences
from hustings.people.persons import change_log, timeline
from hustings.people.persons.change_log import Change
from hustings.people.persons.models import Email
from hustings.people.persons.sentences.record import Data, step, with_data


def _imported(data: Data) -> str:
    """What a file changed, field by field: from, to, and what it added."""
    words = _("Updated by the import of “%(file)s”, line %(line)s") % {
        "file": data["file"],
        "line": data["line"],
    }
    changes = change_log.of(data)
    steps = [_step(change) for change in changes if not change.is_addition]
    added = dict.fromkeys(change.table for change in changes if change.is_addition)
    steps += [_("%(what)s added") % {"what": name} for name in map(timeline_sentences.label, added) if name]
    if data.get("barred"):
        steps.append(_("its addresses can't open the personal page until someone on the team confirms them"))
    return f"{words}. {phrases.row(steps)}" if steps else words


def _step(change: Change) -> str:
    """Keys of other rows, such as a territory's, say nothing to people; the field's name does."""
    what = timeline_sentences.target(change.target)
    if change.target in change_log.KEYED:
        return what
    if change.table == change_log.STATUS:
        return step(what, *(str(Email.Status(status).label) for status in (change.old, change.new)))
    was, now = ("" if value is None else timeline_sentences.plain(value) for value in change[1:3])
    return step(what, was, now)


part = Contribution(
    timeline.groups(timeline.Group("import", gettext_lazy("Imports"))),
    timeline.sentences(
        timeline.Sentence(
            "import.created", with_data(gettext_lazy("Added by the import of “%(file)s”, line %(line)s"))
        ),
        timeline.Sentence("import.changed", _imported),
    ),
)
