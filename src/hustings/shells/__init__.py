"""Ways in that call all the others."""
