"""A mail filter for Postfix and Sendmail: speaks their protocol, has others judge, applies the verdict."""
