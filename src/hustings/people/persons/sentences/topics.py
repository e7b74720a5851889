"""How answers to topics of mail read on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.people.persons import origins, timeline

IN, OUT = "topic.in", "topic.out"


def named(names: Mapping[str, str]) -> str:
    """The name that a topic had, in the reader's language."""
    return names.get(get_language() or "") or next(iter(names.values()))


def _said(data: Mapping[str, Any]) -> dict[str, str]:
    return {"topic": named(data["topic"]), "source": origins.named(data["source"])}


part = Contribution(
    timeline.groups(
        timeline.Group("topic", gettext_lazy("E-mail topics")),
    ),
    timeline.sentences(
        timeline.Sentence(IN, lambda data: _("Subscribed to “%(topic)s” (%(source)s)") % _said(data)),
        timeline.Sentence(OUT, lambda data: _("Unsubscribed from “%(topic)s” (%(source)s)") % _said(data)),
    ),
    timeline.happened(
        timeline.Happening(IN, gettext_lazy("subscribed to a topic")),
        timeline.Happening(OUT, gettext_lazy("unsubscribed from a topic")),
    ),
)
