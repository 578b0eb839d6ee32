"""Records pushes to the bots beside this file with `webot listen`, and sends them again with `webot replay --check`: the
replies of a framework do not differ from those recorded.

Usage: recordings.py WEBOT EXPRESS_URL FLASK_URL, with the bots' TOKEN, AES_KEY and APPID in the environment.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

webot, express, flask = sys.argv[1:]
BARE = {name: os.environ[name] for name in ("PATH", "SystemRoot") if name in os.environ}
ENV = BARE | {"WX_TOKEN": os.environ["TOKEN"]}
SAFE = ENV | {"WX_AES_KEY": os.environ["AES_KEY"], "WX_APPID": os.environ["APPID"], "WX_MODE": "safe"}
WORDS = ["text", "image", "voice", "video", "news", "articles", "music", "transfer", "cdata", "none"]
PUSHES = [*(["text", word] for word in WORDS), ["CLICK", "text"], ["CLICK", "news"]]
BOTS = [
    ("wechat-mp on Express", f"{express}/wechat", ENV),
    ("wechatpy on Flask", f"{flask}/plain", ENV),
    ("wechatpy on Flask, encrypted", f"{flask}/safe", SAFE),
]


def run(words, env, folder, codes):
    done = subprocess.run([webot, *words], env=env, cwd=folder, capture_output=True, text=True, timeout=60)
    if done.returncode not in codes:
        sys.exit(f"peers: webot {' '.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done


for title, url, env in BOTS:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        listen = subprocess.Popen(
            [webot, "listen", "--port", "0", "--forward-to", url, "--save", "pushes.jsonl", "--json"],
            env=env, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        try:
            address = json.loads(listen.stdout.readline())["listening"]
            for push in PUSHES:
                # The text with `]]>` is not one that WeChat accepts.
                run(["send", *push, "--des", address, "--quiet"], env, folder, [0, 1])
        finally:
            listen.send_signal(signal.SIGINT)
            listen.communicate(timeout=10)
        again = ["replay", "pushes.jsonl", "--des", url, "--speed", "max", "--check", "--json"]
        report = json.loads(run(again, env, folder, [0]).stdout.splitlines()[-1])
        if (report["compared"], report["different"], report["unanswered"]) != (len(PUSHES), 0, 0):
            sys.exit(f"peers: {title}: {len(PUSHES)} pushes were recorded, but {report}")
        print(f"{title}: {len(PUSHES)} recorded pushes are answered as before")
