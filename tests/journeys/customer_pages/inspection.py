"""What a browser can measure of these pages beyond the shop's own inspection (WCAG 2.2 AA)."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.storefront import inspection

STRUCTURE = """() => {
  const faults = [];
  const seen = (e) => e.checkVisibility({ visibilityProperty: true });
  if (!document.documentElement.lang) faults.push("no language of the page");
  if (!document.title.trim()) faults.push("no title");
  for (const e of document.querySelectorAll("[tabindex]")) {
    if (e.tabIndex > 0) faults.push(`jumps ahead: ${e.outerHTML}`);
  }
  for (const e of document.querySelectorAll("input[type=radio], input[type=checkbox]:not([name=other])")) {
    if (seen(e) && !e.closest("fieldset")?.querySelector("legend")) faults.push(`no legend: ${e.name}`);
  }
  for (const name of ["aria-labelledby", "aria-describedby"]) {
    for (const e of document.querySelectorAll(`[${name}]`)) {
      for (const id of e.getAttribute(name).split(" ")) {
        if (!document.getElementById(id)) faults.push(`${name}: no ${id}`);
      }
    }
  }
  const names = new Map();
  for (const e of document.querySelectorAll("button")) {
    if (!seen(e)) continue;
    const name = e.innerText.trim();
    if (names.has(name)) faults.push(`two buttons say ${name}`);
    names.set(name, e);
  }
  for (const e of document.querySelectorAll("form")) {
    if (e.method !== "post") faults.push(`a form that is no POST: ${e.action}`);
  }
  return faults;
}"""

FOCUS = """() => {
  const e = document.activeElement;
  const style = getComputedStyle(e);
  return {
    place: [...document.querySelectorAll("*")].indexOf(e),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    what: e.outerHTML.slice(0, 120),
    body: e === document.body,
  };
}"""


def faults(page: Page) -> list[str]:
    """Everything wrong that can be measured. A page without other languages has no navigation, and needs none."""
    found = [*inspection.faults(page), *inspection.measured(page, STRUCTURE)]
    return [one for one in found if one != "no nav" or page.locator(".languages").count()]


def focus_faults(page: Page) -> list[str]:
    """Walk the page with Tab: what cannot be seen to have the focus, and where the order jumps back."""
    found, before, steps = [], -1, 0
    page.evaluate("document.activeElement.blur()")
    while steps < 200:
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here["body"] or here["place"] < before:
            return found if here["body"] or steps > 3 else [*found, f"jumps back: {here['what']}"]
        if here["outline"] < 2:
            found.append(f"focus not seen: {here['what']}")
        before, steps = here["place"], steps + 1
    return [*found, "Tab never comes to an end"]
