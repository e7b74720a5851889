/* Whether one may ring now, by what the phone took along: hours and silence of the place, without a network. */

const DoorHours = {};

(() => {
  const LANGUAGE = document.documentElement.lang;
  const USUAL = { hour: "2-digit", minute: "2-digit" };
  const DAY = { weekday: "long", day: "numeric", month: "long" };

  function told(moment, now, timeZone) {
    const day = (at) => at.toLocaleDateString(LANGUAGE, { timeZone });
    return moment.toLocaleString(LANGUAGE, { timeZone, ...USUAL, ...day(moment) !== day(now) && DAY });
  }

  Object.assign(DoorHours, {
    /** How things stand: `why` is empty where one may ring, `moment` says until when; null: nothing is known. */
    at(hours, now) {
      if (!hours || now >= new Date(hours.until)) return null;
      const next = hours.closed.find(({ until }) => new Date(until) > now);
      const isClosed = Boolean(next) && new Date(next.since) <= now;
      const until = next && (isClosed ? next.again : next.since);
      return {
        why: isClosed ? next.why : "", article: next?.article || "",
        moment: until ? told(new Date(until), now, hours.clock) : "",
      };
    },
  });
})();
