"""Tokens of programs in the header ``Authorization: Bearer …`` (RFC 6750, section 2.1)."""

from django.http import HttpRequest


def token(request: HttpRequest) -> str:
    """The token that a request brings; empty where it brings none."""
    scheme, _space, found = request.headers.get("Authorization", "").partition(" ")
    return found.strip() if scheme.lower() == "bearer" else ""
