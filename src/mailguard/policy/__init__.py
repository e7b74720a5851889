"""Signals and weights to a verdict: the sum, the trained model, the action."""
