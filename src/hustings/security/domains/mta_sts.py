"""The MTA-STS policy where senders look: https://mta-sts.DOMAIN/.well-known/mta-sts.txt (RFC 8461)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from hustings.security.domains.models import Domain

PATH = "/.well-known/mta-sts.txt"
PREFIX = "mta-sts."


def policy(domain: Domain) -> str:
    """The policy as senders read it (RFC 8461, 3.2)."""
    hosts = [] if domain.sts_mode == Domain.Mode.NONE else domain.sts_hosts.split()
    lines = ["version: STSv1", f"mode: {domain.sts_mode}", *(f"mx: {host}" for host in hosts)]
    return "\n".join([*lines, f"max_age: {domain.sts_days * 86_400}", ""])


class PolicyMiddleware:
    """Answers at names ``mta-sts.`` of own domains, before all that redirects: senders follow none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The policy, "not found" where there is none, or whatever the rest says to another address."""
        if request.path != PATH or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        name = request.META.get("HTTP_HOST", "").partition(":")[0].lower().rstrip(".").replace("\0", "")
        found = _served(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
        head = {"Cache-Control": "max-age=300", "X-Content-Type-Options": "nosniff"}
        if found is None:
            return HttpResponse("There is no policy.\n", "text/plain; charset=utf-8", 404, headers=head)
        return HttpResponse(policy(found), "text/plain; charset=utf-8", headers=head)


def _served(name: str) -> Domain | None:
    rows = Domain.objects.filter(name=name[:253]).exclude(sts_mode=Domain.Mode.OFF)
    return rows.only("sts_mode", "sts_hosts", "sts_days").first()
