// Times @ghostery/adblocker (MPL-2.0; measured, never shipped) on the list and the addresses that ListShape.main writes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const [modules, folder] = process.argv.slice(2);
const { FiltersEngine, Request } = createRequire(join(modules, 'x'))('@ghostery/adblocker');
const urls = readFileSync(join(folder, 'urls.txt'), 'utf8').trim().split('\n');
const begun = process.hrtime.bigint();
const engine = FiltersEngine.parse(readFileSync(join(folder, 'list.txt'), 'utf8'));
const parsed = Number(process.hrtime.bigint() - begun) / 1e6;
const ask = (url) => engine.match(Request.fromRawDetails({ url, sourceUrl: 'https://www.police.example/', type: 'script' })).match;
const requests = urls.map((url) => Request.fromRawDetails({ url, sourceUrl: 'https://www.police.example/', type: 'script' }));

function best(run) {
  let least = Infinity;
  let hits = 0;
  for (let round = 0; round < 40; round++) {
    const from = process.cpuUsage();
    hits = 0;
    for (const each of run.over) hits += run.ask(each) ? 1 : 0;
    const used = process.cpuUsage(from);
    least = Math.min(least, ((used.user + used.system) * 1e3) / run.over.length);
  }
  return `${least.toFixed(0)} ns, ${hits} hits`;
}

console.log(`list read in ${parsed.toFixed(0)} ms`);
console.log(`address made a request and matched: ${best({ over: urls, ask })}`);
console.log(`request already made, matched: ${best({ over: requests, ask: (each) => engine.match(each).match })}`);
