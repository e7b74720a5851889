"""The usual policy is django-csp's, letter by letter; an answer that says more goes django-csp's way."""

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from hustings.foundation.lib.web.policy_header import PolicyHeaderMiddleware

HEADER = "Content-Security-Policy"


def _nonce(request: HttpRequest, response: HttpResponse) -> None:
    str(request.csp_nonce)


def _framed(request: HttpRequest, response: HttpResponse) -> None:
    response._csp_replace = {"frame-ancestors": ["https://journal.example"]}


def _exempt(request: HttpRequest, response: HttpResponse) -> None:
    response._csp_exempt = True


def _own(request: HttpRequest, response: HttpResponse) -> None:
    response[HEADER] = "default-src 'none'"


def _nothing(request: HttpRequest, response: HttpResponse) -> None:
    pass


@pytest.mark.parametrize("view", [_nothing, _own, _exempt, _framed, _nonce])
def test_every_answer_gets_what_django_csp_gives_it(view, monkeypatch) -> None:
    monkeypatch.setattr("os.urandom", lambda n: b"7" * n)

    def answer(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("page")
        view(request, response)
        return response

    ours, theirs = PolicyHeaderMiddleware(answer), CSPMiddleware(answer)
    for _again in range(2):
        mine = ours(RequestFactory().get("/fr/"))
        assert mine.headers.get(HEADER) == theirs(RequestFactory().get("/fr/")).headers.get(HEADER)
    assert (HEADER in mine.headers) == (view is not _exempt)
    if view is _framed:
        assert "frame-ancestors https://journal.example" in mine[HEADER]
