(function () {
  "use strict";
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };

  // Filters: a difference stays when every choice fits it.
  var box = document.querySelector(".filter");
  var items = all("#findings > article");
  if (box) {
    var fields = all("[data-filter]");
    var texts = items.map(function (item) { return item.textContent.toLocaleLowerCase(); });
    var status = box.querySelector("[data-shown]");
    var apply = function () {
      var shown = 0;
      items.forEach(function (item, place) {
        var fits = fields.every(function (field) {
          var wanted = field.value, name = field.dataset.filter;
          if (!wanted) { return true; }
          if (name === "text") { return texts[place].indexOf(wanted.trim().toLocaleLowerCase()) >= 0; }
          return item.dataset[name].split("|").indexOf(wanted) >= 0;
        });
        item.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      status.textContent = status.dataset.shown.replace("{0}", shown).replace("{1}", items.length);
    };
    fields.forEach(function (field) { field.addEventListener("input", apply); });
    box.querySelector("[data-clear]").addEventListener("click", function () {
      fields.forEach(function (field) { field.value = ""; });
      apply();
      fields[0].focus();
    });
    box.hidden = false;
    apply();
  }

  // Copying: by the clipboard's own interface, and where a page may not use it, by selecting the text.
  all("button[data-copy]").forEach(function (button) {
    var said = button.textContent;
    var done = function () { button.textContent = button.dataset.done; setTimeout(function () { button.textContent = said; }, 2000); };
    button.addEventListener("click", function () {
      var source = document.getElementById(button.dataset.copy);
      var select = function () {
        var selection = window.getSelection();
        selection.selectAllChildren(source);
        if (document.execCommand("copy")) { done(); }
      };
      if (navigator.clipboard) { navigator.clipboard.writeText(source.textContent).then(done, select); } else { select(); }
    });
  });

  // What is new since this reader's last visit: kept in this browser, sent nowhere.
  var visit = document.getElementById("since-visit");
  if (visit) {
    try {
      var key = "doichieu:" + visit.dataset.topic;
      var before = JSON.parse(window.localStorage.getItem(key) || "null");
      var now = {};
      all("#findings > article").forEach(function (item) { now[item.dataset.finding] = item.dataset.state; });
      if (before === null) {
        visit.textContent = visit.dataset.first;
      } else {
        var fresh = items.filter(function (item) { return before[item.dataset.finding] !== item.dataset.state; });
        fresh.forEach(function (item) {
          var mark = document.createElement("span");
          mark.className = "new";
          mark.textContent = visit.dataset.mark;
          item.querySelector(".label").appendChild(document.createTextNode(" "));
          item.querySelector(".label").appendChild(mark);
        });
        visit.textContent = fresh.length ? visit.dataset.some.replace("{0}", fresh.length) : visit.dataset.none;
      }
      window.localStorage.setItem(key, JSON.stringify(now));
      visit.hidden = false;
    } catch (error) {
      visit.hidden = true;  // a browser that keeps nothing: the changes since the last run still stand below
    }
  }

  // A deep link opens what it leads to, and takes the keyboard there.
  var show = function () {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    for (var each = target; each; each = each.parentElement) { if (each.tagName === "DETAILS") { each.open = true; } }
    if (target.tagName === "ARTICLE") {
      target.hidden = false;
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", show);
  show();

  // On paper the reports behind claims and differences are open; afterwards the page is as it was.
  var opened = [];
  window.addEventListener("beforeprint", function () { opened = all("main > article > details.evidence:not([open]), #findings > article > details.evidence:not([open])"); opened.forEach(function (each) { each.open = true; }); });
  window.addEventListener("afterprint", function () { opened.forEach(function (each) { each.open = false; }); });
})();
