"""Sentences of imports on a timeline."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.text import phrases
from hustings.people.changes import journal, timeline_sentences
from hustings.people.persons import timeline
from hustings.people.persons.models import Email
from hustings.people.persons.sentences.record import Data, step, with_data


def _imported(data: Data) -> str:
    """What a file changed, field by field: from, to, and what it added."""
    words = _("Changed by the file “%(file)s”, line %(line)s") % {"file": data["file"], "line": data["line"]}
    was, now = data.get("was", {}), data.get("now", {})
    steps = [_imported_step(target, was.get(target), value) for target, value in now.items()]
    steps += [
        _("%(what)s added") % {"what": timeline_sentences.TARGETS[table]}
        for table in data.get("added", {})
        if table in timeline_sentences.TARGETS
    ]
    if data.get("barred"):
        steps.append(_("their addresses open no own page until somebody vouches for them"))
    return f"{words}. {phrases.row(steps)}" if steps else words


def _imported_step(target: str, was: Any, now: Any) -> str:
    """Keys of other rows, such as a territory's, say nothing to people; the field's name does."""
    if target in journal.KEYED:
        return timeline_sentences.target(target)
    if target.startswith(journal.EMAIL):
        words = {"from": Email.Status(was).label, "to": Email.Status(now).label}
        return step(target.removeprefix(journal.EMAIL), words)
    was, now = (
        "" if value is None else timeline_sentences.plain(timeline_sentences.typed(target, value))
        for value in (was, now)
    )
    return step(timeline_sentences.target(target), {"from": was, "to": now})


part = Contribution(
    timeline.groups(timeline.Group("import", gettext_lazy("Imports"))),
    timeline.sentences(
        timeline.Sentence(
            "import.created", with_data(gettext_lazy("Came in with the file “%(file)s”, line %(line)s"))
        ),
        timeline.Sentence("import.changed", _imported),
    ),
)
