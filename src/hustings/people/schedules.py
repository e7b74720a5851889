"""What this app does again and again."""

from hustings.jobs import schedule
from hustings.people import actions, consent_chain
from hustings.people.actions import arrivals, duplicates, imports, own_page, retention
from hustings.people.importing import forgetting

schedule.daily(at="03:20", name="people.forget_sign_ups")(actions.forget_sign_ups)
schedule.daily(at="03:25", name="people.forget_arrivals")(arrivals.forget_arrivals)
schedule.daily(at="02:50", name="people.find_duplicates")(duplicates.search_anew)
schedule.daily(at="03:40", name="people.put_old_imports_away")(imports.put_old_away)
schedule.daily(at="03:50", name="people.delete_strays_of_imports")(imports.delete_strays)
schedule.every(minutes=1, name="people.seal_the_ledger")(consent_chain.seal_waiting)
schedule.every(minutes=5, name="people.forget_in_files", queue="long")(forgetting.in_files)
schedule.daily(at="03:30", name="people.forget_page_links")(own_page.forget_links)
schedule.daily(at="04:10", name="people.retire")(retention.run)
