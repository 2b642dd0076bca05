// Landscapes by themselves: WebGL is half a megabyte that few notebooks need.
import Plotly from "plotly.js/lib/core";
import surface from "plotly.js/lib/surface";

Plotly.register([surface]);
export default Plotly;
