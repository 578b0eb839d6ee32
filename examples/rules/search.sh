#!/bin/sh
# A handler of examples/rules.yaml: it reads the message as JSON and prints the answer; nothing would mean "next rule".
# A real one asks a search engine. This one looks the word up in a few lines of its own.
word=$(sed -n 's/.*"param":{[^}]*"1":"\([^"\\]*\)".*/\1/p')
[ -n "$word" ] || exit 0
found=$(grep -i -F -- "$word" <<'LINES'
nodejs: JavaScript 的运行环境 https://nodejs.org
rust: 一门系统编程语言 https://www.rust-lang.org
微信公众平台: 开发者文档 https://developers.weixin.qq.com
LINES
)
if [ -n "$found" ]; then
    printf '搜索「%s」：\n%s\n' "$word" "$found"
else
    printf '没有找到「%s」\n' "$word"
fi
