"""Consultations in HQ: figures, and what the app gives to its menu, search and to-dos."""
