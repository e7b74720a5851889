"""A form on the site: step by step, without a cookie; what was typed travels in the page, signed."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.lib.web import live_fragments
from hustings.foundation.territories import place_search
from hustings.people.signups.public_forms import arrivals, consents, embeds, stamp
from hustings.people.signups.public_forms import responses as guards
from hustings.people.signups.public_forms.base import TRAP
from hustings.site.forms import actions
from hustings.site.forms.answering import consents as consenting
from hustings.site.forms.answering import quotas, shuffle, spam, steps
from hustings.site.forms.answering.answer_steps import TOPICS, WHO, AnswerForm, purposes
from hustings.site.forms.answering.steps import Typed
from hustings.site.forms.models import Question, Questionnaire

PAGE, CLOSED = "forms/form.html", "forms/closed.html"


class Way:
    """One visitor's way through a form: the questions, what was typed so far, where they are."""

    def __init__(self, questionnaire: Questionnaire, shown: stamp.Stamp, typed: Typed, at: int) -> None:
        self.questionnaire, self.shown, self.typed = questionnaire, shown, typed
        found = steps.questions_of(questionnaire)
        if shuffle.SEED not in typed and shuffle.mixes(questionnaire, found):
            self.typed = {**typed, shuffle.SEED: [shuffle.seed()]}
        self.seed = self.typed.get(shuffle.SEED, [""])[0]
        self.questions = shuffle.questions(questionnaire, found, self.seed)
        self.at = at if at in self.numbers else self.numbers[0]
        self.trouble: Callable[[AnswerForm], None] | None = (
            None  # what to say of the whole, beside the fields
        )

    @property
    def numbers(self) -> list[int]:
        """The steps, by what was typed."""
        return steps.numbers(self.questions, self.typed)

    @property
    def is_last(self) -> bool:
        return self.at == self.numbers[-1]

    def asked(self) -> list[Question]:
        return [one for one in steps.asked(self.questions, self.typed) if one.step == self.at]

    def names(self) -> list[str]:
        mine = [one.name for one in self.questions if one.step == self.at]
        theirs = (
            [*WHO, TOPICS, *(f"consent_{purpose}" for purpose in self.shown.lines)] if self.is_last else []
        )
        return [*mine, *theirs]

    def form(self, *, is_bound: bool) -> AnswerForm:
        """This step, with what was typed in it; ``is_bound``: and what is wrong with it."""
        data = steps.data(self.typed)
        made = (self.shown, self.questionnaire, self.asked(), self.is_last)
        if is_bound:
            bound = AnswerForm(*made, data, seed=self.seed)
            if self.trouble:
                self.trouble(bound)
            return bound
        found = AnswerForm(*made, seed=self.seed)
        found.initial = {name: data.getlist(name) if _is_many(found, name) else data[name] for name in data}
        return found

    def whole(self) -> AnswerForm:
        questions = steps.asked(self.questions, self.typed)
        return AnswerForm(
            self.shown, self.questionnaire, questions, True, steps.data(self.typed), seed=self.seed
        )

    def written(self) -> list[tuple[str, str]]:
        """What was chosen and typed, for whom the form can't be taken from any more."""
        mine = [one for one in self.questions if one.name in self.typed]
        made = AnswerForm(self.shown, self.questionnaire, mine, True, steps.data(self.typed), seed=self.seed)
        return made.written

    def said(self) -> dict[int, list[str]]:
        """What was chosen so far, by question."""
        questions = steps.asked(self.questions, self.typed)
        return {one.pk: self.typed[one.name] for one in questions if one.name in self.typed}

    def move(self, by: int) -> None:
        numbers = self.numbers
        place = numbers.index(self.at) if self.at in numbers else 0
        self.at = numbers[max(0, min(place + by, len(numbers) - 1))]


def _is_many(form: AnswerForm, name: str) -> bool:
    return bool(getattr(getattr(form.fields.get(name), "widget", None), "allow_multiple_selected", False))


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str) -> HttpResponse:
    questionnaire = get_object_or_404(Questionnaire.objects.exclude(opens_at=None), slug=slug)
    if questionnaire.is_open:
        return walk(request, questionnaire, _send)
    return _closed(request, questionnaire, _way(request, questionnaire) if request.method == "POST" else None)


def _way(request: HttpRequest, questionnaire: Questionnaire) -> Way:
    shown = guards.shown(request) or _stamp(request, questionnaire)
    at, typed = request.POST.get("at", ""), steps.read(request.POST.get("typed", ""))
    way = Way(questionnaire, shown, typed, int(at) if at.isdecimal() and len(at) < 5 else 0)
    way.typed = steps.with_step(way.typed, way.names(), request.POST)
    return way


def walk(
    request: HttpRequest,
    questionnaire: Questionnaire,
    send: Callable[[HttpRequest, Way], HttpResponse] | None,
) -> HttpResponse:
    """A step, the one before it, the next one; after the last ``send``, or the first again."""
    if request.method != "POST":
        return _page(request, Way(questionnaire, _stamp(request, questionnaire), {}, 0), is_bound=False)
    way = _way(request, questionnaire)
    if stamp.read(request.POST.get("stamp", "")) is None:
        way.typed = {name: said for name, said in way.typed.items() if not name.startswith("consent_")}
        return _in_trouble(request, way, AnswerForm.say_strange, 410)
    if request.POST.get("go") == "back":
        way.move(-1)
        return _page(request, way, is_bound=False)
    step = way.form(is_bound=True)
    if not step.is_valid():
        way.shown = step.shown
        return _page(request, way, is_bound=True, status=422)
    if way.is_last and send:
        return send(request, way)
    if way.is_last:
        return redirect(request.path)
    if quotas.is_full(questionnaire, way.said()):
        return _full(request, questionnaire, way)
    way.move(1)
    return _page(request, way, is_bound=False)


