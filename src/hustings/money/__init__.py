"""Wing of money: the books, and what is given, spent and paid."""
