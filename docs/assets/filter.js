// Filters a list of notices by plan, rule and severity. Without this script the whole list is shown.
(function () {
  "use strict";
  var form = document.querySelector("[data-filter]");
  if (!form) return;
  var items = document.getElementById(form.getAttribute("data-filter")).children;
  var choices = form.querySelectorAll("select"), count = form.querySelector("[data-count]");
  form.hidden = false;

  function apply() {
    var shown = 0;
    for (var i = 0; i < items.length; i++) {
      var fits = true;
      for (var j = 0; j < choices.length; j++) {
        var wanted = choices[j].value;
        if (wanted && items[i].getAttribute("data-" + choices[j].getAttribute("data-key")) !== wanted) fits = false;
      }
      items[i].hidden = !fits;
      if (fits) shown++;
    }
    count.textContent = count.getAttribute("data-count").replace("{n}", shown);
  }
  form.addEventListener("change", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  apply();  // a browser may keep the choices when the page is loaded again
})();
