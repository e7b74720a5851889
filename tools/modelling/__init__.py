"""Training, probing and measuring the engine's learnt part on mail that is not in the repository."""
