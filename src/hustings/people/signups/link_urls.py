"""Addresses of the pages behind mailed links, for the URL module of any kind of submission."""

from django.urls import URLPattern, path

from hustings.people.signups.views import links


def patterns(kind: str, sent: str, rows: str) -> list[URLPattern]:
    """``sent``: the path of the thanks; ``rows``: the path before a token."""
    of = {"kind": kind}
    return [
        path(sent, links.sent, of, name="sent"),
        path(f"{rows}<str:token>/", links.link, of, name="link"),
        path(f"{rows}<str:token>/not-me/", links.not_me, of, name="not_me"),
        path(f"{rows}<str:token>/withdrawal/", links.withdrawal, of, name="withdrawal"),
        path(f"{rows}<str:token>/move/", links.move, of, name="move"),
        path(f"{rows}<str:token>/mails/", links.mails, of, name="mails"),
    ]
