"""Decoy people, log-ins, documents and links, and alerts when they are used."""
