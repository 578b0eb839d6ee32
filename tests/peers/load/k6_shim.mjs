// Runs a script of `webot bench --emit k6` once without k6: what it imports is replaced by the like of Node.
//   WX_TOKEN=… node k6_shim.mjs SCRIPT
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';

globalThis.__ENV = process.env;
const checks = [];
globalThis.k6 = {
  http: {
    // k6 waits for its answers without promises.
    post(url, body, params) {
      const type = params.headers['Content-Type'];
      const answer = execFileSync('curl', ['-s', '-w', '\n%{http_code}', '-H', `Content-Type: ${type}`, '--data-binary', '@-', url], { input: body }).toString();
      const at = answer.lastIndexOf('\n');
      return { status: Number(answer.slice(at + 1)), body: answer.slice(0, at) };
    },
  },
  crypto: { sha1: (text, format) => createHash('sha1').update(text).digest(format) },
  exec: { scenario: { iterationInTest: 0 } },
  check(answer, conditions) {
    for (const [name, holds] of Object.entries(conditions)) checks.push([name, holds(answer), answer.body]);
  },
};
const imports = {
  "import http from 'k6/http';": 'const http = globalThis.k6.http;',
  "import crypto from 'k6/crypto';": 'const crypto = globalThis.k6.crypto;',
  "import exec from 'k6/execution';": 'const exec = globalThis.k6.exec;',
  "import { check } from 'k6';": 'const { check } = globalThis.k6;',
};
let script = readFileSync(process.argv[2], 'utf8');
for (const [from, to] of Object.entries(imports)) {
  if (!script.includes(from)) throw new Error(`no ${from}`);
  script = script.replace(from, to);
}
const folder = mkdtempSync(join(tmpdir(), 'k6-'));
try {
  writeFileSync(join(folder, 'script.mjs'), script);
  const { default: iterate, options } = await import(join(folder, 'script.mjs'));
  if (!options.scenarios.push.executor) throw new Error('no executor');
  for (let number = 0; number < 4; number += 1) {
    globalThis.k6.exec.scenario.iterationInTest = number;
    iterate();
  }
} finally {
  rmSync(folder, { recursive: true });
}
const failed = checks.filter(([, holds]) => !holds);
if (checks.length !== 8 || failed.length > 0) throw new Error(`checks: ${JSON.stringify(checks)}`);
console.log('the script for k6 runs, and the bot accepts its signatures');
