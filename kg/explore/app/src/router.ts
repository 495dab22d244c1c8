// Every state has an address: `#/view/part?name=value`.
import { lang, setLang } from "./words";

export interface Place { path: string; params: URLSearchParams }

export function here(): Place {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  let plain = path;
  try { plain = decodeURIComponent(path); } catch { /* stays as it is */ }
  return { path: plain, params: new URLSearchParams(query) };
}

/** The address of a place; the language goes along where it is not Chinese. */
export function address(path: string, params: Record<string, string | number | null | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  if (lang() === "en") query.set("lang", "en");
  const text = query.toString();
  return `#/${path.split("/").map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

export function go(path: string, params: Record<string, string | number | null | undefined> = {}): void {
  location.hash = address(path, params);
}

/** Changes parameters of this place: as a step back can undo it, or silently. */
export function change(params: Record<string, string | number | null | undefined>, silent = false): void {
  const { path, params: known } = here();
  known.delete("lang");
  const next = address(path, { ...Object.fromEntries(known), ...params });
  if (silent) history.replaceState(null, "", next);
  else location.hash = next;
}

export function followLanguage(): void {
  const asked = here().params.get("lang");
  if (asked === "en" || asked === "zh") setLang(asked);
}