def _send(request: HttpRequest, way: Way) -> HttpResponse:
    whole = way.whole()
    if not whole.is_valid():  # the questions have changed meanwhile
        wrong = [question.step for question in whole.questions if question.name in whole.errors]
        way.at = min(wrong, default=way.at)
        return _page(request, way, is_bound=True, status=422)
    shown, who = way.shown, whole.who
    try:
        made = actions.answer(
            questionnaire=way.questionnaire,
            answers=whole.answers,
            who=who,
            language=get_language() or settings.LANGUAGE_CODE,
            source=shown.source,
            key=shown.key_of(who["email"]) or secrets.token_hex(16),
            visitor=guards.visitor(request),
            came=shown.came,
            is_trapped=bool(request.POST.get(TRAP)),
            age=None if shown.known else shown.age,  # filled in by us: one press is left
            shown=shuffle.shown(way.questionnaire, whole.questions, way.seed),
            known=shown.known,
        )
    except spam.TooManyAnswers:
        return _in_trouble(request, way, AnswerForm.say_many, 429)
    except actions.NotOpen:
        return _closed(request, way.questionnaire, way)
    except quotas.QuotaFull:
        return _full(request, way.questionnaire, way)
    sign_up = made.sign_up
    if sign_up and sign_up.stands:
        return redirect("sign_ups:link", sign_up.link_token)
    thanks = f"{way.questionnaire.path}thanks/{_after(way.questionnaire, who)}"
    answer = redirect(embeds.sent(request, thanks))
    guards.note_wish(request, answer, sign_up)
    return answer


def _after(questionnaire: Questionnaire, who: Mapping[str, Any]) -> str:
    """What the page of thanks is to say: look for our mail, that for joining alone, or nothing more."""
    if not questionnaire.is_survey or consenting.stays_in_touch(who["consents"]):
        return "?sent=1"
    return "?joins=1" if consenting.JOIN in who["consents"] else ""


def _stamp(request: HttpRequest, questionnaire: Questionnaire) -> stamp.Stamp:
    boxes = consenting.sentences(questionnaire, purposes(questionnaire), request)
    # A survey asks no name of whoever does not want to stay in touch, and is told none.
    return consents.stamped(request.path, request, boxes, for_anybody=questionnaire.is_survey)


def beginning(request: HttpRequest, questionnaire: Questionnaire) -> dict[str, Any]:
    """What a page of the site shows of a form: its first step, and no step where it is closed."""
    if not questionnaire.is_open:
        return _around(questionnaire)
    way = Way(questionnaire, _stamp(request, questionnaire), {}, 0)
    if way.seed:  # the order of its choices is this reader's own
        live_fragments.for_one(request)
    return _around(questionnaire) | _step(way, questionnaire.path, is_bound=False)


def _step(way: Way, action: str, *, is_bound: bool) -> dict[str, Any]:
    numbers = way.numbers
    return {
        "form": way.form(is_bound=is_bound), "typed": steps.written(way.typed), "at": way.at,
        "is_last": way.is_last, "number": numbers.index(way.at) + 1, "n_steps": len(numbers),
        "action": action,
    }  # fmt: skip


def _page(request: HttpRequest, way: Way, *, is_bound: bool, status: int = 200) -> HttpResponse:
    words = _step(way, embeds.here(request, request.path), is_bound=is_bound)
    return _shown(request, PAGE, way.questionnaire, words, status)


def _in_trouble(
    request: HttpRequest, way: Way, say: Callable[[AnswerForm], None], status: int
) -> HttpResponse:
    way.trouble = say
    return _page(request, way, is_bound=True, status=status)


def _closed(request: HttpRequest, questionnaire: Questionnaire, way: Way | None) -> HttpResponse:
    words = {"written": way.written() if way else []}
    return _shown(request, CLOSED, questionnaire, words, 409 if way else 200)


def _full(request: HttpRequest, questionnaire: Questionnaire, way: Way) -> HttpResponse:
    words = {"full": questionnaire.say("full"), "is_full": True, "written": way.written()}
    return _shown(request, CLOSED, questionnaire, words, 409)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at your mailbox; or, once the link was followed, the form's own words."""
    questionnaire = get_object_or_404(Questionnaire.objects.exclude(opens_at=None), slug=slug)
    own = arrivals.codes(request.GET.get("own", "")).get("via", "")
    place = place_search.place("", request.GET.get("zone", "")).zone
    row = {"zone": place, "zone_id": place and place.pk, "source": questionnaire.path}
    words = {"waits": "sent" in request.GET, "joins": "joins" in request.GET, "own": own, "row": row}
    return _shown(request, "forms/thanks.html", questionnaire, words)


def _shown(
    request: HttpRequest,
    template: str,
    questionnaire: Questionnaire,
    words: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    tongues = [
        {"code": code, "name": get_language_info(code)["name_local"].capitalize(),
         "url": translate_url(reverse("forms_public:form", args=[questionnaire.slug]), code)}
        for code, _name in settings.LANGUAGES if code != get_language()
    ]  # fmt: skip
    context = {**_around(questionnaire), "tongues": tongues, **words}
    return render(request, template, context, status=status)


def _around(questionnaire: Questionnaire) -> dict[str, Any]:
    n = questionnaire.responses.live().count() if questionnaire.goal else 0
    return {
        "questionnaire": questionnaire, "n": n, "intro": questionnaire.say("intro"),
        "percent": min(100, 100 * n // questionnaire.goal) if questionnaire.goal else 0,
        "thanks_words": questionnaire.say("thanks"),
    }  # fmt: skip
