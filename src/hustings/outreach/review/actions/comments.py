"""Comment on a letter, answer, resolve, and take back what one said."""

import logging
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log as note

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.review.comments import mentions, notifications, places, threads
from hustings.outreach.review.models import Comment, Mention
from hustings.outreach.review.models.comments import LONGEST

log = logging.getLogger(__name__)


@transaction.atomic
def comment_on(
    *, mailing: Mailing, user: User, text: str, block: str = "", readers: Collection[int] = ()
) -> Comment:
    """Comment on a mailing, a letter or a block, for ``readers`` and those whose ``@name`` stands in it."""
    held = _open(mailing, user)
    typed = held.get_latest_revision_as_object()
    place = next((each for each in places.of(typed) if each.key == block), None)
    if place is None:
        raise Refused(_("The part you commented on was removed from the message. Choose again."))
    about = place.whole[:200] if place.key else ""
    made = Comment(mailing=held, user=user, block=place.key, about=about)
    return _say(made, text, readers, "commented")


@transaction.atomic
def answer(*, comment: Comment, user: User, text: str, readers: Collection[int] = ()) -> Comment:
    """Answer a comment: who made it is told, and one has read it oneself."""
    held = _open(comment.mailing, user)
    first = Comment.objects.select_related("answers_to").get(pk=comment.pk)
    first = first.answers_to or first
    _read([first, *first.answers.all()], user)
    made = Comment(mailing=held, user=user, answers_to=first, about=first.about)
    told = {*readers, *([first.user_id] if first.user_id and not first.deleted_at else [])}
    return _say(made, text, told, "comment_answered")


@transaction.atomic
def resolve(*, comment: Comment, user: User) -> None:
    """Say that it is settled."""
    _settle(comment, user, is_resolved=True)


@transaction.atomic
def reopen(*, comment: Comment, user: User) -> None:
    """Say that it is not, after all."""
    _settle(comment, user, is_resolved=False)


@transaction.atomic
def drop_comment(*, comment: Comment, user: User) -> None:
    """Take back one's own words, or those of a former member; answers to them keep their place."""
    found = Comment.objects.select_related("mailing", "user").filter(pk=comment.pk, deleted_at=None).first()
    if found is None:
        return  # a second press
    if found.user_id != user.pk and not (mentions.is_gone(found.user) and may_change(user, found.mailing)):
        raise Refused(_("Only the author can delete a comment."))
    first = found.answers_to
    if found.answers.exists():
        found.text, found.deleted_at = "", timezone.now()
        found.save(update_fields=["text", "deleted_at"])
        found.mentions.all().delete()
    else:
        found.delete()
        if first and first.deleted_at and not first.answers.exists():
            first.delete()
    _log("comment_deleted", found, user)


def read_comment(*, comment: Comment, user: User) -> None:
    first = comment.answers_to or comment
    _read([first, *first.answers.all()], user)


def _open(mailing: Mailing, user: User) -> Mailing:
    if not access.may(user, VIEW_MAILINGS):
        raise Refused(_("You don’t have permission to view mailings."))
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if not held.may_be_written:
        raise Refused(_("This mailing has already been sent and can’t be changed any more."))
    return held


def _say(made: Comment, text: str, readers: Collection[int], what: str) -> Comment:
    made.text = text.strip()
    if not made.text:
        raise Refused(_("Enter a comment."))
    if len(made.text) > LONGEST:
        raise Refused(_("Shorten it to %(most)d characters.") % {"most": LONGEST})
    if Comment.objects.filter(mailing=made.mailing).count() >= threads.MOST:
        words = _("The limit of %(most)d comments is reached. Delete some of yours.")
        raise Refused(words % {"most": threads.MOST})
    made.save()
    assert made.user
    among = mentions.who_see()
    kept = {user for user in among if user.pk in readers} | mentions.named(made.text, among)
    for user in sorted(kept - {made.user}, key=lambda each: each.pk):
        notifications.tell.enqueue(Mention.objects.create(comment=made, user=user).pk)
    _log(what, made, made.user)
    return made


def _settle(comment: Comment, user: User, *, is_resolved: bool) -> None:
    held = _open(comment.mailing, user)
    if comment.user_id != user.pk and not may_change(user, held):
        raise Refused(
            _("Only the author or people who can edit the message can resolve or reopen a comment.")
        )
    found = Comment.objects.filter(pk=comment.pk, answers_to=None, resolved_at__isnull=is_resolved)
    by, at = (user, timezone.now()) if is_resolved else (None, None)
    if found.update(resolved_at=at, resolved_by=by):
        _log("comment_resolved" if is_resolved else "comment_reopened", comment, user)


def _read(comments: Collection[Comment], user: User) -> None:
    Mention.objects.filter(comment__in=comments, user=user, read_at=None).update(read_at=timezone.now())


def _log(what: str, comment: Comment, user: User) -> None:
    note(instance=comment.mailing, action=f"mailing.{what}", user=user, data={"about": comment.about})
    log.info("mailing %s mailing=%s user=%s", what, comment.mailing_id, user.pk)
