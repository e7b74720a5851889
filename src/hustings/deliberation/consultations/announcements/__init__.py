"""Mails about a consultation to those whom something concerns: one course for all kinds of them."""
