// Finds a commune by its new or old name within a province. Without this script the page lists the provinces.
(function () {
  "use strict";
  var form = document.querySelector("[data-finder]");
  if (!form) return;
  var province = form.querySelector("select"), input = form.querySelector("input");
  var found = form.querySelector("#mb-found"), results = form.querySelector("#mb-results");
  var SHOWN = 30;
  var communes = [];
  form.hidden = false;

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
  function show() {
    var words = fold(input.value);
    results.textContent = "";
    var hits = [];
    communes.forEach(function (entry) {
      var old = words ? entry[1].filter(function (name) { return fold(name).indexOf(words) >= 0; }) : [];
      var at = fold(entry[0]).indexOf(words);
      if (words ? at >= 0 || old.length : entry[2]) hits.push([entry, old, at >= 0 ? 0 : 1]);
    });
    hits.sort(function (a, b) { return a[2] - b[2]; });
    hits.slice(0, SHOWN).forEach(function (hit) { results.appendChild(item(hit[0], hit[1])); });
    if (!words) found.textContent = hits.length ? hits.length + " xã đã có kế hoạch; gõ tên để tìm trong " + communes.length + " xã, phường." : "Tỉnh này chưa có kế hoạch nào ở đây.";
    else found.textContent = hits.length ? hits.length + " kết quả" + (hits.length > SHOWN ? ", hiện " + SHOWN + " kết quả đầu" : "") : "Không thấy xã, phường nào có tên này.";
  }
  province.addEventListener("change", function () {
    communes = [];
    results.textContent = "";
    input.disabled = !province.value;
    if (!province.value) { found.textContent = ""; return; }
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
