// The page's two languages: every text of its own is given in both where it is used.

export type Lang = "zh" | "en";
let current: Lang = "zh";

export const lang = (): Lang => current;
export function setLang(next: Lang): void {
  current = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
}

/** The text in the page's language. */
export const say = (zh: string, en: string): string => (current === "zh" ? zh : en);

const VALUES: Record<string, [string, string]> = {
  implemented: ["已实施", "implemented"], pilot: ["试点", "pilot"], planned: ["计划", "planned"],
  enacted: ["制定", "enacted"], cited: ["引用", "cited"], studied: ["学习", "studied"],
  national: ["国家级", "national"], province: ["省级", "province"], provincial: ["省级", "provincial"],
  prefecture: ["地市级", "prefecture"], municipal: ["市级", "municipal"], county: ["县级", "county"],
  township: ["乡镇级", "township"], village: ["村级", "village"], zone: ["功能区", "zone"], other: ["其他", "other"],
  learning: ["学习借鉴", "learning from"], promotion: ["推广", "promoted to"], visit: ["考察", "visit"],
  meeting: ["会议交流", "meeting"], horizontal: ["横向", "horizontal"], up: ["自下而上", "upward"], down: ["自上而下", "downward"],
  vocabulary: ["词表匹配", "vocabulary"], pattern: ["句式匹配", "pattern"],
  stated: ["文中写明", "stated"], exact: ["上一年未报告", "exact"], interval: ["此前某年未报告", "interval"],
  left: ["可能更早", "may be earlier"], reported: ["已报告", "reported"], "not reported": ["未报告", "not reported"],
  "no report": ["无报告", "no report"],
  reform: ["改革", "reform"], campaign: ["活动", "campaign"], mechanism: ["机制", "mechanism"],
  method: ["方法", "method"], service: ["服务", "service"], platform: ["平台", "platform"], site: ["阵地", "site"],
  plan: ["规划", "plan"], law: ["法律", "law"], administrative: ["行政法规", "administrative regulation"],
  local: ["地方性法规", "local regulation"], rule: ["规章", "rule"], normative: ["规范性文件", "normative document"],
  party: ["党内法规", "party regulation"], policy: ["政策文件", "policy document"], prize: ["奖项", "prize"],
};

let labels: Record<string, string> = {};
export function setLabels(given: Record<string, string>): void { labels = given; }

/** A value of the graph, such as `pilot`, in the page's language; what is not known stays as it stands. */
export function value(name: string | null | undefined): string {
  if (!name) return "";
  const known = VALUES[name];
  if (current === "zh" && labels[name]) return labels[name];
  return known ? known[current === "zh" ? 0 : 1] : name;
}

const KINDS: Record<string, [string, string, string]> = {
  region: ["地区", "region", "regions"], programme: ["做法", "practice", "practices"],
  agency: ["机关", "agency", "agencies"], regulation: ["法规文件", "regulation", "regulations"],
  honour: ["荣誉", "honour", "honours"], indicator: ["指标", "indicator", "indicators"],
  report: ["报告", "report", "reports"], adoption: ["做法", "practice", "practices"],
  citation: ["法规引用", "citation", "citations"], award: ["获奖", "award", "awards"],
  observation: ["统计数据", "statistic", "statistics"], mention: ["提及", "mention", "mentions"],
  link: ["地区联系", "stated link", "stated links"],
};
export const kindName = (kind: string, many = false): string => {
  const known = KINDS[kind];
  return known ? known[current === "zh" ? 0 : many ? 2 : 1] : kind;
};

export const number = (n: number): string => n.toLocaleString(current === "zh" ? "zh-CN" : "en");
