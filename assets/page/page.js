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

  // A word stands where words begin; see docs/filter.md. Scripts of which any letter begins one, and the others:
  const OF_WORD = /[\p{L}\p{N}]/u;
  const UNBROKEN = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Khmr}\p{sc=Java}]/u;
  const SCRIPTS = ["Latn", "Arab", "Hebr", "Cyrl", "Grek", "Armn", "Geor", "Hang", "Deva"].map((name) => new RegExp(`\\p{sc=${name}}`, "u"));
  const script = (letter) => SCRIPTS.findIndex((is) => is.test(letter));
  const PARTICLES = { 1: /^و?(?:لل|[بلک]?(?:ال)?)$/, 2: /^ו?(?:לכש|כש|מש|ש)?[בכלמ]?ה?$/ };
  const joined = (before, next) => {
    const last = before.at(-1) ?? "";
    if (!OF_WORD.test(next)) return false;
    if (!OF_WORD.test(last)) return /\p{N}[.,;،٬]\p{N}/u.test((before.at(-2) ?? "") + last + next);
    if (UNBROKEN.test(last + next)) return false;
    const [a, b] = [script(last), script(next)];
    return a < 0 || b < 0 || a === b;
  };
  const before = (text, at) => [...text.slice(Math.max(0, at - 16), at)];
  const next = (text, at) => at < text.length ? String.fromCodePoint(text.codePointAt(at)) : "";
  const begins = (text, at) => {
    const letters = before(text, at), first = next(text, at);
    if (!joined(letters, first)) return true;
    const of = script(first), run = [];
    while (run.length < 6 && letters.length && script(letters.at(-1)) === of) run.unshift(letters.pop());
    return run.length > 0 && !!PARTICLES[of]?.test(run.join("")) && !joined(letters, run[0]);
  };
  const has = (text, wanted, fits) => {
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) if (fits(text, at)) return true;
    return false;
  };
  const word = (typed) => {
    const folded = fold(typed).trim(), wanted = folded.replace(/^\*+|\*+$/g, "").trim();
    if (!folded.startsWith("*")) return { wanted, fits: begins };
    if (folded.endsWith("*")) return { wanted, fits: () => true };
    return { wanted, fits: (text, at) => !joined(before(text, at + wanted.length), next(text, at + wanted.length)) };
  };

  // Who says so, the wholes around it and the tags are written on an event; the others are the links of its lists.
  const list = (event, key) => ["tag", "by", "whole"].includes(key)
    ? (event.dataset[key] ?? "").split(key === "tag" ? "|" : " ")
    : all({ source: ".notes li > a:first-child", place: ".meta a, .place a" }[key] ?? `.${key} a`, event)
      .map((link) => decodeURIComponent(link.hash.slice(1)));

  // The records of a table with their names; those that a word means: the one with the id, or else those that fit best.
  const rolls = {};
  const roll = (table) => rolls[table] ??= new Map(table === "event"
    ? events.flatMap((event) => list(event, "whole")).filter(Boolean).map((id) => [id, [$(id)?.querySelector("h4")?.textContent ?? id, id]])
    : all(`[data-table=${table}] article`).map((record) =>
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
  // Whether an event fits: 2 if it certainly does, 1 if it may, 0 if not.
  const days = (event) => {
    const [first, last = first, doubt] = event.dataset.days.split(" ");
    return [first === "*" ? -Infinity : Number(first), last === "*" ? Infinity : Number(last), doubt];
  };
  const time = (key, typed) => {
    const surely = typed.endsWith("!");
    const ends = typed.replace(/[!?]$/, "").split("/");
    if (ends.length > 2) throw `“${typed}” is not a date.`;
    const from = ends[0] === ".." ? -Infinity : span(ends[0])[0];
    const to = ends.at(-1) === ".." ? Infinity : span(ends.at(-1))[1];
    return (event) => {
      if (!event.dataset.days) return 0;
      const [a, b, doubt] = days(event);
      const fits = { before: b < from, after: a > to, during: from <= a && b <= to }[key];
      const may = { before: a < from, after: b > to, during: a <= to && from <= b }[key];
      return fits && !doubt ? 2 : may && !surely ? 1 : 0;
    };
  };

  // Whether an actor is part of others while an event happens, or part of a part.
  const belongs = (part, wholes, event) => {
    const seen = [part], [a, b] = event.dataset.days ? days(event) : [Infinity, Infinity];
    for (const id of seen) {
      for (const whole of ($(id)?.dataset.partOf ?? "").split("|").filter(Boolean)) {
        const [of, first = "*", last = "*"] = whole.split(" ");
        if ((first !== "*" && Number(first) > b && b < Infinity) || (last !== "*" && Number(last) < a)) continue;
        if (wholes.includes(of)) return true;
        if (!seen.includes(of)) seen.push(of);
      }
    }
    return false;
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
  KEYS.is = (value) => ({
    disputed: (event) => event.querySelector(".accounts") !== null,
    "single-source": KEYS.origins("1"),
    unsourced: KEYS.origins("0"),
  })[value.toLowerCase()] ?? (() => { throw "Write is:disputed, is:single-source or is:unsourced."; })();
  for (const key of ["before", "after", "during"]) KEYS[key] = (value) => time(key, value);
  for (const key of ["actor", "concern", "place", "source", "by", "part-of"]) {
    KEYS[key] = (value) => {
      const table = { by: "actor", "part-of": "event" }[key] ?? key, parts = table === "actor" && /.\+$/.test(value);
      const ids = meant(table, parts ? value.slice(0, -1) : value);
      return (event) => list(event, key === "part-of" ? "whole" : key).some((id) => ids.includes(id) || (parts && belongs(id, ids, event)));
    };
  }

  // Tests of a query and of what it excludes; what only may fit is excluded as well.
  const both = (tests) => ({ yes: (event) => Math.min(...tests.map(({ yes }) => yes(event))), no: (event) => Math.max(...tests.map(({ no }) => no(event))) });
  const either = (tests) => turned(both(tests.map(turned)));
  const turned = ({ yes, no }) => ({ yes: no, no: yes });

  // query = part { "or" part }, part = term { term }; what is not understood is said and left out.
  const read = (typed) => {
    const problems = [];
    const signs = typed.match(/-?(?:(?:[a-z]+|part-of):)?["“”][^"“”]*["“”]?|-?\(|\)|[^\s()"“”]+/giu) ?? [];
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
        const [, key, value] = /^([a-z]+|part-of):(.*)$/isu.exec(sign) ?? [];
        const bare = (text) => text.replace(/["“”]/g, "").trim();
        try {
          if (key && !KEYS[key.toLowerCase()]) throw `There is no key “${key}:”.`;
          if (key && !bare(value)) return null;
          const { wanted, fits } = word(bare(sign));
          const found = key ? KEYS[key.toLowerCase()](bare(value)) : wanted ? (event) => has(text(event), wanted, fits) : null;
          const fit = (event) => found(event) === 1 ? 1 : found(event) ? 2 : 0;
          if (found) test = { yes: fit, no: (event) => fit(event) ? 0 : 2 };
        } catch (problem) {
          if (typeof problem !== "string") throw problem;
          problems.push(problem);
        }
      }
      return test && without ? turned(test) : test;
    };
    const every = () => {
      const tests = [];
      while (at < signs.length && signs[at] !== ")" && signs[at].toLowerCase() !== "or") tests.push(term());
      const asked = tests.filter(Boolean);
      return asked.length ? both(asked) : null;
    };
    const any = () => {
      const tests = [every()];
      while (at < signs.length && signs[at].toLowerCase() === "or") {
        at += 1;
        tests.push(every());
      }
      const asked = tests.filter(Boolean);
      return asked.length ? either(asked) : null;
    };
    const tests = [];
    while (at < signs.length) {
      tests.push(any());
      if (signs[at] === ")") at += 1;
    }
    const asked = tests.filter(Boolean);
    return { problems, test: asked.length ? both(asked).yes : null };
  };

  // What the parts of an actor would add.
  const more = (typed, shown) => {
    for (const [term] of document.querySelector("[data-part-of]") ? typed.matchAll(/\b(?:actor|by):(?:["“][^"“”]+|[^\s()"“”]+)/giu) : []) {
      const wider = `${term}+`, { test } = read(typed.replace(term, wider));
      const count = term.endsWith("+") || !test ? 0 : events.filter(test).length - shown;
      if (count > 0) return `; ${count} more of its parts: ${/["“]/.test(wider) ? `${wider}"` : wider}`;
    }
    return "";
  };

  // What j and k walk through, until a filter changes it.
  let kept = null;
  const marks = new Map();
  for (const mark of all(".strip a[data-i]")) marks.set(Number(mark.dataset.i), mark);
  const show = () => {
    const { test, problems } = read(query.value);
    let shown = 0, possible = 0;
    events.forEach((event, at) => {
      const fit = test ? test(event) : 2, passes = fit > 0;
      if (event.hidden === passes) event.hidden = !passes;
      event.classList.toggle("possible", fit === 1);
      possible += fit === 1 ? 1 : 0;
      marks.get(at)?.classList.toggle("off", !passes);
      shown += passes ? 1 : 0;
    });
    for (const year of years) year.hidden = test !== null && !year.querySelector(".event:not([hidden])");
    kept = null;
    const certain = possible ? `: ${shown - possible} certain, ${possible} possible` : "";
    count.textContent = test ? `${shown} of ${events.length} events${certain}${more(query.value, shown)}` : "";
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
