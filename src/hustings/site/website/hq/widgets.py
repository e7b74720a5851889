"""Fields of HQ's forms that know what was written before."""

from typing import Any

from django.apps import apps
from django.forms import TextInput


class KnownInput(TextInput):
    """A line of text that offers what other pages have there, so that nobody writes one word in two ways."""

    template_name = "website/widgets/known.html"

    def __init__(self, model: str, field: str, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.model, self.field = model, field

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Adds what there is already, each once."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        pages = apps.get_model("website", self.model)._default_manager.exclude(**{self.field: ""})
        known = pages.order_by(self.field).values_list(self.field, flat=True).distinct()
        context["widget"]["known"] = list(known[:100])
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}-known"
        return context
