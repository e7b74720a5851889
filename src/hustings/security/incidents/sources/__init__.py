"""The mailboxes of the team: opened, tried out, watched and read whole."""
