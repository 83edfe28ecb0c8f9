// The loader: style, charts, then the app's WebAssembly module.
import "@fontsource-variable/inter/wght.css";
import "./style/app.css";
import * as echarts from "echarts/core";
import { BarChart, LineChart, RadarChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  RadarComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
} from "echarts/components";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import start from "./wasm/frontend.js";
import module from "./wasm/frontend_bg.wasm?url";

echarts.use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  RadarChart,
  RadarComponent,
  SVGRenderer,
  TooltipComponent,
  VisualMapPiecewiseComponent,
]);
// The charts are drawn from Rust, whose binding looks for the global.
window.echarts = echarts;

await start({ module_or_path: module });
