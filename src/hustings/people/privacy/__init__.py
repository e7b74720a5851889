"""Consent ledger, erasure, retention, masking, access log."""
