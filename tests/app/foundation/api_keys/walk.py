"""Roles that make API keys, for the walk over all views."""

from hustings.foundation.accounts.roles import Role

WITHOUT_NEEDS = {"api_keys:keys": frozenset({Role.DIRECTOR, Role.TREASURER, Role.AUDITOR})}
