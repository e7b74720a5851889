"""Output and input of commands on the terminal."""
