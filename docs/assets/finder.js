// Finds a commune by its new or old name within a province. Without this script the page lists the provinces.
(function () {
  "use strict";
  var form = document.querySelector("[data-finder]");
  if (!form) return;
  var province = form.querySelector("select"), input = form.querySelector("input");
  var found = form.querySelector("#mb-found"), results = form.querySelector("#mb-results");
  var SHOWN = 30;
  var FIRST = "Chọn tỉnh, thành phố trước, rồi gõ tên xã.";
  var communes = [];
  form.hidden = false;
  found.textContent = FIRST;

  // Same folding as on the server: no diacritics, đ as d, whatever the tone placement or Unicode form.
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/\s+/g, " ").trim();
  }
  function item(entry, old) {
    var li = document.createElement("li");
    var name = document.createElement(entry[2] ? "a" : "span");
    name.textContent = entry[0];
    name.className = "mb-strong";
    if (entry[2]) name.href = entry[2];
    li.appendChild(name);
    var note = document.createElement("span");
    note.className = "mb-printed";
    note.textContent = (entry[2] ? "có kế hoạch" : "chưa có kế hoạch ở đây") + (old.length ? "; gồm " + old.join("; ") : "");
    li.appendChild(note);
    return li;
  }
  // "TT. Ít Ong", "q1", "P. Bến Thành": what people write for short.
  var SHORT = { tt: "thi tran", tx: "thi xa", tp: "thanh pho", p: "phuong", x: "xa", q: "quan", h: "huyen", dk: "dac khu" };
  function words(text) {
    var plain = fold(text).replace(/[^a-z0-9]+/g, " ").replace(/\b(p|q)(\d)/g, "$1 $2").trim();
    return plain ? plain.split(" ").map(function (word) { return SHORT[word] || word; }).join(" ").split(" ") : [];
  }
  function bare(list) {
    return list.join(" ").replace(/^(xa|phuong|thi tran|dac khu|quan|huyen) (?=.)/, "");
  }
  // Every typed word begins some word of the name; a number must be the whole word.
  function holds(typed, name) {
    return typed.every(function (word) {
      return name.some(function (other) { return /^\d+$/.test(word) ? other === word : other.indexOf(word) === 0; });
    });
  }
  // 0 the commune's own name, 1 the whole name of a former unit, 2 and 3 parts of these, 4 only with the former district.
  function rank(typed, entry) {
    var said = typed.join(" "), name = words(entry[0]);
    if (said === name.join(" ") || said === bare(name)) return [0, []];
    var exact = [], partly = [], district = [];
    entry[1].forEach(function (old) {
      var unit = words(old.split(",")[0]);
      if (said === unit.join(" ") || said === bare(unit)) exact.push(old);
      else if (holds(typed, unit)) partly.push(old);
      else if (holds(typed, words(old))) district.push(old);
    });
    if (exact.length) return [1, exact];
    if (holds(typed, name)) return [2, partly];
    if (partly.length) return [3, partly];
    return district.length ? [4, district] : null;
  }
  function show() {
    var typed = words(input.value);
    results.textContent = "";
    var hits = [];
    communes.forEach(function (entry) {
      var hit = typed.length ? rank(typed, entry) : entry[2] ? [0, []] : null;
      if (hit) hits.push([entry, hit[1], hit[0]]);
    });
    hits.sort(function (a, b) { return a[2] - b[2]; });
    hits.slice(0, SHOWN).forEach(function (hit) { results.appendChild(item(hit[0], hit[1])); });
    if (!typed.length) found.textContent = hits.length ? hits.length + " xã đã có kế hoạch; gõ tên để tìm trong " + communes.length + " xã, phường." : "Tỉnh này chưa có kế hoạch nào ở đây; gõ tên để tìm trong " + communes.length + " xã, phường.";
    else found.textContent = hits.length ? hits.length + " kết quả" + (hits.length > SHOWN ? ", hiện " + SHOWN + " kết quả đầu" : "") : "Không thấy xã, phường nào có tên này.";
  }
  province.addEventListener("change", function () {
    communes = [];
    results.textContent = "";
    input.disabled = !province.value;
    if (!province.value) { found.textContent = FIRST; return; }
    found.textContent = "Đang tải danh sách…";
    var wanted = province.value;
    fetch(form.getAttribute("data-finder") + wanted + ".json").then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then(function (list) {
      if (province.value !== wanted) return;
      communes = list;
      show();
    }).catch(function () {
      found.textContent = "Không tải được danh sách xã, phường. Hãy thử lại, hoặc chọn tỉnh trong danh sách bên dưới.";
    });
  });
  input.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
})();
