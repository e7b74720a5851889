"""Decoy people, log-ins, documents and links, and alarms when they are used."""
