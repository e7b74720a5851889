"""The Content-Security-Policy of most answers, written once: it hardly ever depends on the request."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property


class PolicyHeaderMiddleware(CSPMiddleware):
    """django-csp's, which puts together two policies for every answer: a fifth of a page from memory."""

    @cached_property
    def usual(self) -> str:
        """Policy of an answer that says nothing of its own."""
        policy: str = build_policy()
        return policy

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Put the usual policy in, or leave an answer that wants another one to django-csp."""
        if self._is_usual(request, response):
            response.setdefault(HEADER, self.usual)
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer

    def _is_usual(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        return (
            not settings.DEBUG
            and getattr(request, "_csp_nonce", None) is None
            and not any(name.startswith("_csp") for name in vars(response))
        )
