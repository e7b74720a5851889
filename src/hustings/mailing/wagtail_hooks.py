"""Mailing's part of HQ: addresses, menu, and a panel of the dashboard."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from hustings.accounts import access
from hustings.accounts.rights import CHANGE_SETTINGS, VIEW_MAILINGS
from hustings.accounts.wagtail_hooks import GuardedItem
from hustings.mailing import progress, urls
from hustings.mailing.actions.sending import NEVERTHELESS
from hustings.mailing.commenting import threads
from hustings.mailing.models import Delivery, Mailing, Mention
from hustings.mailing.views.writing import CheckItem, MailingViewSet

register_snippet(MailingViewSet)


@hooks.register("register_snippet_action_menu_item")
def check_item(model: Any) -> CheckItem | None:
    """The way from the editor to sending."""
    return CheckItem() if model is Mailing else None


# What the history tells of comments, by the deed: never what was said, which who said it may take back.
_COMMENTS = [
    ("commented", _("Comment"), _("Commented on: %(about)s")),
    ("comment_answered", _("Answer a comment"), _("Answered a comment on: %(about)s")),
    ("comment_resolved", _("Resolve a comment"), _("Resolved a comment on: %(about)s")),
    ("comment_reopened", _("Reopen a comment"), _("Reopened a comment on: %(about)s")),
    ("comment_deleted", _("Delete a comment"), _("Deleted a comment of their own on: %(about)s")),
]


def _of_comment(name: Any, words: Any) -> type[LogFormatter]:
    class OfComment(LogFormatter):
        label = name

        def format_message(self, entry: Any) -> str:
            """Which place it is about, as that was called then."""
            return str(words) % {"about": entry.data.get("about") or gettext("all of the mailing")}

    return OfComment


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """What the history of a mailing tells beside what was saved."""
    actions.register_action("mailing.asked", _("Ask for approval"), _("Asked for a second pair of eyes"))
    actions.register_action("mailing.approved", _("Approve"), _("Approved for sending"))
    actions.register_action("mailing.sent_back", _("Send back"), _("Sent back to its writers"))

    for name, label, said in _COMMENTS:
        actions.register_action(f"mailing.{name}")(_of_comment(label, said))

    @actions.register_action(NEVERTHELESS)
    class Nevertheless(LogFormatter):
        label = _("Send nevertheless")

        def format_message(self, entry: Any) -> str:
            """The warnings as they were shown."""
            said = " · ".join(entry.data.get("warnings", []))
            return gettext("Sent in spite of warnings: %(said)s") % {"said": said}


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Mailings and the demo's inbox."""
    return [path("", include(urls))]


@hooks.register("register_admin_menu_item")
def mailings_item() -> MenuItem:
    """Mailings."""
    return GuardedItem(
        _("Mailings"), reverse("mailing:mailings"), VIEW_MAILINGS,
        name="mailings", icon_name="mail", order=210,
    )  # fmt: skip


@hooks.register("register_settings_menu_item")
def look_item() -> MenuItem:
    """How letters look."""
    return GuardedItem(
        _("Look of letters"), reverse("mailing:look"), CHANGE_SETTINGS,
        name="letters", icon_name="view", order=545,
    )  # fmt: skip


@hooks.register("register_settings_menu_item")
def paces_item() -> MenuItem:
    """Limits, plans and signatures."""
    return GuardedItem(
        _("Sending"), reverse("mailing:paces"), CHANGE_SETTINGS,
        name="sending", icon_name="mail", order=540,
    )  # fmt: skip


@hooks.register("register_settings_menu_item")
def archive_item() -> MenuItem:
    """What everybody may read on the site."""
    return GuardedItem(
        _("Archive of mailings"), reverse("mailing:archive"), CHANGE_SETTINGS,
        name="archive", icon_name="folder-open-inverse", order=541,
    )  # fmt: skip


@hooks.register("register_admin_menu_item")
def sequences_item() -> MenuItem:
    """Sequences."""
    return GuardedItem(
        _("Sequences"), reverse("mailing:sequences"), VIEW_MAILINGS,
        name="sequences", icon_name="clipboard-list", order=212,
    )  # fmt: skip


class _InboxItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Only in the demo, and only to those who may change everything."""
        return settings.DEMO and access.may(request.user, CHANGE_SETTINGS)


@hooks.register("register_admin_menu_item")
def inbox_item() -> MenuItem:
    """The demo's inbox."""
    return _InboxItem(
        _("Inbox (demo)"), reverse("mailing:inbox"), name="inbox", icon_name="download", order=220
    )


class MailingPanel(Component):
    """Mails of the last 30 days, and what is on its way now."""

    name = "mailing"
    template_name = "mailing/panel.html"
    order = 200

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Two counts and the mailings that move."""
        since = timezone.now() - timedelta(days=30)
        mailings = Mailing.objects.exclude(kind=Mailing.Kind.STEP)
        recent = mailings.filter(started_at__gte=since)
        sent = Delivery.objects.handed_over().filter(mailing__in=recent.values("pk")).count()
        active = mailings.filter(state__in=[*Mailing.MOVING, Mailing.State.PAUSED, Mailing.State.SCHEDULED])[
            :5
        ]
        return {
            "n_mailings": recent.count(),
            "n_sent": sent,
            "active": [(mailing, progress.of(mailing)) for mailing in active],
        }


class CommentsPanel(Component):
    """Comments that are for who looks on, and that they have not read."""

    name = "comments"
    template_name = "mailing/comments_panel.html"
    order = 90

    def __init__(self, waiting: list[Mention], n_more: int) -> None:
        self.waiting, self.n_more = waiting, n_more

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Those, and what their buttons need to be heard."""
        kept = parent_context or {}
        return {"waiting": self.waiting, "n_more": self.n_more, "csrf_token": kept.get("csrf_token", "")}


@hooks.register("construct_homepage_panels")
def dashboard(request: HttpRequest, panels: list[Any]) -> None:
    """For those who may see mailings."""
    if access.may(request.user, VIEW_MAILINGS):
        if waiting := threads.waiting_for(request.user):
            panels.append(CommentsPanel(waiting, threads.unread(request.user).count() - len(waiting)))
        panels.append(MailingPanel())
