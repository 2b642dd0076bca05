import styles from "./charts.module.css";

const NOTICE =
  "Charts by TradingView Lightweight Charts™, copyright (c) 2026 TradingView, Inc. https://www.tradingview.com/";

/** Who made the chart, as the library's licence asks for it: in the corner of the axes, where nothing is drawn. */
export function ChartMaker() {
  return (
    <a
      className={styles.maker}
      href="https://www.tradingview.com/"
      target="_blank"
      rel="noopener noreferrer"
      title={NOTICE}
    >
      TradingView
    </a>
  );
}
