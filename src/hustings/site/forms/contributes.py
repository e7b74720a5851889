"""Answers where people are: on timelines, in the download, in segments; and what goes with a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import embeds, how_tos, routes, todos
from hustings.people.changes import undo
from hustings.people.duplicates.merging import derived_rows, unmerge
from hustings.people.persons import timeline
from hustings.people.persons.hooks import erasure_hooks, withdrawals
from hustings.people.persons.models import Person, Purpose
from hustings.people.persons.rights import sees_sums
from hustings.people.selfservice import parts
from hustings.people.signups import hooks
from hustings.people.signups.actions import referral_links
from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import arrivals
from hustings.site.forms import (
    actions,
    criteria,
    embedded,
    home_cards,
    hq_search,
    offers,
    page_blocks,
    privacy,
    schedules,
    valid_responses,
    waiting,
)
from hustings.site.forms.models import Answer, Response
from hustings.site.forms.shared import Forms
from hustings.site.sharing import subjects
from hustings.site.website import blocks
from hustings.site.website import offers as of_site

ANSWERED = "survey.answered"


class _OfSignUps(hooks.SignUpHook):
    def asked(self, sign_up: SignUp, ref: str) -> None:
        """Letters hear of it; nothing here."""

    def confirmed(self, sign_up: SignUp, person: Person, *, is_new: bool) -> None:
        actions.settle(sign_up=sign_up, person=person)

    def sent_with(self, sign_up: SignUp) -> list[str]:
        return [str(one.questionnaire) for one in _of(sign_up)]

    def page_after(self, sign_up: SignUp) -> str:
        last = _of(sign_up).last()
        link = referral_links.offered_link(person=sign_up.person) if last and sign_up.person else None
        words = {"own": link.token if link else "", "zone": sign_up.zone_id or ""}
        asked = urlencode({name: word for name, word in words.items() if word})
        return f"{last.questionnaire.path}thanks/{asked and f'?{asked}'}" if last else ""


def _of(sign_up: SignUp) -> QuerySet[Response]:
    return sign_up.responses.select_related("questionnaire").order_by("pk")


def _sentence(data: Mapping[str, Any]) -> str:
    said = _("Answered the form “%(title)s”") % {"title": data["title"]}
    return arrivals.beside(said, data.get("came"))


def _erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """What nobody confirmed yet, or was put aside: it hangs on no record."""
    Response.objects.filter(mailbox__in=keys).exclude(mailbox="").delete()


def _answers(person: Person) -> list[tuple[Any, ...]]:
    rows = Answer.objects.filter(response__person=person).select_related(
        "response__questionnaire", "question", "option"
    )
    return [
        (str(row.response.questionnaire), str(row.question), str(row.shown), row.response.confirmed_at)
        for row in rows.order_by("-response_id", "question__step", "question__position", "pk")
    ]


app = Contribution(
    how_tos.pages(
        how_tos.beside("ask-with-a-form", "forms:*"),
        how_tos.beside("run-a-survey", "forms:results", "forms:quota*", "forms:theme*"),
    ),
    hq_search.part,
    menu.entries(
        menu.Entry(gettext_lazy("Forms"), "forms:list", sees_sums, "form", 20, "actions"),
        menu.Entry(gettext_lazy("Form"), "forms:list", EDIT_SITE, "form", 40, menu.NEW),
    ),
    routes.hq(routes.Section("hustings.site.forms.urls", "surveys/")),
    privacy.part,
    home_cards.part,
    embeds.kinds(embedded.FormKind()),
    routes.routes(routes.Route("hustings.site.forms.urls_public", is_localised=True)),
    schedules.part,
    of_site.offers(offers.OFFERS),
    blocks.forms(page_blocks.PageForms()),
    criteria.app,
    todos.sources(waiting.due),
    hooks.hearers(
        _OfSignUps(),
    ),
    timeline.sentences(
        timeline.Sentence(ANSWERED, _sentence),
    ),
    timeline.groups(
        timeline.Group("survey", gettext_lazy("Forms")),
    ),
    timeline.happened(
        timeline.Happening(ANSWERED, gettext_lazy("answered a form")),
    ),
    erasure_hooks.erasers(
        _erase,
    ),
    withdrawals.withdrawals(
        withdrawals.Withdrawal(Purpose.ANSWERS, lambda person: actions.forget_answers(person=person)),
    ),
    derived_rows.readers(
        valid_responses.read_anew,
    ),
    unmerge.laters(
        unmerge.Later("forms.response.person", valid_responses.later),
    ),
    undo.traces(
        undo.Trace(
            "responses",
            gettext_lazy("answers to forms"),
            lambda pks: Response.objects.filter(person__in=pks).values_list("person", flat=True),
        ),
    ),
    parts.my_data(
        parts.Part(
            "answers",
            gettext_lazy("What you answered in our forms"),
            {
                "form": gettext_lazy("form"),
                "question": gettext_lazy("question"),
                "answer": gettext_lazy("answer"),
                "when": gettext_lazy("when"),
            },
            _answers,
        ),
    ),
    subjects.kinds(
        Forms(),
    ),
)
