"""What a browser can measure of a page's accessibility (WCAG 2.2 AA), each giving the list of its faults."""

from __future__ import annotations

from playwright.sync_api import Error, Page

VISIBLE = "const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });"

CONTRAST = (
    "() => {"
    + VISIBLE
    + """
  const parse = (c) => (c.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (c) => {
    const even = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = c.slice(0, 3).map((v) => even(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const faults = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !seen(e) || e.closest(".unseen, option, template")) continue;
    const style = getComputedStyle(e);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const [a, b] = [light(parse(style.color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)}: ${e.outerHTML.slice(0, 90)}`);
  }
  return faults;
}"""
)

TARGETS = (
    "() => {"
    + VISIBLE
    + """
  const faults = [];
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")) {
    if (!seen(e) || e.classList.contains("skip")) continue;
    const box = e.getBoundingClientRect();
    const label = e.closest("label")?.getBoundingClientRect();
    const inline = e.tagName === "A" && getComputedStyle(e).display === "inline";
    const [width, height] = [Math.max(box.width, label?.width ?? 0), Math.max(box.height, label?.height ?? 0)];
    if (!inline && (width < 23.9 || height < 23.9)) faults.push(`${e.outerHTML.slice(0, 80)} ${width} × ${height}`);
  }
  return faults;
}"""
)

NAMES = (
    "() => {"
    + VISIBLE
    + """
  const faults = [];
  for (const e of document.querySelectorAll("input:not([type=hidden]), select")) {
    if (seen(e) && !e.labels.length && !e.getAttribute("aria-label")) faults.push(`no label: ${e.outerHTML}`);
  }
  for (const e of document.querySelectorAll("a[href], button")) {
    if (seen(e) && !(e.innerText + (e.getAttribute("aria-label") ?? "")).trim()) faults.push(`no name: ${e.outerHTML}`);
  }
  for (const e of document.images) if (!e.hasAttribute("alt")) faults.push(`no alt: ${e.outerHTML}`);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`id twice: ${id}`);
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  for (const part of ["header", "main", "footer", "nav"]) if (!document.querySelector(part)) faults.push(`no ${part}`);
  let depth = 0;
  for (const e of document.querySelectorAll("h1, h2, h3, h4")) {
    const next = Number(e.tagName[1]);
    if (seen(e) && next > depth + 1) faults.push(`heading skips a level: ${e.textContent}`);
    if (seen(e)) depth = next;
  }
  return faults;
}"""
)


WHOLE = "document.documentElement && document.readyState === 'complete'"
WIDTH = """() => {
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return over ? [`${over} px too wide`] : [];
}"""
TIMES = 5


def faults(page: Page) -> list[str]:
    """Everything wrong that can be measured."""
    return measured(page, CONTRAST, TARGETS, NAMES, WIDTH)


def measured(page: Page, *measures: str) -> list[str]:
    """What the scripts, each a function without arguments, find on the page a click or a form leads to.

    A click returns before the page it leads to has come: while the one page goes and the other comes there is nothing
    to measure, and what was measured half-way is measured anew.
    """
    for time in range(TIMES):
        page.wait_for_function(WHOLE)
        try:
            return [str(one) for measure in measures for one in page.evaluate(measure)]
        except Error:
            if time == TIMES - 1:
                raise
    raise AssertionError("not reached")


def watch_shifts(page: Page) -> None:
    """Start adding up what moves on every page from now on."""
    page.add_init_script(
        "window.shifted = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) "
        "window.shifted += e.value; }).observe({ type: 'layout-shift', buffered: true });"
    )


def shifted(page: Page) -> float:
    """The page's cumulative layout shift so far."""
    return float(page.evaluate("window.shifted"))
