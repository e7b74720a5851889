"""Open asks and offers for other sites and programs: what the public page shows, nothing about people."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from ninja import Router, Schema

from hustings.networks.exchange.models import Kind, Post, Side

router = Router(tags=["exchange"])
MOST = 200


class PostOut(Schema):
    """An open ask or offer. ``side`` is ask or offer; ``pages`` are by language."""

    id: int
    side: Side
    kind: Kind
    title: str
    text: str
    language: str
    organisation: str
    city: str
    skills: list[str]
    posted_at: datetime
    expires_at: datetime
    pages: dict[str, str]


@router.get("/exchange/posts", response=list[PostOut], summary="Open asks and offers")
def exchange_posts(request: HttpRequest) -> list[dict[str, Any]]:
    """The newest 200."""
    rows = Post.objects.shown().for_lists().prefetch_related("skills").order_by("-posted_at", "-pk")
    return [_told(post) for post in rows[:MOST]]


def _told(post: Post) -> dict[str, Any]:
    pages = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[code] = settings.BASE_URL + reverse("exchange:post", args=[post.pk])
    plain = ("side", "kind", "title", "text", "language", "city", "posted_at", "expires_at")
    return {name: getattr(post, name) for name in plain} | {
        "id": post.pk, "organisation": post.by, "skills": [skill.name for skill in post.skills.all()],
        "pages": pages,
    }  # fmt: skip
