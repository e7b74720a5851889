"""How people come into sequences, go through them and leave: by sets, never person by person."""
