"""How many answers are about each theme, of those that somebody has put under any."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.foundation.lib.display import charts
from hustings.site.forms.models import Answer, Coding, Question, Theme
from hustings.site.forms.results import hides, shares_of
from hustings.site.forms.themes.theme_proposals import answers_of


@dataclass(frozen=True)
class Counts:
    """Of one question: answers, those with a theme, and how many are about each."""

    n: int
    n_coded: int
    population: int | None
    themes: list[tuple[Theme, int]]

    @property
    def n_left(self) -> int:
        return self.n - self.n_coded

    def chart(self, *, is_open: bool = True) -> SafeString | str:
        """The shares; empty without themes. Not ``is_open``: without small numbers."""
        if not self.themes:
            return ""
        points = [(str(theme), n) for theme, n in self.themes]
        hidden = frozenset() if is_open else hides([n for _name, n in points], is_whole=False)
        rows = shares_of(points, self.n_coded, hidden, self.population)
        headings = [_("theme"), _("of answers with a theme"), _("margin of error"), _("number")]
        return charts.shares(rows, label=_("Themes"), headings=headings, few=_("not shown"))


def of(question: Question, answers: QuerySet[Answer] | None = None) -> Counts:
    """Over all answers that count, or over these; three queries."""
    answers = answers_of(question) if answers is None else answers
    codings = Coding.objects.filter(theme__question=question, answer__in=answers.values("pk"))
    counts = dict(codings.order_by().values_list("theme").annotate(n=Count("pk")))
    found = [(theme, counts.get(theme.pk, 0)) for theme in question.themes.all()]
    found.sort(key=lambda pair: -pair[1])
    n_coded = codings.aggregate(n=Count("answer", distinct=True))["n"] if counts else 0
    return Counts(answers.count(), n_coded, question.questionnaire.population, found)
