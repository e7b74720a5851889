"""Automations: actions, one file each."""

from hustings.outreach.automations.actions.approvals import ask_for_letters
