"""Receipts for gifts: numbered without gaps, voided and made out anew, delivered to the donors."""
