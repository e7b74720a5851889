"""Leaks: published e-mails compared with our own."""
