/** Texts that become code or a request wherever markup is believed; URL stands for a server that counts its visitors. */
export const PAYLOADS = [
  '<img src="URL/img" onerror="window.hacked=1">',
  '<script src="URL/script"></script><script>window.hacked=1</script>',
  '<svg onload="window.hacked=1"><image href="URL/image"/></svg>',
  '<a href="javascript:window.hacked=1" id="bait">bait</a>',
  '<iframe src="URL/frame"></iframe><object data="URL/object"></object>',
  '<style>@import "URL/style"; body { background: url(URL/background) }</style>',
  '![x](URL/markdown) [y](javascript:window.hacked=1) <b onclick="window.hacked=1">z</b>',
  "${(() => { globalThis.hacked = 1 })()}",
  "%{customdata.constructor.constructor('window.hacked=1')()}",
];

/** What {@link dangers} finds on a page without any. */
export const SAFE = { hacked: false, elements: 0, handlers: 0, addresses: [] };

/** Everything in the named parts of the page that could run or load something; runs in the page. */
export function dangers(parts: string): typeof SAFE | object {
  const outputs = [...document.querySelectorAll(parts)];
  const all = outputs.flatMap((output) => [...output.querySelectorAll("*")]);
  const runs = /^(script|iframe|object|embed|link|meta|base|form)$/i;
  return {
    hacked: "hacked" in window,
    elements: all.filter((element) => runs.test(element.tagName)).length,
    handlers: all.filter((element) => [...element.attributes].some(({ name }) => name.startsWith("on")))
      .length,
    // A link that a reader has to click, away from this page and without its name, is what markdown is for;
    // the other one is the mark of the chart library's maker.
    addresses: all
      .filter(
        (element) =>
          !element.matches('a[href^="http"][rel~="noopener"], a[href^="https://www.tradingview.com/"]'),
      )
      .flatMap((element) => ["href", "src", "xlink:href"].map((name) => element.getAttribute(name) ?? ""))
      .filter((address) => /^(https?|javascript|ftp):/i.test(address)),
  };
}

/** What cells show, and the panel beside them. */
export const OUTPUTS = '[class*="outputs"], [class*="panel"]';
