"""Emails: models, one file each."""

from hustings.outreach.emails.models.looks import LetterLook
