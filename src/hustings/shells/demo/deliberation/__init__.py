"""Consultations of the demo: one that runs, and a whole cycle of debates."""
