"""Django's templates of form fields, as an app whose label leaves "forms" to ours."""

from django.apps import AppConfig


class FormTemplates(AppConfig):
    """``django.forms``."""

    name = "django.forms"
    label = "form_templates"
