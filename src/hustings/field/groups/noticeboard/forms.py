"""The shape of what hosts publish."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.field.groups.models import LocalGroup, Post
from hustings.field.groups.models.noticeboard import TEXT, TITLE
from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.fields import uploaded_files
from hustings.foundation.lib.fields.uploaded_pictures import UploadedPicture
from hustings.foundation.lib.text.plain_text import tidy

ALT = 200


def _image_description() -> forms.CharField:
    return forms.CharField(label=gettext_lazy("Image description"), max_length=ALT, required=False)


class PublicForm(forms.Form):
    """Words that stand on the site: in one line but for ``text``, and no address that is no person's."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for name, value in said.items():
            if not isinstance(value, str):
                continue
            said[name] = tidy(value) if name == "text" else " ".join(tidy(value).split())
            if address := trap_addresses.in_text(value, where="noticeboard"):
                self.add_error(name, ValidationError(trap_addresses.refusal(address)))
        return said


class GroupPictureForm(PublicForm):
    """The picture on top of the group's page; none: other words for the one that is there."""

    picture = UploadedPicture(
        label=gettext_lazy("Picture"), required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 10 MB. Only people who agree to be shown."),
    )  # fmt: skip
    picture_alt = _image_description()

    @classmethod
    def of(cls, group: LocalGroup, data: Any = None, files: Any = None) -> "GroupPictureForm":
        alt = group.picture_alts.get((get_language() or "")[:2], "")
        made = cls(data, files, initial={"picture_alt": alt})
        made.fields["picture"].required = not group.picture_id
        return made


class PostForm(PublicForm):
    """A piece of news."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=TITLE)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=TEXT, widget=forms.Textarea({"rows": 8, "maxlength": TEXT}),
        help_text=gettext_lazy("Plain text. Web addresses become links."),
    )  # fmt: skip
    picture = UploadedPicture(
        label=gettext_lazy("Picture"), required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 10 MB. Only people who agree to be shown."),
    )  # fmt: skip
    picture_alt = _image_description()
    is_for_members = forms.BooleanField(label=gettext_lazy("For members only"), required=False)

    def clean_text(self) -> str:
        """Not empty once it is tidied."""
        text = tidy(self.cleaned_data["text"])
        if not text:
            raise ValidationError(_("Enter a text."))
        return text

    @property
    def values(self) -> dict[str, Any]:
        names = ("title", "text", "picture", "picture_alt", "is_for_members")
        values = {name: self.cleaned_data[name] for name in names}
        return values | {"picture": values["picture"] or ""}


class NewPostForm(PostForm):
    """The same, which may go to the members by e-mail, too."""

    is_sent = forms.BooleanField(
        label=gettext_lazy("Also send it to the members by e-mail"), required=False,
        help_text=gettext_lazy("As with “Write to all members”: it may need approval first."),
    )  # fmt: skip


class EditedPostForm(PostForm):
    """The same, whose picture may go."""

    drops_picture = forms.BooleanField(label=gettext_lazy("Remove the picture"), required=False)

    @classmethod
    def of(cls, post: Post, data: Any = None, files: Any = None) -> "EditedPostForm":
        names = ("title", "text", "picture_alt", "is_for_members")
        made = cls(data, files, initial={name: getattr(post, name) for name in names})
        if not post.picture:
            del made.fields["drops_picture"]
        return made


class FileForm(PublicForm):
    """A file to hand out."""

    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.ClearableFileInput({"accept": uploaded_files.accept()}),
        help_text=gettext_lazy(
            "PDF, OpenDocument or Office without macros, text or picture; at most 10 MB."
        ),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Title"), max_length=TITLE)
    is_for_members = forms.BooleanField(label=gettext_lazy("For members only"), required=False)

    def clean_file(self) -> uploaded_files.Checked:
        try:
            return uploaded_files.checked(self.cleaned_data["file"])
        except uploaded_files.NoFile as refused:
            raise ValidationError(str(refused)) from refused


class ReasonForm(forms.Form):
    """Why the team takes something down."""

    why = forms.CharField(label=gettext_lazy("Reason (the hosts read it)"), max_length=300)

    def clean_why(self) -> str:
        why = " ".join(tidy(self.cleaned_data["why"]).split())
        if not why:
            raise ValidationError(_("Enter a reason."))
        return why
