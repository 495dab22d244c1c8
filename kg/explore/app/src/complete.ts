// What the editor offers while one types: terms of the ontology, what the named questions use, variables, words of SPARQL.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Graph } from "./data";

const WORDS = "SELECT CONSTRUCT ASK DESCRIBE WHERE DISTINCT FILTER OPTIONAL UNION VALUES BIND AS GROUP BY ORDER BY HAVING LIMIT OFFSET MINUS GRAPH EXISTS NOT IN COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT CONTAINS STRSTARTS REGEX LANG STR LCASE STRLEN BOUND COALESCE IF ASC DESC".split(" ");

/** Completions for a graph; made once for each editor. */
export function completions(graph: Graph): (context: CompletionContext) => CompletionResult | null {
  const terms = new Map<string, Completion>();
  for (const [name, label, kind] of graph.terms) terms.set(name, { label: name, detail: label, type: kind, boost: 1 });
  for (const query of graph.queries) {
    for (const [name] of query.sparql.replace(/^#.*$/gm, "").matchAll(/\b[a-z][\w]*:[A-Za-z]\w*/g)) {
      if (!name.startsWith("https:") && !terms.has(name)) terms.set(name, { label: name, type: "property" });
    }
  }
  const known = [...terms.values()];
  const prefixes = Object.keys(graph.prefixes).map((name): Completion => ({ label: `${name}:`, type: "namespace", boost: -1 }));
  const words = [...new Set(WORDS)].map((word): Completion => ({ label: word, type: "keyword", boost: -2 }));
  return (context) => {
    const variable = context.matchBefore(/[?$][\w\u4e00-\u9fff]*/);
    if (variable) {
      const text = context.state.doc.toString();
      const others = new Set([...text.matchAll(/[?$][\w\u4e00-\u9fff]+/g)].filter((found) => found.index !== variable.from).map(([name]) => name));
      return { from: variable.from, options: [...others].map((label) => ({ label, type: "variable" })), validFor: /^[?$][\w\u4e00-\u9fff]*$/ };
    }
    const word = context.matchBefore(/[A-Za-z][\w-]*:?[\w-]*/);
    if (!word && !context.explicit) return null;
    return { from: word?.from ?? context.pos, options: [...known, ...prefixes, ...words], validFor: /^[A-Za-z][\w-]*:?[\w-]*$/ };
  };
}
