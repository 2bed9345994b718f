// Lays the fonts and the icon sprite into ../public, from the packages that package.json pins.
//
// Run it with `node assets.mjs`; it needs no network and writes only what differs. The sprite holds the icons of
// icons.txt and nothing else, with presentation attributes only: the content security policy allows no inline style.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const target = join(here, "..", "public");

const FONTS = ["schibsted-grotesk", "jetbrains-mono"];
const SUBSETS = ["latin", "latin-ext"];

/** Our names say the weight always; Phosphor's files leave `-regular` out. */
const WEIGHT = /^([a-z][a-z0-9-]*)-(bold|regular|duotone|fill)$/;

/** What an icon may consist of. Anything else (a style, a script, a reference) stops the build. */
const PATHS = /^(?:<path d="[^"<>]+"(?: opacity="[0-9.]+")?\/>)+$/;

/** The ground of what is lost. Pages that fill with `url(#hatch)` carry the same pattern inline. */
const HATCH =
  '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<line x1="0" y1="0" x2="0" y2="6" stroke="currentColor" stroke-width="1.5"/></pattern>';

const icons = names();
let changed = 0;
for (const font of FONTS) {
  const source = join(packages, "@fontsource-variable", font);
  for (const subset of SUBSETS) {
    put(`fonts/${font}-${subset}.woff2`, readFileSync(join(source, "files", `${font}-${subset}-wght-normal.woff2`)));
  }
  put(`fonts/OFL-${font}.txt`, readFileSync(join(source, "LICENSE")));
}
const sprite = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg"><defs>${HATCH}</defs>\n${icons.map(symbol).join("\n")}\n</svg>\n`,
);
put("icons.svg", sprite);
console.log(
  `assets: ${FONTS.length * SUBSETS.length} fonts, ${icons.length} icons (${(sprite.length / 1000).toFixed(1)} kB), ` +
    `${changed} files changed`,
);

/** The names in icons.txt, each once. */
function names() {
  const lines = readFileSync(join(here, "icons.txt"), "utf8").split("\n").map((line) => line.trim());
  const wanted = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const twice = wanted.find((name, at) => wanted.indexOf(name) !== at);
  if (twice) fail(`icons.txt names ${twice} twice`);
  return wanted.sort();
}

function symbol(name) {
  const [, stem, weight] = WEIGHT.exec(name) ?? fail(`icons.txt: ${name} has no weight (bold, regular, duotone, fill)`);
  const file = weight === "regular" ? stem : name;
  let svg;
  try {
    svg = readFileSync(join(packages, "@phosphor-icons/core/assets", weight, `${file}.svg`), "utf8");
  } catch (cause) {
    fail(cause.code === "ENOENT" ? `icons.txt: there is no icon ${name}` : cause.message);
  }
  const inner = /^<svg [^>]*viewBox="0 0 256 256"[^>]*>(.*)<\/svg>\s*$/s.exec(svg)?.[1];
  if (!inner || !PATHS.test(inner)) fail(`${name} is more than paths`);
  return `<symbol id="${name}" viewBox="0 0 256 256">${inner}</symbol>`;
}

function put(name, bytes) {
  const path = join(target, name);
  mkdirSync(dirname(path), { recursive: true });
  let old;
  try {
    old = readFileSync(path);
  } catch {
    // not there yet
  }
  if (old?.equals(bytes)) return;
  writeFileSync(path, bytes);
  changed += 1;
}

function fail(why) {
  console.error(`assets: ${why}`);
  process.exit(1);
}
