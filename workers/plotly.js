// Only the traces that figures may use: a sixth of the whole library, and none of its WebGL.
import Plotly from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import box from "plotly.js/lib/box";
import candlestick from "plotly.js/lib/candlestick";
import heatmap from "plotly.js/lib/heatmap";
import histogram from "plotly.js/lib/histogram";

Plotly.register([bar, box, candlestick, heatmap, histogram]);
export default Plotly;
