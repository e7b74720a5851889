"""Questions of organisers to those who register, and their answers."""
