"""Approvals and comments in HQ: in the history of a mailing, and on the first page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.outreach.review.comments import threads
from hustings.outreach.review.models import Mention

# What the history tells of comments, by the deed: never what was said, which who said it may take back.
_COMMENTS = [
    ("commented", _("Comment"), _("Commented on: %(about)s")),
    ("comment_answered", _("Reply to a comment"), _("Replied to a comment on: %(about)s")),
    ("comment_resolved", _("Resolve a comment"), _("Resolved a comment on: %(about)s")),
    ("comment_reopened", _("Reopen a comment"), _("Reopened a comment on: %(about)s")),
    ("comment_deleted", _("Delete a comment"), _("Deleted their comment on: %(about)s")),
]


def _of_comment(name: Any, words: Any) -> type[LogFormatter]:
    class OfComment(LogFormatter):
        label = name

        def format_message(self, entry: Any) -> str:
            return str(words) % {"about": entry.data.get("about") or gettext("the whole mailing")}

    return OfComment


class CommentsPanel(Component):
    """Comments that are for who looks on, and that they have not read."""

    name = "comments"
    template_name = "review/comments_panel.html"
    order = 90

    def __init__(self, waiting: list[Mention], n_more: int) -> None:
        self.waiting, self.n_more = waiting, n_more

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        kept = parent_context or {}
        return {"waiting": self.waiting, "n_more": self.n_more, "csrf_token": kept.get("csrf_token", "")}


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    actions.register_action("mailing.asked", _("Ask for approval"), _("Asked for approval"))
    actions.register_action("mailing.approved", _("Approve"), _("Approved for sending"))
    actions.register_action("mailing.sent_back", _("Request changes"), _("Requested changes"))
    for name, label, said in _COMMENTS:
        actions.register_action(f"mailing.{name}")(_of_comment(label, said))


@hooks.register("construct_homepage_panels")
def dashboard(request: HttpRequest, panels: list[Any]) -> None:
    if access.may(request.user, VIEW_MAILINGS) and (waiting := threads.waiting_for(request.user)):
        panels.append(CommentsPanel(waiting, threads.unread(request.user).count() - len(waiting)))
