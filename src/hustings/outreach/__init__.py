"""Mass e-mail, from the draft to what came of it."""
