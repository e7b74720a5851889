"""HQ: the editor of mailings, on Wagtail's views."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    PreviewOnCreateView,
    PreviewOnEditView,
    SnippetViewSet,
)

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.lib.web.idempotency import once
from hustings.outreach.dispatch.forms.mailings import MailingForm
from hustings.outreach.emails.merge_fields import FIELDS
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS
from hustings.outreach.review.comments import threads

# Wagtail's addresses that lead to pages of our own, or that a mailing has no use for.
_ELSEWHERE = {"list", "list_results", "copy", "usage", "revisions_unschedule", "unpublish"}
# Those that change nothing, or ask themselves whether one's turn has come.
_LOOKS = {
    "history",
    "history_results",
    "revisions_view",
    "revisions_compare",
    "workflow_action",
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "workflow_history",
    "workflow_history_detail",
    "workflow_preview",
}


class CheckItem(ActionMenuItem):
    order = -10
    name = "action-check"
    label = _("Save and check")
    icon_name = "check"


class _LeadsOn:
    def get_available_actions(self) -> list[str]:
        """Wagtail's publishing asks for no second look: sending does it, or the page of a sequence."""
        found = super().get_available_actions()  # type: ignore[misc]
        return [action for action in found if action != "publish"]

    def get_success_url(self) -> str:
        """There where one asked for it, else the editor again."""
        if CheckItem.name in self.request.POST:  # type: ignore[attr-defined]
            return reverse("dispatch:mailing", args=[self.object.pk])  # type: ignore[attr-defined]
        return str(super().get_success_url())  # type: ignore[misc]


class _Create(_LeadsOn, CreateView):
    page_title = _("Write a mailing")


class _Edit(_LeadsOn, EditView):
    """Change one."""


class _PreviewOnCreate(PreviewOnCreateView):
    """The letter of a form that was never saved."""

    http_method_names = [*PreviewOnCreateView.http_method_names, "head"]


class _PreviewOnEdit(PreviewOnEditView):
    http_method_names = [*PreviewOnEditView.http_method_names, "head"]


class CommentsPanel(HelpPanel):
    """The way to what colleagues say about the letter; there is none before it is saved."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**({"template": "review/comments_link.html"} | more))

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Of what is kept already."""
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            said = threads.n_open([self.instance]).get(self.instance.pk, 0)
            return context | {"mailing": self.instance, "n_comments": said}


class FieldsPanel(HelpPanel):
    def __init__(self, **more: Any) -> None:
        super().__init__(**({"template": "dispatch/merge_fields.html"} | more))

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Each field with words to read where it is empty."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            word = _("friend")
            told = {name: f'{{{{ {name}|"{word}" }}}}' for name in FIELDS} | {"email": "{{ email }}"}
            texts = [(label, told[name]) for name, label in FIELDS.items()]
            context["fields"] = [
                {"label": label, "text": text, "size": len(text) + 1} for label, text in texts
            ]
            return context


def _guarded(pattern: URLPattern) -> URLPattern:
    """A page of Wagtail's, which asks for rights on mailings in general, with ours on this one before it."""
    inner = once("dispatch:mailings")(pattern.callback) if pattern.name == "add" else pattern.callback
    right = VIEW_MAILINGS if pattern.name in _LOOKS else CHANGE_MAILINGS

    @needs(right)
    def view(request: HttpRequest, **words: Any) -> HttpResponseBase:
        if "pk" in words:
            if not str(words["pk"]).isdecimal():
                raise Http404
            mailing = find(int(words["pk"]))
            if right is CHANGE_MAILINGS and not may_change(request.user, mailing):
                return access.denied(request)
            if right is CHANGE_MAILINGS and not mailing.may_be_written:
                return redirect("dispatch:mailing", mailing.pk)
        answer: HttpResponseBase = inner(request, **words)
        return answer

    view.__module__ = __name__  # it is ours that answers, whatever is called after it
    pattern.callback = view
    return pattern


class MailingViewSet(SnippetViewSet):
    model = Mailing
    icon = "mail"
    base_url_path = "mailings/writing"
    admin_url_namespace = "mailing_writing"
    add_view_class = _Create
    edit_view_class = _Edit
    preview_on_add_view_class = _PreviewOnCreate
    preview_on_edit_view_class = _PreviewOnEdit
    menu_item_is_registered = True  # by our own item
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = False
    edit_handler = ObjectList(
        [
            CommentsPanel(),
            FieldPanel("name"),
            FieldPanel("segment"),
            FieldPanel("topic"),
            FieldPanel("says"),
            FieldsPanel(),
            FieldPanel("content"),
            MultiFieldPanel(
                [
                    FieldPanel("advertising"),
                    FieldPanel("ad_reason"),
                    FieldPanel("ad_linked_to"),
                    FieldPanel("ad_targeted"),
                ],
                heading=_("Political advertising"),
                classname="collapsed",
            ),
        ],
        base_form_class=MailingForm,
    )

    def get_common_view_kwargs(self, **more: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_common_view_kwargs(**more)
        return found | {"index_url_name": "dispatch:mailings", "index_results_url_name": None}

    def get_edit_view_kwargs(self, **more: Any) -> dict[str, Any]:
        """There is no page that says where a mailing is used: it is used nowhere."""
        return super().get_edit_view_kwargs(**more) | {"usage_url_name": None}  # type: ignore[no-any-return]

    def get_delete_view_kwargs(self, **more: Any) -> dict[str, Any]:
        return super().get_delete_view_kwargs(**more) | {"usage_url_name": None}  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Those of Wagtail's pages that a mailing has."""
        found = super().get_urlpatterns()
        return [_guarded(pattern) for pattern in found if pattern.name not in _ELSEWHERE]

    def register_chooser_viewset(self) -> None:
        """Nothing refers to mailings by a chooser."""
