"""Ranking of stations: the formula, its uncertainty, hold-outs and their measured effect."""
