"""How well and how fast ``mailguard`` judges mail, beside rspamd and SpamAssassin in the same run.

Real mail isn't in this repository. ``--mail`` names a folder that holds it: ``index.tsv`` with the columns
split, label, source, date, cluster and path, and the messages under those paths. Thresholds are fixed on the
split "train", everything else is measured on "dev".
"""
