"""The comments on a mailing as a page shows them, and those that wait for somebody."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.safestring import SafeString

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.review.comments import mentions as colleagues
from hustings.outreach.review.comments import places
from hustings.outreach.review.comments.places import Place
from hustings.outreach.review.models import Comment, Mention

MOST = 300  # comments on one mailing
_MOST_WAITING = 20


@dataclass
class Said:
    comment: Comment
    html: SafeString
    readers: list[User]  # whom it is for, beside those whose names stand in it
    is_own: bool
    waits: bool  # for who looks on
    may_delete: bool = False
    may_resolve: bool = False
    others: list[User] = field(default_factory=list)  # who take part in it and may be told of an answer
    answers: list["Said"] = field(default_factory=list)


@dataclass
class Group:
    """What was said about one place; without one, the place is gone."""

    name: str
    place: Place | None
    threads: list[Said]


def groups(mailing: Mailing, user: User) -> list[Group]:
    """All that was said, by what it is about, in the order of the letters; what is gone comes last."""
    by_key: dict[str, list[Said]] = {}
    for said in _threads(mailing, user):
        by_key.setdefault(said.comment.block, []).append(said)
    found = [
        Group(place.whole, place, by_key.pop(place.key))
        for place in places.of(mailing)
        if place.key in by_key
    ]
    return found + [Group(kept[0].comment.about, None, kept) for kept in by_key.values()]


def _threads(mailing: Mailing, user: User) -> list[Said]:
    comments = Comment.objects.filter(mailing=mailing).select_related("user", "resolved_by")
    may = may_change(user, mailing)
    seeing = {each.pk for each in colleagues.who_see(None)}
    roots: dict[int, Said] = {}
    for comment in comments.prefetch_related("mentions__user"):
        said = _said(comment, user)
        said.may_delete = said.is_own or (may and comment.user_id not in seeing)
        if comment.answers_to_id is None:
            said.may_resolve = may or said.is_own
            roots[comment.pk] = said
        elif comment.answers_to_id in roots:
            roots[comment.answers_to_id].answers.append(said)
    for root in roots.values():
        root.others = _others(root, user, seeing)
    return list(roots.values())


def _others(root: Said, user: User, seeing: set[int]) -> list[User]:
    """Other speakers of a thread and those they meant, to be ticked. Who began it is told anyhow."""
    comments = [said.comment for said in (root, *root.answers)]
    found = {mention.user for each in comments for mention in each.mentions.all()}
    found |= {each.user for each in comments if each.user}
    told = {user.pk, root.comment.user_id}
    return sorted((each for each in found if each.pk in seeing and each.pk not in told), key=str)


def _said(comment: Comment, user: User) -> Said:
    mentions = list(comment.mentions.all())
    readers = [each.user for each in mentions]
    inside = colleagues.named(comment.text, readers)
    return Said(
        comment,
        colleagues.marked(comment.text, readers),
        sorted((each for each in readers if each not in inside), key=str),
        comment.user_id == user.pk,
        any(each.user_id == user.pk and each.read_at is None for each in mentions),
    )


def n_open(mailings: Collection[Mailing]) -> dict[int, int]:
    """How many are open on each, where any are."""
    found = Comment.objects.open().filter(mailing__in=[each.pk for each in mailings]).order_by()
    return dict(found.values_list("mailing").annotate(Count("pk")))


def waiting_for(user: Any) -> list[Mention]:
    """The comments for somebody that they have not read, of what nobody has resolved yet."""
    if not access.may(user, VIEW_MAILINGS):
        return []
    kept = unread(user).select_related("comment__mailing", "comment__user")
    return list(kept.order_by("-pk")[:_MOST_WAITING])


def unread(user: Any) -> QuerySet[Mention]:
    is_open = Q(comment__answers_to=None, comment__resolved_at=None) | Q(
        comment__answers_to__isnull=False, comment__answers_to__resolved_at=None
    )
    return Mention.objects.filter(is_open, user=user, read_at=None, comment__deleted_at=None)
