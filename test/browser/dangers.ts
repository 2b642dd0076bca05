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
  '<link rel="prefetch" href="URL/prefetch"><link rel="stylesheet" href="URL/sheet"><meta http-equiv="refresh" content="0;url=URL/refresh"><base href="URL/base/">',
  '<form action="URL/form" method="post"><input name="p"><button formaction="URL/formaction">Sign in</button></form><video src="URL/video" poster="URL/poster"></video><img srcset="URL/srcset 1x">',
  '[x](data:text/html,<script>window.hacked=1</script>) [y](vbscript:x) [z](blob:URL/z) <div style="background: url(URL/css)">styled</div> <a ping="URL/ping" href="#">pinged</a>',
  '<svg><style>@font-face { font-family: x; src: url(URL/font) }</style><use href="URL/use#x"/><animate attributeName="href" values="javascript:window.hacked=1"/><foreignObject><iframe srcdoc="<script>top.hacked=1</script>"></iframe></foreignObject></svg>',
  "&lt;img src=x onerror=window.hacked=1&gt; \u202Egnp.exe\u2066 [a][b]\n\n[b]: javascript:window.hacked=1",
];

/** What {@link dangers} finds on a page without any. */
export const SAFE = { hacked: false, elements: 0, handlers: 0, addresses: [], styles: 0 };

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
      .flatMap((element) =>
        [
          ...["href", "src", "xlink:href", "srcset", "poster", "action", "formaction"],
          ...["ping", "background", "srcdoc", "data"],
        ].map((name) => element.getAttribute(name) ?? ""),
      )
      .filter((address) => /^(https?|javascript|vbscript|ftp|data:text|<)/i.test(address)),
    styles: all.filter((element) => /url\(["']?(https?:)?\/\//i.test(element.getAttribute("style") ?? ""))
      .length,
  };
}

/** What cells show, and the panel beside them. */
export const OUTPUTS = '[class*="outputs"], [class*="panel"]';
