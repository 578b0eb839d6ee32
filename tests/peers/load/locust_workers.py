"""Runs what `webot bench --emit locust` prints: a master and two workers on loopback; and checks that their numbers are
those of the messages that the bot received.

Usage: locust_workers.py WEBOT BOT_URL, with locust in this Python and the bot's TOKEN in the environment. The pushes pass
through `webot listen`, which records them.
"""

import csv
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile

webot, bot = sys.argv[1:]
TOKEN = os.environ["TOKEN"]
BARE = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
SECONDS = 4
LOCUST = [sys.executable, "-m", "locust", "--loglevel", "WARNING"]

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    recording = folder / "pushes.jsonl"
    listen = subprocess.Popen(
        [webot, "listen", "--port", "0", "--forward-to", bot, "--save", recording, "--json"],
        env=BARE | {"WX_TOKEN": TOKEN}, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    processes = [listen]
    try:
        url = json.loads(listen.stdout.readline())["listening"]
        log = open(folder / "log", "wb")
        # Its log is read to the end, or it would wait.
        processes.append(subprocess.Popen(["cat"], stdin=listen.stdout, stdout=subprocess.DEVNULL))
        emitted = subprocess.run(
            [webot, "bench", "text", "CLICK", "--des", url, "--emit", "locust", "--concurrency", "8", "--users", "5"]
            + ["--duration", f"{SECONDS}s"],
            env=BARE, cwd=folder, capture_output=True, check=True,
        )
        locustfile = folder / "locustfile.py"
        locustfile.write_bytes(emitted.stdout)
        locust = [*LOCUST, "-f", locustfile, "--stop-timeout", "5"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        environment = {**os.environ, "WX_TOKEN": TOKEN}
        master = subprocess.Popen(
            [*locust, "--master", "--headless", "--expect-workers", "2", "--master-bind-host", "127.0.0.1"]
            + ["--master-bind-port", port, "--csv", folder / "stats"],
            env=environment, stdout=log, stderr=log,
        )
        processes.append(master)
        for _ in range(2):
            worker = [*locust, "--worker", "--master-host", "127.0.0.1", "--master-port", port]
            processes.append(subprocess.Popen(worker, env=environment, stdout=log, stderr=log))
        try:
            code = master.wait(timeout=60)
        except subprocess.TimeoutExpired:
            code = "none after 60 s"
        if code != 0:
            sys.exit(f"peers: locust ended with {code}:\n{(folder / 'log').read_text()}")
        for worker in processes[-2:]:
            worker.wait(timeout=10)
        rows = list(csv.DictReader(open(folder / "stats_stats.csv")))
        total = next(row for row in rows if row["Name"] == "Aggregated")
        sent, failed = int(total["Request Count"]), int(total["Failure Count"])
        # The first line says what the file is.
        received = len(recording.read_text().splitlines()) - 1
        if failed or sent < SECONDS:
            sys.exit(f"peers: locust sent {sent} pushes, of which {failed} failed")
        if received != sent:
            sys.exit(f"peers: locust counts {sent} pushes, webot listen {received}")
        print(f"locust with two workers sends {sent} pushes; as many are received, and the answers are accepted")
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()
