"""Registers the app with Django."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "hustings.shells.cli"
    label = "cli"
