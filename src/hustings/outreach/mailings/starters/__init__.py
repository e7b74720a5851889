"""What a mailing begins with: a ready-made letter, a template, an earlier mailing, or nothing."""
