"""Forms of dora's, for the walk over things of others."""

from typing import Any

from django.utils import timezone

from hustings.site.forms.models import Questionnaire, Response


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    form = Questionnaire.objects.create(slug="f", texts={"fr": {"title": "F"}}, opens_at=timezone.now())
    asked = form.questions.create(kind="short", texts={"fr": {"label": "Q"}})
    response = Response.objects.create(
        questionnaire=form, key="k", person=person, language="fr", confirmed_at=timezone.now()
    )
    quota = form.quotas.create(question=asked, value="x", most=1)
    names = ["quotas", "form", "opening", "removal", "question_add", "results", "responses", "export"]
    found: dict[str, list[Any]] = {f"forms:{name}": [form.pk] for name in names}
    for name in ["question", "question_move", "question_retired", "question_version"]:
        found[f"forms:{name}"] = [asked.pk]
    theme = asked.themes.create(name="T")
    group = asked.sortings.create(wanted=2).groups.create()
    for name in ["themes", "theme_answers", "sort", "sorting_progress"]:
        found[f"forms:{name}"] = [asked.pk]
    return {
        **found,
        "forms:theme": [theme.pk],
        "forms:group": [group.pk],
        "forms:quota": [quota.pk],
        "forms:preview": [form.pk, "fr"],
        "forms:response_aside": [response.pk],
        "forms:responses_decided": [form.pk],
    }
