// A date without hours asks for days alone.
(function () {
  const box = document.querySelector("input[name=is_all_day]");
  if (!box) return;

  function follow() {
    for (const name of ["starts_at", "ends_at"]) {
      const field = document.querySelector(`input[name=${name}]`);
      const was = field.value;
      field.type = box.checked ? "date" : "datetime-local";
      if (was) field.value = box.checked ? was.slice(0, 10) : was.length === 10 ? `${was}T18:00` : was;
    }
  }

  box.addEventListener("change", follow);
  follow();
})();
