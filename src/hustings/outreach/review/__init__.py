"""Approval and comments on drafts."""
