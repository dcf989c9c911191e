(function () {
  var box = document.getElementById("filter");
  if (box) { box.addEventListener("input", function () {
    var word = box.value.trim().toLowerCase();
    document.querySelectorAll("article.item").forEach(function (item) { item.hidden = word !== "" && item.textContent.toLowerCase().indexOf(word) < 0; });
  }); }
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    button.addEventListener("click", function () {
      var text = document.getElementById(button.dataset.copy).textContent;
      if (navigator.clipboard) { navigator.clipboard.writeText(text).then(function () { button.textContent = button.dataset.done; }); }
    });
  });
  window.addEventListener("beforeprint", function () { document.querySelectorAll("details").forEach(function (d) { d.open = true; }); });
  function show() { var target = location.hash && document.getElementById(location.hash.slice(1)); while (target) { if (target.tagName === "DETAILS") { target.open = true; } target = target.parentElement; } }
  window.addEventListener("hashchange", show); show();
})();
