#!/usr/bin/env python3
"""Makes the packages of a release: archives, checksums, install scripts, npm packages, wheels, Homebrew and Scoop.

Needs Python 3.11 and nothing else. The version and the description are those of Cargo.toml, the programs those of
targets.toml; the address of the repository is an argument, so that a fork's packages lead to the fork.
"""

import argparse
import hashlib
import json
import re
import shutil
import sys
import tomllib
from pathlib import Path

import npm
import wheel
from archives import Failure, make_archive, read_program

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


class Target:
    """An entry of targets.toml."""

    def __init__(self, entry):
        self.triple = entry["triple"]
        self.runner = entry["runner"]
        self.packages = entry.get("packages", [])
        self.flags = entry.get("flags", "")
        self.npm = entry["npm"]
        self.wheel_tags = entry["wheel"]
        self.is_windows = "-windows-" in self.triple
        self.program = "webot.exe" if self.is_windows else "webot"
        self.folder = f"webot-{self.triple}"
        self.archive = self.folder + (".zip" if self.is_windows else ".tar.gz")


class Release:
    """What all packages say about the program."""

    def __init__(self, repository=None):
        package = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]
        known = package.get("repository")
        if repository and known and repository.rstrip("/") != known.rstrip("/"):
            raise Failure(f"Cargo.toml names the repository {known}, not {repository}")
        self.version = package["version"]
        self.description, _, self.description_zh = package["description"].partition(" / ")
        self.license = package["license"]
        self.keywords = package["keywords"]
        self.repository = (repository or known or "").rstrip("/")
        self.download = f"{self.repository}/releases/download"


def targets(only=None):
    """Returns the entries of targets.toml, or those that are named."""
    table = tomllib.loads((HERE / "targets.toml").read_text())["target"]
    found = [Target(entry) for entry in table]
    unknown = set(only or []) - {target.triple for target in found}
    if unknown:
        raise Failure(f"targets.toml has no target {', '.join(sorted(unknown))}")
    return [target for target in found if not only or target.triple in only]


def fill(template, values):
    """Returns a template with its `@NAME@` replaced. Each must have a value, and each value must be used."""
    text = (HERE / "templates" / template).read_text()
    names = set(re.findall(r"@([A-Z_0-9]+)@", text))
    missing = names - set(values)
    if missing:
        raise Failure(f"templates/{template}: no value for {', '.join(sorted(missing))}")
    return re.sub(r"@([A-Z_0-9]+)@", lambda match: values[match[1]], text)


def ascii_only(text):
    """Writes the other characters as \\uXXXX: an old PowerShell reads a script from the network as Latin-1."""
    return "".join(char if ord(char) < 128 else f"\\u{ord(char):04x}" for char in text)


def release(args):
    about = Release(args.repository)
    if not about.repository:
        raise Failure("no repository: give --repository URL, or set `repository` in Cargo.toml")
    chosen = targets(args.target)
    assets, npm_out, wheels = args.out / "assets", args.out / "npm", args.out / "wheels"
    for folder in [assets, npm_out, wheels]:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    sums, programs = {}, {}
    for target in chosen:
        source = args.archives / target.archive
        programs[target.triple] = read_program(target, source)
        shutil.copyfile(source, assets / target.archive)
        sums[target.triple] = hashlib.sha256(source.read_bytes()).hexdigest()
    lines = "\n".join(f"{sums[target.triple]}  {target.archive}" for target in chosen)
    (assets / "SHA256SUMS").write_text(lines + "\n")
    values = {
        "VERSION": about.version,
        "REPOSITORY": about.repository,
        "DESCRIPTION": about.description,
        "LICENSE": about.license,
        "CHECKSUMS": lines,
    }
    for target in targets():
        # A formula of fewer programs would not install; none is made then.
        values["SHA256_" + target.triple.replace("-", "_").upper()] = sums.get(target.triple, "")
    (assets / "install.sh").write_text(fill("install.sh", values))
    (assets / "install.ps1").write_text(ascii_only(fill("install.ps1", values)))
    if len(chosen) == len(targets()):
        (assets / "webot.rb").write_text(fill("webot.rb", values))
        (assets / "webot.json").write_text(fill("webot.json", values))
    npm.write(npm_out, args.npm_name or npm_name(about.repository), about, chosen, programs)
    for target in chosen:
        wheel.write(wheels, args.pypi_name, about, target, programs[target.triple])


def npm_name(repository):
    """Returns the default name: the name without a scope belongs to a package of other people."""
    owner = repository.split("/")[-2].lower() if repository.count("/") >= 4 else ""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", owner):
        raise Failure(f"{repository} names no owner for the npm package; give --npm-name @SCOPE/webot")
    return f"@{owner}/webot"


def matrix(_):
    entries = [
        {
            "target": target.triple,
            "runner": target.runner,
            "packages": " ".join(target.packages),
            "flags": target.flags,
            "program": target.program,
            "archive": target.archive,
        }
        for target in targets()
    ]
    print(json.dumps({"include": entries}))


def version(args):
    about = Release()
    if args.tag and args.tag != f"v{about.version}":
        raise Failure(f"the tag is {args.tag}, but the version of Cargo.toml is {about.version}")
    print(about.version)


def archive(args):
    [target] = targets([args.target])
    print(make_archive(target, args.program, args.out))


def parse():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("matrix", help="print the builds of a release, for GitHub Actions")
    command.set_defaults(run=matrix)
    command = commands.add_parser("version", help="print the version, and check that a tag is of it")
    command.add_argument("--tag")
    command.set_defaults(run=version)
    command = commands.add_parser("archive", help="pack a program")
    command.add_argument("--target", required=True)
    command.add_argument("--program", type=Path, required=True)
    command.add_argument("--out", type=Path, required=True)
    command.set_defaults(run=archive)
    command = commands.add_parser("release", help="make all packages from the archives")
    command.add_argument("--archives", type=Path, required=True)
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--repository", help="the address of the repository on GitHub")
    command.add_argument("--npm-name", help="the name on npm; @OWNER/webot by default")
    command.add_argument("--pypi-name", default="webot", help="the name on PyPI")
    command.add_argument("--target", action="append", help="only this program")
    command.set_defaults(run=release)
    return parser.parse_args()


if __name__ == "__main__":
    arguments = parse()
    try:
        arguments.run(arguments)
    except Failure as failure:
        sys.exit(f"error: {failure}")
