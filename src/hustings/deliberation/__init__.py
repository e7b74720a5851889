"""Consultations: texts that many people improve."""
