"""The bank's side of payments: statements and what each line is, deposit slips, files of direct debits."""
