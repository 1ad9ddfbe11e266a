"use strict";
// Adds to a page that reads well without it: records in a dialog, search, paging, downloads. Nothing is ever fetched.
(function () {
  const $ = (sel, from) => (from || document).querySelector(sel);
  const all = (sel, from) => Array.from((from || document).querySelectorAll(sel));
  const data = JSON.parse($("#data").textContent);
  const packed = new Map();
  for (const e of data.evidence) packed.set(e[0], e);
  for (const f of data.findings) packed.set(f[0], f);
  document.documentElement.classList.add("scripted");
  for (const part of all("[hidden].filters, [hidden].tools")) part.hidden = false;

  // ---- rows made from the packed data, in the form of the printed ones
  function element(name, text, attributes) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }
  const chip = (id) => element("a", id, { class: "chip", href: "#" + id });
  function cell(...parts) {
    const made = element("td");
    parts.forEach((part) => {
      if (!part) return;
      if (typeof part === "string") made.append(element("div", part));
      else if (Array.isArray(part)) part.forEach((id) => made.append(chip(id), " "));
      else made.append(part);
    });
    return made;
  }
  function head(row, id, madeUp) {
    const th = element("th", id, { scope: "row" });
    if (madeUp) {
      row.className = "made-up";
      th.append(" ", element("span", "synthetic", { class: "synthetic" }));
    }
    row.append(th);
  }
  // a number stands for a text that is packed once
  const unpack = (v) => (typeof v === "number" ? data.texts[v] : v);
  function evidenceRow(record) {
    const e = record.map((v, n) => (n > 1 && n < 6 ? unpack(v) : v));
    const source = data.sources[e[1]] || ["file not in this ledger", "", "", ""];
    const row = element("tr", "", { "data-id": e[0], "data-file": source[0], "data-hash": source[1], "data-read": source[2], "data-obtained": source[3] });
    head(row, e[0], e[6]);
    row.append(
      cell(e[3] && element("q", e[3], { class: "said", dir: "auto" }), e[4]),
      cell(e[2]),
      cell(e[5]),
      cell(e[7])
    );
    return row;
  }
  // steps are told once; a row links to its step
  function how(n) {
    const told = document.getElementById("how-" + n);
    return told ? element("a", $("dt", told).firstChild.textContent.trim(), { href: "#how-" + n }) : null;
  }
  function findingRow(row) {
    const f = row.map((v) => (Array.isArray(v) ? v : unpack(v)));
    const [step, total, madeUp] = f[15];
    const made = element("tr", "", { "data-id": f[0] });
    head(made, f[0], madeUp);
    made.append(
      cell(f[3], element("span", [f[1], f[2].replaceAll("_", " "), f[4]].filter(Boolean).join(" · "), { class: "small" })),
      cell(f[5] || "–"),
      cell(f[6] || "not said"),
      cell(f[8], f[9] ? "likelihood " + f[9] : f[10] && "score " + f[10] + " (not calibrated)", f[11] && "coverage " + f[11], f[12] && "base rate " + f[12]),
      cell(how(step), ...f[13].map(unpack)),
      cell(f[14].map(unpack), total + " rows in all")
    );
    return made;
  }
  function rowOf(id) {
    const printed = document.getElementById(id);
    if (printed) return printed;
    const e = packed.get(id);
    return e ? (id[0] === "e" ? evidenceRow(e) : findingRow(e)) : null;
  }

  // an evidence row's file stands once for all its rows
  function fileOf(row) {
    if (row.dataset.hash !== undefined) return row.dataset;
    const group = row.parentNode;
    return group && group.dataset && group.dataset.hash !== undefined ? group.dataset : null;
  }

  // what a chip leads to, said once here instead of in every chip
  const leads = { e: "evidence: file, place and hash", f: "finding: how it was made", c: "claim", n: "claim held against evidence" };
  document.addEventListener("mouseover", (event) => {
    const link = event.target.closest && event.target.closest(".chip");
    if (link && !link.title) link.title = leads[link.textContent[0]] || "";
  });

  // on a narrow screen rows are cards, and each cell says what it is of
  const narrow = matchMedia("(max-width: 720px)");
  function label() {
    if (!narrow.matches) return;
    for (const table of all("table.cards:not(.wide):not(.labelled)")) {
      const names = all("thead th", table).map((th) => ($("svg", th) ? "" : th.textContent.trim()));
      for (const td of all("tbody td", table)) if (!td.dataset.label) td.dataset.label = names[td.cellIndex] || "";
      table.classList.add("labelled");
    }
  }
  narrow.addEventListener("change", label);
  label();

  // what a cell is of, as its table's head says
  const heads = { e: $("#evidence-table"), f: $("#findings-table"), s: $("#sources-table") };
  function labelOf(td, id) {
    const head = heads[id[0]] && all("thead th", heads[id[0]])[td.cellIndex];
    return head ? head.textContent : "";
  }

  // ---- the record dialog
  const dialog = $("#record");
  function open(id) {
    const row = rowOf(id);
    if (!row || row.tagName !== "TR") return false;
    const body = $("#record-body");
    const list = element("dl");
    $("#record-title").textContent = (id[0] === "e" ? "Evidence " : id[0] === "f" ? "Finding " : "Record ") + id;
    const mark = $("th .synthetic", row);
    if (mark) list.append(mark.cloneNode(true));
    for (const td of all("td", row)) {
      const dd = element("dd");
      dd.append(...Array.from(td.cloneNode(true).childNodes));
      all("details", dd).forEach((d) => (d.open = true));
      list.append(element("dt", labelOf(td, id)), dd);
    }
    const made = $("a[href^='#how-']", row), told = made && document.getElementById(made.getAttribute("href").slice(1));
    if (told) {
      const dd = element("dd");
      dd.append(...Array.from($("dd", told).cloneNode(true).childNodes));
      list.append(element("dt", "settings, and what it does not show"), dd);
    }
    const more = (data.marks[id] || []).slice(4);
    if (more.length) {
      const dd = element("dd");
      more.forEach((e) => dd.append(chip(e), " "));
      list.append(element("dt", "further evidence"), dd);
    }
    const file = fileOf(row);
    if (file) {
      for (const [label, words, kind] of [["file", file.file, "path"], ["SHA-256 of the file", file.hash, "hash"], ["read by", file.read], ["obtained", file.obtained]]) {
        if (!words) continue;
        const dd = element("dd");
        dd.append(kind ? element("code", words, { class: kind }) : words);
        list.append(element("dt", label), dd);
      }
    }
    if (id[0] === "e" && location.pathname === "/dossier") {
      const dd = element("dd"); // served by hawse serve: the file is at hand
      dd.append(element("a", "the rows around it, with the file's hash taken now", { href: "/source/" + id }));
      list.append(element("dt", "in the file"), dd);
    }
    if (printedAt(id)) {
      const dd = element("dd");
      dd.append(element("a", "the row on the page", { href: "#" + id, "data-jump": "1" }));
      list.append(element("dt", "printed"), dd);
    }
    body.replaceChildren(list);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    return true;
  }
  const printedAt = (id) => Boolean(document.getElementById(id));
  document.addEventListener("click", (event) => {
    const record = event.target.closest("button.chip"); // a record that is not printed
    if (record) return void open(record.textContent);
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    if (link.dataset.jump) return dialog.close();
    if (link.classList.contains("chip") && /^[efs]/.test(id) && open(id)) event.preventDefault();
    else if (dialog.open) dialog.close();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  // ---- filters: entries and findings
  const short = (text) => (text.length > 60 ? text.slice(0, 59) + "…" : text);
  const fill = (select, values) => {
    const counts = new Map();
    values.forEach((v) => v && counts.set(v, (counts.get(v) || 0) + 1));
    for (const [value, n] of Array.from(counts).sort()) select.append(element("option", short(value.replaceAll("_", " ")) + " (" + n + ")", { value }));
  };
  const wanted = (box) => Object.fromEntries(all("[data-by]", box).map((c) => [c.dataset.by, c.value.trim()]));
  // an item is what can be filtered: its marks, and its words in small letters, made when first asked for
  const words = (item) => (item.words = item.words || (item.row ? item.row.textContent : item.packed.slice(0, 15).flat().map(unpack).join(" ")).toLowerCase());
  const fits = (item, want) =>
    Object.entries(want).every(([by, value]) => !value || by === "order" || (by === "words" ? words(item).includes(value.toLowerCase()) : (item.marks[by] || "").split("|").includes(value)));

  const claims = $("[data-filters=claims]");
  if (claims) {
    const entries = all(".entry").map((row) => ({ row, marks: row.dataset }));
    for (const by of ["speaker", "report"]) fill($("[data-by=" + by + "]", claims), entries.flatMap((e) => (e.marks[by] || "").split("|")));
    const show = () => {
      const want = wanted(claims);
      let n = 0;
      for (const e of entries) n += (e.row.hidden = !fits(e, want)) ? 0 : 1;
      $(".counted", claims).textContent = n + " of " + entries.length + " claims";
    };
    claims.addEventListener("input", show);
    const fold = $("[data-act=fold]", claims);
    fold.addEventListener("click", () => {
      const open = fold.textContent.startsWith("Fold");
      all(".readings").forEach((d) => (d.open = !open));
      fold.textContent = open ? "Open the readings" : "Fold the readings";
    });
    show();
  }

  const box = $("[data-filters=findings]");
  if (box) {
    const body = $("#findings-table tbody");
    const marksOf = ([channel, kind, basis, at]) => ({ channel, kind, basis, at });
    const printed = all("tr", body);
    const items = printed
      .map((row) => ({ row, marks: marksOf(data.marks[row.id] || []) }))
      .concat(data.findings.map((f) => ({ packed: f, marks: marksOf([f[1], f[2], f[8], f[7]].map(unpack)) })));
    const rowFor = (item) => (item.row = item.row || findingRow(item.packed));
    const pages = $(".pages");
    const size = innerWidth < 720 ? 15 : 50;
    let first = 0;
    for (const by of ["channel", "kind", "basis"]) fill($("[data-by=" + by + "]", box), items.map((i) => i.marks[by]));
    const show = () => {
      const want = wanted(box);
      const kept = items.filter((i) => fits(i, want));
      const way = want.order === "new" ? -1 : 1;
      if (want.order) kept.sort((a, b) => way * (a.marks.at < b.marks.at ? -1 : a.marks.at > b.marks.at ? 1 : 0));
      first = Math.max(0, Math.min(first, kept.length - 1));
      first -= first % size;
      // printed rows stay in the document, hidden, so that anchors and records find them
      const now = new Set(kept.slice(first, first + size).map(rowFor));
      for (const r of printed) r.hidden = !now.has(r);
      all("tr", body).forEach((r) => r.id || r.remove());
      body.append(...now);
      const to = Math.min(first + size, kept.length);
      $(".counted", box).textContent = kept.length + " of " + data.all.findings + " findings";
      $(".counted-first").textContent = kept.length ? "Showing " + (first + 1) + "–" + to + " of " + kept.length + "." : "0 of " + data.all.findings + " findings.";
      pages.hidden = kept.length <= size;
      $("span", pages).textContent = first + 1 + "–" + to + " of " + kept.length;
    };
    const keep = () => {
      const said = new URLSearchParams(Object.entries(wanted(box)).filter(([, v]) => v)).toString();
      history.replaceState(null, "", said ? "#findings?" + said : "#findings");
    };
    box.addEventListener("input", () => { first = 0; show(); keep(); });
    $("[data-act=clear]", box).addEventListener("click", () => { all("[data-by]", box).forEach((c) => (c.value = "")); first = 0; show(); keep(); });
    $("[data-act=back]", pages).addEventListener("click", () => { first -= size; show(); });
    $("[data-act=on]", pages).addEventListener("click", () => { first += size; show(); });
    if (location.hash.startsWith("#findings?")) {
      for (const [by, value] of new URLSearchParams(location.hash.slice(10))) {
        const control = all("[data-by]", box).find((c) => c.dataset.by === by);
        if (control) control.value = value;
      }
      $("#findings").scrollIntoView();
    }
    show();
    addEventListener("beforeprint", () => printed.forEach((r) => (r.hidden = false)));
    addEventListener("afterprint", show);
  }
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const printed = document.getElementById(id);
    if (printed && printed.hidden) printed.hidden = false, printed.scrollIntoView();
    else if (!printed && packed.has(id)) open(id);
  };
  addEventListener("hashchange", arrive);
  arrive();

  // ---- maps: a row and its mark light each other; what is dated can be bounded in time
  for (const figure of all("figure.map")) {
    const marks = new Map(all("g[data-n]", figure).map((g) => [g.dataset.n, g]));
    const rows = all("tr[data-n]", figure);
    for (const row of rows) {
      const mark = marks.get(row.dataset.n);
      if (!mark) continue;
      const light = (on) => () => [mark, row].forEach((part) => part.classList.toggle("lit", on));
      for (const part of [row, mark]) for (const [what, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) part.addEventListener(what, light(on));
    }
    const dated = rows.filter((row) => row.dataset.from);
    if (dated.length < 4) continue;
    const dayOf = (text) => Math.floor(Date.parse(text) / 864e5);
    const first = Math.min(...dated.map((r) => dayOf(r.dataset.from))), last = Math.max(...dated.map((r) => dayOf(r.dataset.until)));
    const box = element("div", "", { class: "filters" });
    const ends = ["from", "until"].map((name, n) => {
      const label = element("label", name + " "), shown = element("output"), range = element("input", "", { type: "range", min: first, max: last, step: 1, value: n ? last : first });
      label.append(range, " ", shown);
      box.append(label);
      return { range, shown };
    });
    const count = element("span", "", { role: "status", class: "counted" });
    box.append(count);
    const show = () => {
      const [from, until] = ends.map((e) => Number(e.range.value));
      for (const e of ends) e.shown.textContent = new Date(Number(e.range.value) * 864e5).toISOString().slice(0, 10);
      let n = 0;
      for (const row of dated) {
        const inside = dayOf(row.dataset.until) >= from && dayOf(row.dataset.from) <= until, mark = marks.get(row.dataset.n);
        row.hidden = !inside;
        if (mark) mark.style.display = inside ? "" : "none";
        n += inside ? 1 : 0;
      }
      count.textContent = n + " of " + dated.length + " with a date";
    };
    box.addEventListener("input", show);
    $("figcaption", figure).append(box);
    show();
  }

  // ---- citation and downloads
  const told = (text) => ($("#told").textContent = text);
  const idsOf = (what) => all("#" + what + "-table tbody tr[id]").map((r) => r.id).concat(data[what].map((e) => e[0]));
  const inWords = (node) => node.innerText === undefined ? node.textContent : Array.from(node.childNodes).map((n) => n.textContent.trim()).filter(Boolean).join(" | ");
  // one record for each row: its cells by the heads of the table, an evidence row's file and hash
  function records(what) {
    return idsOf(what).filter(rowOf).map((id) => {
      const row = rowOf(id), file = fileOf(row), made = { id: $("th", row).textContent };
      for (const td of all("td", row)) made[labelOf(td, id)] = inWords(td);
      return file ? Object.assign(made, { file: file.file, "SHA-256 of the file": file.hash }) : made;
    });
  }
  function csv(what) {
    const rows = records(what), names = Object.keys(rows[0] || { id: "" });
    const quote = (text) => '"' + (/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""') + '"';
    const lines = rows.map((r) => names.map((n) => quote(r[n] || "")).join(","));
    return [names.map(quote).join(","), ...lines].join("\r\n") + "\r\n";
  }
  function json() {
    const about = { title: document.title, ledger: $("#ledger-hash").textContent };
    return JSON.stringify({ ...about, findings: records("findings"), evidence: records("evidence") }, null, 1) + "\n";
  }
  function save(name, text, type) {
    const link = element("a", "", { download: name });
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    const what = button.dataset.what;
    if (button.dataset.act === "csv") {
      save("hawse-" + what + ".csv", csv(what), "text/csv");
      told(what + " written");
    }
    if (button.dataset.act === "json") {
      save("hawse-" + what + ".json", json(), "application/json");
      told("findings and evidence written");
    }
    if (button.dataset.act === "cite") {
      const text = document.title + ". " + $("footer p").textContent + ". Ledger SHA-256 " + $("#ledger-hash").textContent;
      const done = () => told("Citation copied");
      const shown = () => told(text);
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, shown);
      else shown();
    }
  });
  let opened = [];
  addEventListener("beforeprint", () => { opened = all("details:not([open]):not(.quiet)"); opened.forEach((d) => (d.open = true)); });
  addEventListener("afterprint", () => opened.forEach((d) => (d.open = false)));
})();
