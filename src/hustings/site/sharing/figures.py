"""Texts by what they bring: shown, followed, and deeds of those who came, in three queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Sum
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hustings.foundation.lib.display import charts, proportions
from hustings.people.persons.models import Arrival
from hustings.site.sharing.models import LETTERS, Channel, ShareTally, ShareText, decoded


@dataclass
class Outcome:
    n_shown: int = 0
    n_views: int = 0
    acts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def n_acts(self) -> int:
        return sum(self.acts.values())

    @property
    def between(self) -> tuple[float, float]:
        return proportions.between(self.n_acts, self.n_shown)

    @property
    def rate(self) -> float:
        return min(self.n_acts / self.n_shown, 1.0) if self.n_shown else 0.0

    @property
    def in_words(self) -> str:
        """``0.4 % (0.2–0.7)``."""
        if not self.n_shown:
            return "–"
        least, most = self.between
        return (
            f"{proportions.percent(self.rate)} ({proportions.percent(least)} – {proportions.percent(most)})"
        )


@dataclass
class Figures:
    """Of all texts of a subject: each with what came of it, and the channels."""

    texts: list[tuple[ShareText, Outcome]]
    channels: list[tuple[Any, Outcome]]

    @property
    def best(self) -> ShareText | None:
        """The one that surely brings most: even its least is above what any other may reach."""
        tried = [(text, one) for text, one in self.texts if one.n_shown]
        if len(tried) < 2:
            return None
        text, top = max(tried, key=lambda pair: pair[1].between[0])
        others = (one.between[1] for other, one in tried if other != text)
        return text if top.between[0] > max(others) else None

    @property
    def chart(self) -> SafeString | str:
        rows = [
            (Truncator(text.text).chars(60), *_thousand(one), one.in_words)
            for text, one in self.texts
            if one.n_shown
        ]
        if not rows:
            return ""
        return charts.ranges(
            rows, label=_("Actions per time shown"),
            headings=(_("text"), _("actions per time shown")),
            description=_("The bar is the 95 % margin of error."),
        )  # fmt: skip


def _thousand(one: Outcome) -> tuple[float, float, float]:
    least, most = one.between
    return 1000 * least, 1000 * one.rate, 1000 * most


def of(texts: Sequence[ShareText]) -> Figures:
    by_text: dict[int, Outcome] = {text.pk: Outcome() for text in texts}
    by_channel: dict[str, Outcome] = {}
    for tally in ShareTally.objects.filter(text__in=by_text):
        for one in (by_text[tally.text_id], by_channel.setdefault(tally.channel, Outcome())):
            one.n_shown += tally.n_shown
            one.n_views += tally.n_views
    words = [text.code(channel.value) for text in texts for channel in LETTERS.values()]
    rows = Arrival.objects.filter(kind=Arrival.Kind.TEXT, word__in=words).order_by().values("word", "act")
    for row in rows.annotate(n=Count("pk")):
        key, name = decoded(row["word"])
        for one in (by_text[key], by_channel.setdefault(name, Outcome())):
            one.acts[row["act"]] += row["n"]
    named = sorted(by_channel.items(), key=lambda pair: -pair[1].n_acts)
    return Figures(
        [(text, by_text[text.pk]) for text in texts], [(Channel(name).label, one) for name, one in named]
    )


def sums(abouts: Sequence[str]) -> dict[str, dict[str, int]]:
    """Of each subject, in a list: its texts in turn, times shown and followed. Two questions."""
    found: dict[str, dict[str, int]] = {about: {"n_texts": 0, "n_shown": 0, "n_views": 0} for about in abouts}
    live = ShareText.objects.live().filter(about__in=abouts).order_by().values("about")
    for row in live.annotate(n=Count("pk")):
        found[row["about"]]["n_texts"] = row["n"]
    tallies = ShareTally.objects.filter(text__about__in=abouts).order_by().values("text__about")
    added = tallies.annotate(shown=Sum("n_shown"), views=Sum("n_views"))
    for about, n_shown, n_views in added.values_list("text__about", "shown", "views"):
        found[about] |= {"n_shown": n_shown, "n_views": n_views}
    return found
