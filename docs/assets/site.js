// What every page gains from a script; without it everything can still be read.
(function () {
  "use strict";
  var top = document.currentScript.getAttribute("data-top");
  var words = JSON.parse(document.getElementById("mb-words").textContent);

  // An address that names a row which this page does not have.
  function lost() {
    var old = document.querySelector(".mb-lost");
    if (old) old.remove();
    var id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { id = location.hash.slice(1); }
    if (!id || document.getElementById(id)) return;
    var note = document.createElement("p");
    note.className = "mb-lost";
    note.setAttribute("role", "status");
    note.textContent = words.lost.replace("{id}", id.slice(0, 80));
    var title = document.querySelector("h1");
    title.parentNode.insertBefore(note, title.nextSibling);
  }
  window.addEventListener("hashchange", lost);
  lost();

  // "Report a mistake": the message is made from what the row shows, and opened where the site says, or copied.
  function report(link, event) {
    if (typeof HTMLDialogElement !== "function") return;
    var row = link.closest("tr, li"), name = row.querySelector(".mb-name") || row;
    var place = row.querySelector(".mb-place");
    var printed = name.textContent.replace(/\s+/g, " ").trim();
    Array.prototype.forEach.call(row.querySelectorAll("td[data-label]:not(.mb-where)"), function (cell) {
      printed += "\n" + cell.getAttribute("data-label") + ": " + cell.textContent.replace(/\s+/g, " ").trim();
    });
    var plan = link.getAttribute("data-plan"), page = location.href.split("#")[0] + "#" + row.id;
    var lines = place ? place.textContent.trim() : "";
    var text = [words.plan + ": " + plan, words.row + ": " + row.id, words.lines + ": " + lines, words.page + ": " + page,
      words.printed + ":", printed, "", words.wrong + ":", ""].join("\n");
    var dialog = document.createElement("dialog");
    dialog.className = "mb-dialog";
    dialog.setAttribute("aria-labelledby", "mb-dialog-title");
    var title = document.createElement("h2"), label = document.createElement("label"), area = document.createElement("textarea"), choices = document.createElement("p");
    title.id = "mb-dialog-title";
    title.textContent = words.report + ": " + row.id;
    label.textContent = words.message;
    area.value = text;
    label.appendChild(area);
    function choice(name, address) {
      var a = document.createElement("a");
      a.className = "mb-button";
      a.textContent = name;
      a.target = "_blank";
      a.rel = "noopener";
      function set() { a.href = address(); }
      set();
      area.addEventListener("input", set);
      choices.appendChild(a);
    }
    function query(fields) {
      return Object.keys(fields).map(function (key) { return key + "=" + encodeURIComponent(fields[key]); }).join("&");
    }
    var subject = words.report + ": " + plan + " " + row.id;
    if (words.repository) choice(words.form, function () {
      return words.repository + "/issues/new?" + query({ template: "sai-sot.yml", title: subject, plan: plan, row: row.id, lines: lines, printed: printed.slice(0, 1500), wrong: area.value === text ? "" : area.value.slice(0, 3000) });
    });
    if (words.contact) choice(words.mail, function () {
      return "mailto:" + words.contact + "?" + query({ subject: subject, body: area.value.slice(0, 4000) });
    });
    function button(name, done) {
      var made = document.createElement("button");
      made.type = "button";
      made.className = "mb-plain";
      made.textContent = name;
      made.addEventListener("click", done);
      choices.appendChild(made);
      return made;
    }
    var copy = button(words.copy, function () {
      area.select();
      function said() { copy.textContent = words.copied; }
      if (navigator.clipboard) navigator.clipboard.writeText(area.value).then(said, function () { document.execCommand("copy"); said(); });
      else { document.execCommand("copy"); said(); }
    });
    button(words.close, function () { dialog.close(); });
    dialog.append(title, label, choices);
    dialog.addEventListener("close", function () { dialog.remove(); link.focus(); });
    document.body.appendChild(dialog);
    dialog.showModal();
    event.preventDefault();
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.mb-report");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) report(link, event);
  });

  // Pages that were visited can be read again without a network; so can the one on which a visit begins.
  if ("serviceWorker" in navigator && "caches" in window) {
    window.addEventListener("load", function () {
      var first = !navigator.serviceWorker.controller;
      navigator.serviceWorker.register(top + "sw.js").then(function () { return navigator.serviceWorker.ready; }).then(function () {
        return first && caches.open("mb-1").then(function (cache) { return cache.add(location.pathname); });
      }).catch(function () { /* a browser that keeps nothing reads on as before */ });
    });
  }
})();
