"""Mass e-mail, from the draft to the results."""
