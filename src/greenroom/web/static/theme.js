"use strict";
// Before the first paint: the theme chosen on any page of Greenroom, the report's included.
try {
  const kept = localStorage.getItem("greenroom-theme");
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
} catch { /* no storage, no choice kept */ }
