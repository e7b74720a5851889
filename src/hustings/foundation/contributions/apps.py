"""Registers the app with Django."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "hustings.foundation.contributions"
    label = "contributions"
