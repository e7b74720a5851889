"""Consultations: questions and texts that many people work on together."""
