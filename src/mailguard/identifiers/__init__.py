"""Identifiers in mail: domain names, addresses, bank accounts, and the lists of them."""
