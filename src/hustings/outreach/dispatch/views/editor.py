"""HQ: the editor of mailings, on Wagtail's views."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.components import MediaContainer
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.outreach.dispatch.forms.mailings import MailingForm
from hustings.outreach.dispatch.views import drafts, previews
from hustings.outreach.emails.merge_fields import FIELDS
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS
from hustings.outreach.review.comments import threads
from hustings.people.persons.rights import VIEW_PEOPLE

# Wagtail's addresses that lead to pages of our own, or that a mailing has no use for.
_ELSEWHERE = {"list", "list_results", "copy", "usage", "revisions_unschedule", "unpublish"}
_PREVIEWS = {"preview", "checks"}
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
    label = _("Review and send")
    icon_name = "mail"


class _LeadsOn:
    def get_available_actions(self) -> list[str]:
        """Wagtail's publishing asks for no approval: sending does it, or the page of a sequence."""
        found = super().get_available_actions()  # type: ignore[misc]
        return [action for action in found if action != "publish"]

    def get_success_url(self) -> str:
        """There where one asked for it, else the editor again."""
        if CheckItem.name in self.request.POST:  # type: ignore[attr-defined]
            return reverse("dispatch:mailing", args=[self.object.pk])  # type: ignore[attr-defined]
        return str(super().get_success_url())  # type: ignore[misc]

    def get_form(self, *args: Any, **more: Any) -> MailingForm:
        found: MailingForm = super().get_form(*args, **more)  # type: ignore[misc]
        found.is_by_itself = self.expects_json_response  # type: ignore[attr-defined]
        return found

    def get_success_message(self, *args: Any) -> str | None:
        """None on the way to the page that sends: saving goes without saying."""
        if CheckItem.name in self.request.POST:  # type: ignore[attr-defined]
            return None
        return str(super().get_success_message(*args))  # type: ignore[misc]

    def get_side_panels(self) -> MediaContainer:
        """Without Wagtail's preview and what looks into it: ours stands beside the letter."""
        found = super().get_side_panels()  # type: ignore[misc]
        return MediaContainer(each for each in found if each.name not in _PREVIEWS)

    def save_instance(self) -> Mailing:
        """With its A/B test."""
        made: Mailing = super().save_instance()  # type: ignore[misc]
        self.form.keep_trial(made, self.request.user)  # type: ignore[attr-defined]
        drafts.note(self.request, made.pk)  # type: ignore[attr-defined]
        return made

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**more)  # type: ignore[misc]
        may_see = access.may(self.request.user, VIEW_PEOPLE)  # type: ignore[attr-defined]
        return found | {
            "may_see_people": may_see,
            "sample_people": (fixed := previews.fixed()),
            "sample_people_json": json.dumps(fixed),
            "merge_fields": FIELDS.items(),
            "preview_url": reverse("mailing_writing:preview_on_add"),
        }


class _Create(_LeadsOn, CreateView):
    around = "wagtailsnippets/snippets/create.html"
    page_title = _("New mailing")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """With our words for the last step."""
        *above, here = super().get_breadcrumbs_items()
        return [*above, here | {"label": self.page_title}]


class _Edit(_LeadsOn, EditView):
    """Change one."""

    around = "wagtailsnippets/snippets/edit.html"


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


class TestPanel(HelpPanel):
    """The switch of the A/B test, and its settings; a letter of a sequence has none."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**({"template": "dispatch/editor_test.html"} | more))

    def get_form_options(self) -> dict[str, Any]:
        """The switch; fields that no panel claims would stand below all of them."""
        return {"fields": ["is_tested"]}

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and not self.instance.is_step

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"form": self.form, "trial": self.form.trial}


def _guarded(pattern: URLPattern) -> URLPattern:
    """A page of Wagtail's, which asks for rights on mailings in general, with ours on this one before it."""
    inner = pattern.callback
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
    create_template_name = edit_template_name = "dispatch/editor.html"
    add_view_class = _Create
    edit_view_class = _Edit
    preview_on_add_view_class = previews.PreviewOnCreate
    preview_on_edit_view_class = previews.PreviewOnEdit
    menu_item_is_registered = True  # by our own item
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel(
                [FieldPanel("name", heading=_("Internal name")), FieldPanel("segment", heading=_("To"))],
                classname="editor-head",
            ),
            FieldPanel("content", classname="editor-letters"),
            TestPanel(),
            MultiFieldPanel(
                [
                    FieldPanel("topic"),
                    FieldPanel("says"),
                    FieldPanel("advertising"),
                    FieldPanel("ad_reason"),
                    FieldPanel("ad_linked_to"),
                    FieldPanel("ad_targeted"),
                ],
                heading=_("Topic and political advertising"),
                classname="collapsed",
            ),
            CommentsPanel(),
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
        found = [each for each in super().get_urlpatterns() if each.name not in _ELSEWHERE]
        guarded = {each.name: _guarded(each) for each in found}
        add = guarded["add"]
        add.callback = drafts.made_once(add.callback, guarded["edit"].callback)
        return list(guarded.values())

    def register_chooser_viewset(self) -> None:
        """Nothing refers to mailings by a chooser."""
