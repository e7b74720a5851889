"""Sign-up forms, confirmation by mail, where people came from, referrals."""
