// What an exported page does beside being read: it filters the chronology and knows some keys. It looks at the page
// alone, keeps nothing, and asks for nothing.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = $("Filter"), query = $("Query"), count = $("Count"), said = $("Said"), help = $("Help");
  const events = all(".event"), years = all(".year");
  form.hidden = false;
  $("Keys").hidden = false;

  // Text as it is compared: without case, accents and apostrophes; see docs/filter.md.
  const LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ə": "a", "þ": "th", "ð": "d",
    "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه" };
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\p{M}\u0640'’‘`ʿʾʼ"“”„«»]/gu, "")
    .replace(/[ßæœøđłıəþðيىكة]/g, (letter) => LETTERS[letter]).replace(/[‐-―−]/g, "-").replace(/\s+/g, " ");
  const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ");

  // Who says so and the tags are written on an event; the others are the links of its lists.
  const list = (event, key) => key === "tag" || key === "by"
    ? (event.dataset[key] ?? "").split(key === "tag" ? "|" : " ")
    : all({ source: ".notes li > a:first-child", place: ".meta a, .place a" }[key] ?? `.${key} a`, event)
      .map((link) => decodeURIComponent(link.hash.slice(1)));

  // The records of a table with their names; those that a word means: the one with the id, or else those that fit best.
  const rolls = {};
  const roll = (table) => rolls[table] ??= new Map(all(`[data-table=${table}] article`).map((record) =>
    [record.id, [...all("h3, .meta i, .meta bdi", record).map((name) => name.textContent), record.id]]));
  const meant = (table, typed) => {
    if (roll(table).has(typed)) return [typed];
    const wanted = words(typed), records = [...roll(table)].map(([id, names]) => [id, names.map(words)]);
    const begins = (names) => wanted.split(" ").every((word) => names.some((name) => ` ${name}`.includes(` ${word}`)));
    for (const fits of [(names) => names.includes(wanted), begins, (names) => names.some((name) => name.includes(wanted))]) {
      const found = wanted ? records.filter(([, names]) => fits(names)).map(([id]) => id) : [];
      if (found.length) return found;
    }
    throw `There is no ${table} “${typed}”.`;
  };

  // What is said of an event and how its actors, places and sources are called, folded when it is first asked for. The
  // titles of what it is linked to are not its own.
  const texts = new Map();
  const text = (event) => {
    if (!texts.has(event)) {
      const own = all("h4, .more > p, .accounts, .actor dd, .place dd, .notes, figcaption", event).map((part) => part.textContent);
      const named = ["actor", "place", "source"].flatMap((table) => list(event, table).flatMap((id) => roll(table).get(id) ?? []));
      texts.set(event, fold([...own, ...named, event.id, event.dataset.tag ?? ""].join(" \n")));
    }
    return texts.get(event);
  };

  // A date of a query as its first and last day since 2000.
  const day = (year, month, day) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month, day);
    return Math.round(date.getTime() / 864e5) - 10957;
  };
  const span = (typed) => {
    const found = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(typed);
    if (!found) throw `“${typed}” is not a date: write 2023, 2023-03, 2023-03-19 or 2022/2023.`;
    const [year, month, date] = found.slice(1).map((part) => part === undefined ? undefined : Number(part));
    if (month === undefined) return [day(year, 0, 1), day(year + 1, 0, 0)];
    if (date === undefined) return [day(year, month - 1, 1), day(year, month, 0)];
    return [day(year, month - 1, date), day(year, month - 1, date)];
  };
  const time = (key, typed) => {
    const possibly = typed.endsWith("?");
    const ends = (possibly ? typed.slice(0, -1) : typed).split("/");
    if (ends.length > 2) throw `“${typed}” is not a date.`;
    const from = ends[0] === ".." ? -Infinity : span(ends[0])[0];
    const to = ends.at(-1) === ".." ? Infinity : span(ends.at(-1))[1];
    return (event) => {
      if (!event.dataset.days) return false;
      const [first, last = first, doubt] = event.dataset.days.split(" ");
      const a = first === "*" ? -Infinity : Number(first), b = last === "*" ? Infinity : Number(last);
      if (!possibly && doubt) return false;
      if (key === "before") return possibly ? a < from : b < from;
      if (key === "after") return possibly ? b > to : a > to;
      return possibly ? a <= to && from <= b : from <= a && b <= to;
    };
  };

  const KEYS = {
    kind: (value) => (event) => event.dataset.kind === value.toLowerCase(),
    status: (value) => (event) => (event.dataset.status ?? "reported") === value.toLowerCase(),
    tag: (value) => (event) => list(event, "tag").some((tag) => fold(tag) === fold(value)),
    origins: (value) => {
      const [, sign, number] = /^(>=|<=|>|<|=)?(\d+)$/.exec(value) ?? [];
      if (number === undefined) throw "Write origins:1 or origins:>1.";
      const is = { ">": (a, b) => a > b, "<": (a, b) => a < b, ">=": (a, b) => a >= b, "<=": (a, b) => a <= b };
      return (event) => (is[sign] ?? ((a, b) => a === b))(Number(event.dataset.origins ?? 1), Number(number));
    },
  };
  for (const key of ["before", "after", "during"]) KEYS[key] = (value) => time(key, value);
  for (const key of ["actor", "concern", "place", "source", "by"]) {
    KEYS[key] = (value) => {
      const ids = meant(key === "by" ? "actor" : key, value);
      return (event) => list(event, key).some((id) => ids.includes(id));
    };
  }

  // query = part { "or" part }, part = term { term }; what is not understood is said and left out.
  const read = (typed) => {
    const problems = [];
    const signs = typed.match(/-?(?:[a-z]+:)?["“”][^"“”]*["“”]?|-?\(|\)|[^\s()"“”]+/giu) ?? [];
    let at = 0;
    const term = () => {
      let sign = signs[at++];
      const without = sign.startsWith("-") && sign.length > 1;
      if (without) sign = sign.slice(1);
      let test;
      if (sign === "(") {
        test = any();
        if (signs[at] === ")") at += 1;
      } else {
        const [, key, value] = /^([a-z]+):(.*)$/isu.exec(sign) ?? [];
        const bare = (text) => text.replace(/["“”]/g, "").trim();
        try {
          if (key && !KEYS[key.toLowerCase()]) throw `There is no key “${key}:”.`;
          if (key && !bare(value)) return null;
          if (key) test = KEYS[key.toLowerCase()](bare(value));
          else {
            const wanted = fold(bare(sign));
            test = wanted ? (event) => text(event).includes(wanted) : null;
          }
        } catch (problem) {
          if (typeof problem !== "string") throw problem;
          problems.push(problem);
        }
      }
      return test && without ? (event) => !test(event) : test;
    };
    const every = () => {
      const tests = [];
      while (at < signs.length && signs[at] !== ")" && signs[at].toLowerCase() !== "or") tests.push(term());
      const asked = tests.filter(Boolean);
      return asked.length ? (event) => asked.every((test) => test(event)) : null;
    };
    const any = () => {
      const tests = [every()];
      while (at < signs.length && signs[at].toLowerCase() === "or") {
        at += 1;
        tests.push(every());
      }
      const asked = tests.filter(Boolean);
      return asked.length ? (event) => asked.some((test) => test(event)) : null;
    };
    const tests = [];
    while (at < signs.length) {
      tests.push(any());
      if (signs[at] === ")") at += 1;
    }
    const asked = tests.filter(Boolean);
    return { problems, test: asked.length ? (event) => asked.every((test) => test(event)) : null };
  };

  // What j and k walk through, until a filter changes it.
  let kept = null;
  const marks = new Map();
  for (const mark of all(".strip a[data-i]")) marks.set(Number(mark.dataset.i), mark);
  const show = () => {
    const { test, problems } = read(query.value);
    let shown = 0;
    events.forEach((event, at) => {
      const passes = !test || test(event);
      if (event.hidden === passes) event.hidden = !passes;
      marks.get(at)?.classList.toggle("off", !passes);
      shown += passes ? 1 : 0;
    });
    for (const year of years) year.hidden = test !== null && !year.querySelector(".event:not([hidden])");
    kept = null;
    count.textContent = test ? `${shown} of ${events.length} events` : "";
    said.textContent = problems.join(" ");
  };
  let waiting = 0;
  query.addEventListener("input", () => {
    // A letter is painted before ten thousand events are looked through.
    clearTimeout(waiting);
    waiting = setTimeout(show, events.length > 1000 ? 120 : 0);
  });
  // Folding all text takes a moment in a long timeline; it is done while nothing else is.
  query.addEventListener("focus", () => {
    let at = 0;
    const slice = (idle) => {
      while (at < events.length && idle.timeRemaining() > 2) text(events[at++]);
      if (at < events.length) requestIdleCallback(slice);
    };
    window.requestIdleCallback?.(slice);
  }, { once: true });
  const brief = $("Brief");
  const shorten = () => document.body.classList.toggle("titles", brief.checked);
  brief.addEventListener("change", shorten);
  form.addEventListener("submit", (event) => event.preventDefault());
  const ask = (typed) => {
    query.value = typed;
    show();
  };
  for (const link of all(".records .meta a[href='#Timeline']")) {
    const { table } = link.closest("[data-table]").dataset, { id } = link.closest("article");
    link.addEventListener("click", () => ask(`${table}:${id}`));
  }
  // What a link leads to is shown, whatever the filter hides.
  addEventListener("hashchange", () => {
    const target = $(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest(".event[hidden], .year[hidden]")) {
      ask("");
      target.scrollIntoView();
    }
  });

  // Steps and events, one after the other. After scrolling it goes on from what is at the top of the window.
  const TOP = 80;
  const stops = () => kept ??= all(".step, .event:not([hidden])");
  const go = (target) => {
    if (!target) return;
    target.tabIndex = -1;
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  };
  const move = (by) => {
    const list = stops();
    const held = list.indexOf(document.activeElement);
    const seen = (at) => Math.abs(list[at].getBoundingClientRect().top - TOP) < innerHeight;
    if (held >= 0 && seen(held)) return go(list[held + by]);
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].getBoundingClientRect().top < TOP - 8) low = middle + 1;
      else high = middle;
    }
    go(list[by > 0 ? low : low - 1]);
  };
  $("Keys").addEventListener("click", () => help.showModal());
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (help.open) {
      if (event.key === "?" || event.key === "q") help.close();
      return;
    }
    if (event.target === query) {
      if (event.key === "Escape") { ask(""); query.blur(); }
      if (event.key === "Enter") { show(); query.blur(); go(stops().find((stop) => stop.matches(".event"))); }
      return;
    }
    const done = {
      j: () => move(1), ArrowRight: () => move(1),
      k: () => move(-1), ArrowLeft: () => move(-1),
      b: () => go($("Briefing")?.querySelector(".step") ?? $("Top")),
      t: () => go($("Timeline")),
      s: () => go($("Sources")?.querySelector("article")),
      g: () => scrollTo(0, 0),
      G: () => go(stops().at(-1)),
      "/": () => { form.scrollIntoView({ block: "center" }); query.focus(); query.select(); },
      "?": () => help.showModal(),
      Escape: () => { if (query.value) ask(""); },
    }[event.key];
    if (done) {
      event.preventDefault();
      done();
    }
  });
  // A page that the browser brings back brings its query with it.
  shorten();
  if (query.value) show();
})();
