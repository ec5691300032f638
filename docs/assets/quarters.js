// Says by the reader's calendar which quarter is now and which printed dates have passed; the page is complete without it.
(function () {
  "use strict";
  var now = new Date();
  function two(number) { return (number < 10 ? "0" : "") + number; }
  var today = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  Array.prototype.forEach.call(document.querySelectorAll("[data-until]"), function (item) {
    var words = item.closest("[data-past]"), mark = item.querySelector("[data-mark]") || item;
    var past = item.getAttribute("data-until") < today, since = item.getAttribute("data-since");
    if (!past && !(since && since <= today)) return;
    var said = document.createElement("span");
    said.className = past ? "mb-past" : "mb-now";
    said.textContent = words.getAttribute(past ? "data-past" : "data-now");
    mark.appendChild(document.createTextNode(" "));
    mark.appendChild(said);
  });
})();
