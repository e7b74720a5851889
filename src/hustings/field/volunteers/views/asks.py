"""The page behind the mail that asks for help: yes or no by a button, since programs follow links."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.field.volunteers import actions, mails
from hustings.people.persons.refusals import Refused


@never_cache
@csrf_exempt  # whoever has the mail answers; no cookie lends authority
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """The question, and both answers; the answer can be changed."""
    found = mails.of_token(token)
    if found is None:
        return render(request, "volunteers/ask_gone.html", {}, status=404)
    words = {"ask": found, "task": found.task, "token": token, "problem": ""}
    answer = request.POST.get("answer")
    if request.method == "POST" and answer in {"yes", "no"}:
        try:
            actions.answer_ask(ask=found, is_yes=answer == "yes")
            return redirect("volunteering:ask", token)
        except Refused as why:
            words["problem"] = str(why)
            return render(request, "volunteers/ask.html", words, status=409)
    return render(request, "volunteers/ask.html", words)
