// Opens the drawer behind the scenes: the shop's own server asks, with the key that never leaves it.
"use strict";

for (const drawer of document.querySelectorAll("details.thought"))
  drawer.addEventListener("toggle", async () => {
    if (!drawer.open) return;
    const address = new URL(drawer.dataset.address, location.href);
    address.searchParams.set("part", "1");
    for (const element of document.querySelectorAll("worthmore-offers"))
      for (const product of element.asked?.exclude ?? []) address.searchParams.append("exclude", product);
    const answer = await fetch(address, { credentials: "same-origin" });
    const found = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    if (answer.ok) drawer.querySelector(".thought-found").replaceChildren(...found.body.children);
  });
