// Sorting and filtering of what the page already shows whole and in order. Words come from the page.
(function () {
  "use strict";
  var collator = new Intl.Collator("vi", { numeric: true });
  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đð]/g, "d").replace(/\s+/g, " ").trim(); }

  // <table data-sortable>: a button in each head cell but those with data-fixed; a cell's data-sort is what it is sorted by.
  function key(row, at) {
    var cell = row.cells[at], raw = cell.getAttribute("data-sort");
    return (raw === null ? cell.textContent : raw).trim();
  }
  function compare(a, b) {
    var numbers = /^-?\d+(\.\d+)?$/;
    return numbers.test(a) && numbers.test(b) ? a - b : collator.compare(a, b);
  }
  function sort(table, heads, head) {
    var at = heads.indexOf(head), body = table.tBodies[0], down = head.getAttribute("aria-sort") === "ascending";
    heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    all(body, "tr").map(function (row, place) { return [key(row, at), place, row]; }).sort(function (a, b) {
      if (!a[0] || !b[0]) return (a[0] ? 0 : 1) - (b[0] ? 0 : 1) || a[1] - b[1];  // what is not stated comes last
      return (down ? compare(b[0], a[0]) : compare(a[0], b[0])) || a[1] - b[1];
    }).forEach(function (entry) { body.appendChild(entry[2]); });
  }
  all(document, "table[data-sortable]").forEach(function (table) {
    var heads = all(table.tHead, "th");
    heads.forEach(function (head) {
      if (head.hasAttribute("data-fixed")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "mb-sort";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () { sort(table, heads, head); });
    });
    table.setAttribute("data-sorting", "");
  });

  // <form data-filter="id">: selects with data-key (data-many: the row has several), a box with data-text, a line with data-count.
  all(document, "form[data-filter]").forEach(function (form) {
    var list = document.getElementById(form.getAttribute("data-filter"));
    var items = list.tBodies ? all(list, "tbody tr") : Array.prototype.slice.call(list.children);
    var selects = all(form, "select"), box = form.querySelector("[data-text]"), count = form.querySelector("[data-count]");
    var texts = box && items.map(function (item) { return fold(item.textContent); });
    function fits(item, place) {
      return selects.every(function (select) {
        var has = item.getAttribute("data-" + select.getAttribute("data-key")) || "", wanted = select.value;
        return !wanted || (select.hasAttribute("data-many") ? (" " + has + " ").indexOf(" " + wanted + " ") >= 0 : has === wanted);
      }) && (!box || fold(box.value).split(" ").every(function (word) { return texts[place].indexOf(word) >= 0; }));
    }
    function apply() {
      var shown = 0;
      items.forEach(function (item, place) { if (!(item.hidden = !fits(item, place))) shown++; });
      count.textContent = shown || !form.hasAttribute("data-none") ? form.getAttribute("data-said").replace("{n}", shown).replace("{total}", items.length) : form.getAttribute("data-none");
      count.className = shown ? "" : "mb-nothing";
    }
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("change", apply);
    form.addEventListener("reset", function () { setTimeout(apply); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();  // a browser may keep the choices when the page is loaded again
  });
})();
