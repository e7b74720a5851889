"""Scripts of talks: sentences, questions and branches, for phones and doors; versions and answers."""
