"""Turns live grants into the permissions that Django and Wagtail ask for."""

from django.contrib.auth.backends import ModelBackend


class GrantBackend(ModelBackend):
    """Permissions by grant. (Log-in itself is allauth's.)"""
