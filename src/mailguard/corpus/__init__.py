"""Makers of mail: honest letters of many kinds and attacks of many families, in English and French.

They fill the gaps that collections of real mail leave: French mail, modern newsletters and notices, short
notes among staff, and attacks on a campaign. Training, benchmarks
and exercises for people use them; all of it is invented. The engine itself never does.
"""
