// Finds the sections that contain every word, each as the beginning of a word. The index is a script and not a file to
// fetch, because a page that was opened from a disk may not fetch.
(function () {
  "use strict";
  var input = document.getElementById("search");
  var results = document.getElementById("results");
  var pages = document.querySelector("nav details");
  if (matchMedia("(max-width: 50em)").matches) {
    pages.open = false;
  }

  var sections = window.SEARCH_INDEX.map(function (entry) {
    return {
      url: entry[0], page: entry[1], heading: entry[2], text: entry[3],
      title: (entry[1] + " " + entry[2]).toLowerCase(), body: entry[3].toLowerCase()
    };
  });

  function positionOf(word, text) {
    for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) {
        return at;
      }
    }
    return -1;
  }

  function score(section, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i++) {
      var inTitle = positionOf(words[i], section.title) >= 0;
      if (!inTitle && positionOf(words[i], section.body) < 0) {
        return 0;
      }
      sum += inTitle ? 10 : 1;
    }
    return sum;
  }

  function marked(text, words) {
    var line = document.createElement("small");
    var first = Math.max(0, positionOf(words[0], text.toLowerCase()));
    var begin = Math.max(0, first - 60);
    var end = Math.min(text.length, first + 120);
    line.append((begin > 0 ? "…" : "") + text.slice(begin, first));
    var mark = document.createElement("mark");
    mark.textContent = text.slice(first, Math.min(end, first + words[0].length));
    line.append(mark, text.slice(first + words[0].length, end) + (end < text.length ? "…" : ""));
    return line;
  }

  function show() {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    results.textContent = "";
    results.hidden = words.length === 0;
    if (results.hidden) {
      return;
    }
    var found = sections
      .map(function (section) { return {section: section, score: score(section, words)}; })
      .filter(function (hit) { return hit.score > 0; })
      .sort(function (a, b) { return b.score - a.score; });
    found.slice(0, 20).forEach(function (hit) {
      var link = document.createElement("a");
      link.href = input.dataset.root + hit.section.url;
      link.append(hit.section.page === hit.section.heading
        ? hit.section.page : hit.section.page + " › " + hit.section.heading);
      link.append(marked(hit.section.text, words));
      results.append(link);
    });
    if (found.length === 0) {
      results.append("Nothing found.");
    }
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      input.value = "";
      show();
    }
    if (event.key === "Enter" && results.querySelector("a")) {
      results.querySelector("a").click();
    }
  });
  results.addEventListener("click", function (event) {
    if (event.target.closest("a")) {
      results.hidden = true;
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== input) {
      event.preventDefault();
      input.focus();
    }
  });
  var query = new URLSearchParams(location.search).get("q");
  if (query) {
    input.value = query;
    show();
  }
})();
