"""Sign-up forms, confirmation by e-mail, sources, referrals."""
