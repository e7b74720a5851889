"""Leaked e-mails compared with our own."""
