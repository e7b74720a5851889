"""Rights on mailings."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.accounts.roles import Role
from hustings.outreach.mailings.models import Mailing, Template
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS

# What Wagtail's views ask for, as our rights.
_RIGHTS = {
    "add": CHANGE_MAILINGS,
    "change": CHANGE_MAILINGS,
    "delete": CHANGE_MAILINGS,
    "lock": SEND_MAILINGS,
    "publish": SEND_MAILINGS,
    "unlock": SEND_MAILINGS,
    "view": VIEW_MAILINGS,
}


def may_change(user: Any, mailing: Mailing) -> bool:
    """One's own; those of others only without a limit of territory."""
    if not access.may(user, CHANGE_MAILINGS):
        return False
    return mailing.user_id in {None, user.pk} or access.everywhere(user, CHANGE_MAILINGS)


def may_steer(user: Any, mailing: Mailing) -> bool:
    """Pause, resume, cancel: what one has sent; others' only without a limit of territory."""
    if not access.may(user, SEND_MAILINGS):
        return False
    return mailing.sent_by_id == user.pk or access.everywhere(user, SEND_MAILINGS)


def may_archive(user: Any, mailing: Mailing) -> bool:
    """Say whether everybody may read it: who writes a draft, and who steers what was sent."""
    return may_change(user, mailing) if mailing.is_draft else may_steer(user, mailing)


def may_change_template(user: Any, template: Template) -> bool:
    """One's own; those of others only without a limit of territory."""
    if not access.may(user, CHANGE_MAILINGS):
        return False
    return template.user_id in {None, user.pk} or access.everywhere(user, CHANGE_MAILINGS)


class MailingPolicy(BasePermissionPolicy):
    """The same for Wagtail: only drafts change, and nobody else's without the right to."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in _RIGHTS and access.may(user, _RIGHTS[action])

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Mailing) -> bool:
        if not self.user_has_permission(user, action):
            return False
        if action == "delete" and instance.is_step:
            return False  # its step is taken out of the sequence
        if action == "publish" and instance.is_step and not instance.is_draft:
            return False  # a letter that leaves already is approved on the sequence's page
        return action == "view" or (instance.may_be_written and may_change(user, instance))

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Mailing]:
        if "view" in actions and self.user_has_permission(user, "view"):
            return Mailing.objects.all()
        found = Mailing.objects.filter(state=Mailing.State.DRAFT)
        if not self.user_has_any_permission(user, actions):
            return found.none()
        if access.everywhere(user, CHANGE_MAILINGS):
            return found
        return found.filter(Q(user=user) | Q(user=None))

    def users_with_any_permission(self, actions: Any) -> QuerySet[User]:
        rights = {_RIGHTS[action] for action in actions if action in _RIGHTS}
        roles = [role for role in Role if role.rights & rights]
        granted = Grant.objects.live().filter(role__in=roles)
        found: QuerySet[User] = User.objects.filter(is_active=True, pk__in=granted.values("user"))
        return found
