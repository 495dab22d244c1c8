// Makes the page: the worker, then the application that holds the worker's text, then one HTML file with both,
// the styles, the engine for SPARQL and the notices of all libraries. Usage: node build.mjs OUT_FOLDER
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "dist"));
const used = new Set();

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
};

// The engine's file comes from a block of the page, never from an address.
const noAddress = {
  name: "no-address",
  setup(api) {
    api.onLoad({ filter: /oxigraph[\\/]web\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/new URL\(['"]web_bg\.wasm['"], import\.meta\.url\)/g, "undefined"),
      loader: "js",
    }));
  },
};

// The map asks for all of ECharts, but only registers itself.
const smallCharts = {
  name: "small-charts",
  setup(api) {
    api.onResolve({ filter: /^echarts$/ }, ({ resolveDir }) =>
      api.resolve("echarts/core", { resolveDir, kind: "import-statement" }),
    );
  },
};

const given = (name, text) => ({
  name: `virtual-${name}`,
  setup(api) {
    api.onResolve({ filter: new RegExp(`^virtual:${name}$`) }, () => ({ path: name, namespace: "virtual" }));
    api.onLoad({ filter: new RegExp(`^${name}$`), namespace: "virtual" }, () => ({ contents: text, loader: "text" }));
  },
});

function note(result) {
  for (const path of Object.keys(result.metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (found) used.add(found[1]);
  }
  return result.outputFiles[0].text;
}

function notices() {
  const parts = [];
  for (const name of [...used].sort()) {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const texts = readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((file) => file.isFile() && /^(licen[cs]e|notice|copying)/i.test(relative(folder, join(file.parentPath, file.name))))
      .map((file) => join(file.parentPath, file.name))
      .sort()
      .map((file) => readFileSync(file, "utf8").trim());
    const author = typeof about.author === "string" ? about.author : about.author?.name;
    if (!texts.length) texts.push(`${author ? `Copyright ${author}. ` : ""}Licensed under ${about.license}.`);
    parts.push(`${name} ${about.version} (${about.license})\n\n${texts.join("\n\n")}`);
  }
  return `${parts.join(`\n\n${"-".repeat(78)}\n\n`)}\n`;
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const block = (id, bytes) =>
  `<script type="application/octet-stream" id="${id}">${gzipSync(bytes, { level: 9 }).toString("base64")}</script>`;

const worker = note(await build({ ...common, entryPoints: ["src/worker.ts"], plugins: [noAddress] }));
const script = note(
  await build({ ...common, entryPoints: ["src/main.ts"], plugins: [given("worker", worker), smallCharts] }),
).trimEnd();
const style = (
  await build({ ...common, entryPoints: ["src/style.css"], metafile: false })
).outputFiles[0].text.trimEnd();

const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  "worker-src blob:",
  `style-src ${hash(style)}`,
  "img-src blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const text = notices();
const parts = {
  policy,
  style: `<style>${style}</style>`,
  blocks: [
    block("kg-wasm", readFileSync(join(here, "node_modules/oxigraph/web_bg.wasm"))),
    block("kg-notices", Buffer.from(text)),
  ].join("\n"),
  script: `<script>${script}</script>`,
};
const page = readFileSync(join(here, "src/page.html"), "utf8").replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
if (!existsSync(out)) mkdirSync(out, { recursive: true });
writeFileSync(join(out, "app.html"), page);
writeFileSync(join(out, "THIRD-PARTY.txt"), text);
console.log(`app.html ${page.length} characters, script ${script.length}, ${used.size} libraries`);
