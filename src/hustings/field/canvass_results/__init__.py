"""Results at the doors: how far teams came, and what people said."""
