"""Decoys: people, log-ins, documents and links that nobody uses by right, and alarms when somebody does."""
