// Tables: sortable, filtered, page by page, each to be taken away as CSV.
import { add, announce, download, fill, h, type Child } from "./dom";
import { number, say } from "./words";

export interface Column<Row> {
  name: string;
  /** What sorts, filters and goes into the CSV. */
  text: (row: Row) => string | number | null | undefined;
  show?: (row: Row) => Child;
  class?: string;
  /** Only in the CSV. */
  hidden?: boolean;
}

const PAGE = 25;

export function table<Row>(title: string, columns: Column<Row>[], rows: readonly Row[], empty?: string, page = PAGE): HTMLElement {
  const shown = columns.filter((column) => !column.hidden);
  const key = (column: Column<Row>, row: Row): string | number => column.text(row) ?? "";
  let sorted: Column<Row> | null = null;
  let down = false;
  let wanted = "";
  let limit = page;

  if (!rows.length) return h("p", { class: "soft" }, empty ?? say("没有记录", "Nothing recorded"));
  const body = h("tbody");
  const more = h("button", { type: "button", class: "more", onclick: () => { limit += 4 * PAGE; draw(); } });
  const count = h("span", { class: "soft" });
  const heads = shown.map((column) => {
    const button = h("button", { type: "button", onclick: () => {
      down = sorted === column ? !down : typeof key(column, rows[0]!) === "number";
      sorted = column;
      draw();
      announce(`${column.name} ${down ? "↓" : "↑"}`);
    } }, column.name);
    return h("th", { scope: "col", class: column.class }, button);
  });

  function chosen(): Row[] {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    let found = words.length
      ? rows.filter((row) => {
        const line = columns.map((column) => key(column, row)).join(" ").toLowerCase();
        return words.every((word) => line.includes(word));
      })
      : [...rows];
    if (sorted) {
      const by = sorted;
      found = found.map((row, at) => ({ row, at, k: key(by, row) }))
        .sort((a, b) => {
          if (a.k === "" || b.k === "") return (a.k === "" ? 1 : 0) - (b.k === "" ? 1 : 0) || a.at - b.at;
          const order = typeof a.k === "number" && typeof b.k === "number"
            ? a.k - b.k : String(a.k).localeCompare(String(b.k), "zh-CN");
          return (down ? -order : order) || a.at - b.at;
        }).map(({ row }) => row);
    }
    return found;
  }

  function draw(): void {
    const found = chosen();
    fill(body, found.slice(0, limit).map((row) =>
      h("tr", null, shown.map((column) =>
        h("td", { class: column.class, "data-label": column.name }, column.show ? column.show(row) : column.text(row))))));
    heads.forEach((head, at) => {
      if (shown[at] === sorted) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    more.hidden = found.length <= limit;
    more.textContent = say(`再显示 ${Math.min(4 * PAGE, found.length - limit)} 行`, `Show ${Math.min(4 * PAGE, found.length - limit)} more`);
    count.textContent = found.length === rows.length
      ? say(`${number(rows.length)} 行`, `${number(rows.length)} rows`)
      : say(`${number(found.length)} / ${number(rows.length)} 行`, `${number(found.length)} of ${number(rows.length)} rows`);
  }

  const tools = h("div", { class: "tools" }, count,
    rows.length > 8 && h("input", {
      type: "search", placeholder: say("筛选…", "Filter…"), "aria-label": `${say("筛选", "Filter")}: ${title}`,
      oninput: (event: Event) => { wanted = (event.target as HTMLInputElement).value; limit = page; draw(); },
    }),
    h("button", { type: "button", class: "plain", title: say("下载此表", "Download this table"), onclick: () => download(`${title}.csv`, csv(columns.map((c) => c.name), chosen().map((row) => columns.map((c) => key(c, row)))), "text/csv") }, "CSV"));
  const made = h("table", null, h("caption", { class: "quiet" }, title), h("thead", null, h("tr", null, heads)), body);
  draw();
  return h("div", { class: "tabled" }, tools, h("div", { class: "scroll", role: "region", "aria-label": title, tabindex: "0" }, made), more);
}

/** Rows as CSV with a mark for spreadsheets; a text that a spreadsheet would take for a formula is quoted off. */
export function csv(names: string[], rows: (string | number)[][]): string {
  const cell = (given: string | number): string => {
    let text = String(given);
    if (typeof given === "string" && /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[names, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A section of a page with its heading. */
export function section(title: string, count: number | null, ...children: Child[]): HTMLElement {
  const made = h("section", null, h("h2", null, title, count !== null && h("span", { class: "count" }, number(count))));
  add(made, children);
  return made;
}
