"""What HQ shows of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from hustings.website.forms import ConsentLineForm
from hustings.website.models import ConsentLine


class ConsentLineViewSet(ModelViewSet):
    """The boxes of the sign-up form."""

    model = ConsentLine
    name = "consent_lines"
    url_prefix = "consent-lines"
    icon = "check"
    menu_label = _("Consents on the form")
    add_to_settings_menu = True
    list_display = ["purpose", "language", "wording", "position"]
    list_filter = ["language", "purpose"]
    exclude_form_fields: list[str] = []

    def get_form_class(self, for_update: bool = False) -> type[ConsentLineForm]:
        """The form that keeps old sentences."""
        return ConsentLineForm


@hooks.register("register_admin_viewset")
def consent_lines() -> ConsentLineViewSet:
    """Consents are edited in the settings menu."""
    return ConsentLineViewSet()
