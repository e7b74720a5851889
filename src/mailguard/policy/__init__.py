"""Signals and weights to a verdict: what is added up, what was learnt, what is advised."""
