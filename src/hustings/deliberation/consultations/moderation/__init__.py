"""Moderation: queues, mails, addresses on the site."""
