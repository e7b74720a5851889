"""Topics of mail: their list, each one's page, and what somebody said of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.models import User
from hustings.people.persons import forms, tally
from hustings.people.persons.actions import topics as deeds_on_topics
from hustings.people.persons.models import Person, Topic
from hustings.people.persons.models.topics import TopicStand
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.persons.views.record_actions import deed
from hustings.people.persons.views.tags import thing


def _everywhere(view: Callable[..., HttpResponse]) -> Any:
    """For those who may change people everywhere: a topic is everybody's."""

    @needs(CHANGE_PEOPLE)
    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        if not access.everywhere(request.user, CHANGE_PEOPLE):
            return access.denied(request)
        return view(request, get_object_or_404(Topic, pk=pk))

    return guarded


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def topics(request: HttpRequest) -> HttpResponse:
    """All topics in their order, and one more."""
    may_change = access.everywhere(request.user, CHANGE_PEOPLE)
    if request.method == "POST" and not may_change:
        return access.denied(request)
    form = forms.TopicForm(frame.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            topic = deeds_on_topics.add_topic(**form.words())
            messages.success(request, _("The topic “%(topic)s” was added.") % {"topic": topic})
            return redirect("persons:topics")
        except Refused as why:
            form.add_error(None, str(why))
    rows = list(Topic.objects.all())
    for name, is_in in [("n_in", True), ("n_out", False)]:
        tally.of(rows, TopicStand.objects.filter(is_in=is_in), "topic", request.user, name)
    context = {"rows": rows, "form": form, "may_change": may_change}
    status = 422 if form.errors else 200
    return frame.page(
        request, "persons/topics.html", context, title=_("E-mail topics"), icon="mail", status=status
    )


@_everywhere
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, found: Topic) -> HttpResponse:
    """Its words and who is in; retire it, or remove one that nobody used."""
    form = forms.TopicForm(frame.posted(request), topic=found)
    title = str(found)
    try:
        if request.method == "POST" and "remove" in request.POST:
            deeds_on_topics.remove_topic(topic=found)
            messages.success(request, _("The topic “%(topic)s” was deleted.") % {"topic": title})
            return redirect("persons:topics")
        if request.method == "POST" and form.is_valid():
            deeds_on_topics.change_topic(topic=found, **form.words())
            messages.success(request, _("Saved."))
            return redirect("persons:topics")
    except Refused as why:
        form.add_error(None, str(why))
    trail = [(reverse("persons:topics"), _("E-mail topics"))]
    return thing(request, "persons/topic.html", {"form": form, "thing": found}, form, title, trail, "mail")


@_everywhere
@require_POST
@once
def move(request: HttpRequest, found: Topic) -> HttpResponse:
    form = forms.MoveTopicForm(request.POST)
    if form.is_valid():
        deeds_on_topics.move_topic(topic=found, **form.cleaned_data)
        messages.success(request, _("%(what)s was moved.") % {"what": found})
    return redirect("persons:topics")


@_everywhere
@require_POST
def retire(request: HttpRequest, found: Topic) -> HttpResponse:
    """Offer it no more, or again."""
    deeds_on_topics.retire_topic(topic=found, is_retired=found.retired_at is None)
    words = _("“%(topic)s” was archived.") if found.retired_at else _("“%(topic)s” was restored.")
    messages.success(request, words % {"topic": found})
    return redirect("persons:topics")


@deed("topics", forms.TopicsForm)
def choose(person: Person, user: User, topic: Topic, is_in: bool, source: str) -> str:
    said = deeds_on_topics.choose_topic(person=person, topic=topic, is_in=is_in, source=source, user=user)
    return _("The answer was saved.") if said else _("This answer was already recorded.")
