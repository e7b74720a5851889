"""The right to change territories, as Django's permission: accounts lie above this app."""

from django.contrib.auth.decorators import permission_required

CHANGE = "territories.change_zone"
may_change = permission_required(CHANGE, raise_exception=True)
