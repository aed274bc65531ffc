"use strict";
// What is typed and not said yet survives a reload or a closed page of this tab; it is forgotten once the turn is taken.
(() => {
  const form = document.getElementById("turn");
  const answer = document.getElementById("said");
  if (!form || !answer) return;
  const nameNow = () => `greenroom-draft${location.pathname}#${form.elements.number.value}`;
  let name = nameNow();
  try {
    if (answer.value.trim()) sessionStorage.setItem(name, answer.value); // typed before this script came
    else answer.value = sessionStorage.getItem(name) || "";
    answer.addEventListener("input", () => sessionStorage.setItem(name, answer.value));
    document.addEventListener("turn", () => { // what still stands in the box is for the next one
      sessionStorage.removeItem(name);
      name = nameNow();
      if (answer.value.trim()) sessionStorage.setItem(name, answer.value);
    });
  } catch { /* the browser keeps nothing: then the page behaves as it did */ }
})();
