"""What this app does again and again."""

from hustings.jobs import schedule
from hustings.people import actions, ledger
from hustings.people.actions import arrivals, duplicates, imports, own_page, retention
from hustings.people.importing import forgetting

part = schedule.deeds(
    schedule.daily(actions.forget_sign_ups, at="03:20", name="people.forget_sign_ups"),
    schedule.daily(arrivals.forget_arrivals, at="03:25", name="people.forget_arrivals"),
    schedule.daily(duplicates.search_anew, at="02:50", name="people.find_duplicates"),
    schedule.daily(imports.put_old_away, at="03:40", name="people.put_old_imports_away"),
    schedule.daily(imports.delete_strays, at="03:50", name="people.delete_strays_of_imports"),
    schedule.every(ledger.seal_waiting, minutes=1, name="people.seal_the_ledger"),
    schedule.every(forgetting.in_files, minutes=5, name="people.forget_in_files", queue="long"),
    schedule.daily(own_page.forget_links, at="03:30", name="people.forget_page_links"),
    schedule.daily(retention.run, at="04:10", name="people.retire"),
)
