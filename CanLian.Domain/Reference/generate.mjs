// Writes pinyin.txt and working-days.txt beside itself from two npm packages; README.md says how to run it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const packages = createRequire(join(resolve(process.argv[2] ?? "."), "package.json"));
const here = dirname(fileURLToPath(import.meta.url));
const { pinyin } = packages("pinyin-pro");

const write = (name, lines) => writeFileSync(join(here, name), lines.join("\n") + "\n");
const version = (name) => `${name} ${JSON.parse(readFileSync(packages.resolve(`${name}/package.json`), "utf8")).version}`;

const plain = (readings) => [...new Set(readings.map((reading) => reading.replace("ê", "e")))];
const spell = (text, options) => plain(pinyin(text, { type: "array", toneType: "none", v: true, ...options }));

// Surnames the package does not list, or lists without their reading as a surname.
const moreSurnames = ["单于 chan yu", "乜 nie", "么 yao", "洗 xian", "祭 zhai", "种 chong", "秘 bi", "黑 he"];

function readingsOfCharacters() {
  const characters = [0x3007];
  for (let code = 0x3400; code <= 0x4dbf; code++) characters.push(code);
  for (let code = 0x4e00; code <= 0x9fff; code++) characters.push(code);
  const readings = new Map();
  for (const character of characters.map((code) => String.fromCharCode(code))) {
    const found = spell(character, { multiple: true });
    if (found[0] !== character) readings.set(character, found);
  }
  return readings;
}

function surnameLines(readings) {
  const source = readFileSync(join(dirname(packages.resolve("pinyin-pro")), "esm/data/surname.mjs"), "utf8");
  const listed = [...source.matchAll(/^\s+['"]?([\u3400-\u9fff]+)['"]?:/gm)].map((match) => match[1]);
  const special = new Map(moreSurnames.map((line) => [line.split(" ")[0], line.split(" ").slice(1)]));
  // Single characters first: a compound surname is worth a line only if its characters alone would be read otherwise.
  for (const surname of listed.sort((a, b) => a.length - b.length)) {
    const spoken = pinyin(surname, { mode: "surname", type: "array", toneType: "none", v: true });
    const usual = [...surname].map((character, i) => ((i === 0 && special.get(character)) || readings.get(character))[0]);
    if (spoken.join() !== usual.join() && !special.has(surname)) special.set(surname, spoken);
  }
  return [...special].map(([surname, spoken]) => `${surname} ${spoken.join(" ")}`).sort();
}

function writePinyin() {
  const readings = readingsOfCharacters();
  const groups = new Map();
  for (const [character, found] of readings) groups.set(found.join(","), (groups.get(found.join(",")) ?? "") + character);
  write("pinyin.txt", [
    `# From ${version("pinyin-pro")} by generate.mjs. Readings without tones, the commonest first, v for ü; then the characters so read.`,
    ...[...groups].map(([found, characters]) => `${found} ${characters}`).sort(),
    "# Surnames read otherwise than the same characters elsewhere.",
    ...surnameLines(readings).map((line) => `=${line}`),
  ]);
}

function writeWorkingDays() {
  const { holidays, workdays } = JSON.parse(readFileSync(packages.resolve("chinese-days/dist/chinese-days.json"), "utf8"));
  const years = [...new Set(Object.keys(holidays).map((date) => date.slice(0, 4)))].sort();
  const days = (table, year) => Object.keys(table).filter((date) => date.startsWith(year)).map((date) => date.slice(5)).sort().join(" ");
  write("working-days.txt", [
    `# From ${version("chinese-days")} by generate.mjs. Per year: off, public holidays; on, weekend days worked in exchange.`,
    ...years.flatMap((year) => [`${year} off ${days(holidays, year)}`, `${year} on ${days(workdays, year)}`]),
  ]);
}

writePinyin();
writeWorkingDays();
