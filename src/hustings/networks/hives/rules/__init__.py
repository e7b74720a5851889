"""Rules of a sale, pure: amounts, what falls when it closes, who gets how much of a case."""
