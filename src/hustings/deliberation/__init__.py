"""Wing of deliberation: consultations, texts that people amend, opinions, syntheses and answers."""
