"""Consultations: steps, contributions, arguments and votes."""
