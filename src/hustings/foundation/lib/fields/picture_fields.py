"""One of Wagtail's pictures in a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from hustings.foundation.lib.web import query_params


class PictureChooser(AdminImageChooser):
    """Wagtail's, which also shows a form again that was sent with what is no picture."""

    def get_instance(self, value: Any) -> Any:
        """The picture; None for whatever isn't one."""
        is_known = value is None or isinstance(value, self.model_class) or query_params.key(str(value))
        return super().get_instance(value) if is_known else None


class PictureField(forms.Field):
    """The key of a picture that is there, None for none."""

    widget = PictureChooser
    default_error_messages = {"gone": _("This picture was deleted. Choose another.")}

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        pk = query_params.key(str(value))
        if not pk or not get_image_model().objects.filter(pk=pk).exists():
            raise forms.ValidationError(self.error_messages["gone"], code="gone")
        return pk
