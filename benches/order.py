#!/usr/bin/env python3
"""Writes build/order.txt: the functions that frequent commands run, from traces of programs with symbols.

    cargo rustc --profile dist --bin webot -- -C strip=none
    cargo rustc --release --bin webot -- -C strip=none
    benches/order.py target/dist/webot target/release/webot

Needs nm and valgrind.
"""

import collections
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading

ORDER = pathlib.Path(__file__).parent.parent / "build" / "order.txt"
HEAD = """\
# The functions that frequent commands run, in the order in which build/link.rs asks the linker to place them.
# Written by benches/order.py. A name that no longer exists does no harm.
"""
# The bytes that a page fault maps.
CHUNK = 65536
# The bytes of idle functions from which on a name counts as generic.
IMPRECISE = 1024
# The commands, by the part of the order that their functions stand in unless an earlier part holds them.
COMMANDS = {
    "webot --version": ["--version"],
    "webot send": [
        "send hello --port {bot}",
        "send hello --port {bot} --json",
        "send hello --port {bot} --lang zh",
        "send hello --port {serve}",
    ],
    "other commands": [
        "sign jsapi --ticket ticket --url https://example.com/",
        "api GET /cgi-bin/user/info -F openid=o6_bmjrPTlm6_2sgVt7hMZOPfL2M --mock",
        "--help",
    ],
}


def bot():
    """Starts a bot that answers `success` and closes the connection; returns its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer():
        while True:
            connection, _ = listener.accept()
            with connection:
                request = b""
                while not request.endswith(b"</xml>") and (more := connection.recv(8192)):
                    request += more
                head = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\n"
                connection.sendall(head + b"success")

    threading.Thread(target=answer, daemon=True).start()
    return listener.getsockname()[1]


class Traced:
    """A command under valgrind, which lists the functions that it runs."""

    def __init__(self, program, words, folder):
        self.words, self.trace = words, tempfile.mktemp(dir=folder)
        valgrind = ["valgrind", "--quiet", "--tool=callgrind", "--demangle=no"]
        command = [*valgrind, f"--callgrind-out-file={self.trace}", program, *words.split()]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", "HOME": folder},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def functions(self):
        """Waits for the end and returns the functions that ran."""
        _, error = self.process.communicate()
        if self.process.returncode != 0:
            sys.exit(f"failed: webot {self.words}\n{error}")
        return set(re.findall(r"^c?fn=\(\d+\) (\S+)", pathlib.Path(self.trace).read_text(), re.M))


def runs(program, folder):
    """Returns the functions that each part of the commands runs."""
    pathlib.Path(folder, "rules.yaml").write_text("hello: hi\n")
    server = Traced(program, "serve rules.yaml --port 0 --json", folder)
    serve = re.search(r"127\.0\.0\.1:(\d+)", server.process.stdout.readline())[1]
    ports = {"bot": bot(), "serve": serve}
    parts = {
        part: set().union(*(Traced(program, words.format(**ports), folder).functions() for words in commands))
        for part, commands in COMMANDS.items()
    }
    server.process.terminate()
    parts["other commands"] |= server.functions()
    return parts


def pattern(name):
    """Returns a pattern for the name without the hashes and the suffix, which differ from build to build."""
    if hashed := re.match(r"(_ZN.*17h)[0-9a-f]{16}E", name):
        return hashed[1] + "*"
    if not name.startswith("_R"):
        return name
    return re.sub(r"Cs[0-9A-Za-z]+_", "Cs*_", name.split(".llvm.")[0]) + "*"


def main(programs):
    # By pattern: the parts that it runs in, the number of its functions that run, the bytes of those that do not.
    part_of, count, extra = collections.defaultdict(set), collections.Counter(), collections.Counter()
    for program in programs:
        symbols = subprocess.check_output(["nm", "--print-size", "-t", "d", program], text=True)
        sizes = re.findall(r"^\d+ (\d+) [tTwW] (_ZN\S+|_R\S+|main)$", symbols, re.M)
        with tempfile.TemporaryDirectory() as folder:
            parts = runs(str(pathlib.Path(program).resolve()), folder)
        for part, functions in parts.items():
            for name in functions & {name for _, name in sizes}:
                part_of[pattern(name)].add(part)
        run, idle = collections.Counter(), collections.Counter()
        for size, name in sizes:
            if any(name in functions for functions in parts.values()):
                run[pattern(name)] += 1
            else:
                idle[pattern(name)] += int(size)
        for name in run:
            count[name] = max(count[name], run[name])
            extra[name] = max(extra[name], idle[name])
    # Idle functions cost memory too: those of a generic name stand after the rest, or are left out where they cost
    # more than the page faults that they save.
    first, second, other = COMMANDS
    generic = "generic names, of which not all run"
    sections = {part: [] for part in (first, second, generic, other)}
    for name in sorted(part_of):
        if extra[name] <= count[name] * CHUNK:
            part = next(part for part in COMMANDS if part in part_of[name])
            sections[generic if part != other and extra[name] > IMPRECISE else part].append(name)
    sections[generic].sort(key=extra.get)
    with ORDER.open("w") as file:
        file.write(HEAD)
        for section, names in sections.items():
            file.write(f"\n# {section}\n" + "".join(f"{name}\n" for name in names))


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit(__doc__))
