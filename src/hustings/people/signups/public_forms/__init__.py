"""Ground of every form of the public site: stamp, arrivals, base forms, consents, answers, links, embeds.

The templates ``people/public_forms/*.html`` go with it. No cookie and no log-in, so that pages stay in memory
for everybody.
"""
