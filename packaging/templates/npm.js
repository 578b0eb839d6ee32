#!/usr/bin/env node
// Runs the program of this platform, which npm installed beside this package.
'use strict';

const { spawn } = require('child_process');
const { constants } = require('os');

const platforms = '@PLATFORMS@';

const isChinese = (process.env.WEBOT_LANG || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
    .startsWith('zh');

function fail(english, chinese) {
    console.error(isChinese ? chinese : english);
    process.exit(3);
}

const platform = `${process.platform} ${process.arch}`;
const known = platforms[platform];
if (!known) {
    const list = Object.keys(platforms).join(', ');
    fail(
        `error: there is no webot for ${platform}, only for ${list}\nhint: build it with cargo`,
        `错误：没有适用于 ${platform} 的 webot，仅支持 ${list}\n提示：请用 cargo 自行编译`,
    );
}

let program;
try {
    program = require.resolve(`${known[0]}/bin/${known[1]}`);
} catch {
    fail(
        `error: the package ${known[0]} is not installed\nhint: install again without --omit=optional`,
        `错误：未安装软件包 ${known[0]}\n提示：请重新安装，不要使用 --omit=optional`,
    );
}

const child = spawn(program, process.argv.slice(2), { stdio: 'inherit' });
// A terminal sends Ctrl-C to both; others send a signal to this process only.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
}
child.on('error', (error) => fail(`error: ${program}: ${error.message}`, `错误：${program}：${error.message}`));
child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + constants.signals[signal] : code;
});
