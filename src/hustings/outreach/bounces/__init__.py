"""Bounces, complaints, webhooks of providers, deliverability alarms."""
