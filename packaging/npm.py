"""The npm packages: one with a launcher, and one for each platform with a program, of which npm installs the right one."""

import json
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def write(out, name, about, targets, programs):
    """Writes the folders of the packages, ready for `npm publish`."""
    names = {target.triple: f"{name}-{target.npm['os']}-{target.npm['cpu']}" for target in targets}
    shared = {
        "version": about.version,
        "license": about.license,
        "repository": {"type": "git", "url": f"git+{about.repository}.git"},
        "homepage": f"{about.repository}#readme",
        "publishConfig": {"access": "public"},
    }
    for target in targets:
        folder = out / folder_of(names[target.triple])
        (folder / "bin").mkdir(parents=True)
        program = folder / "bin" / target.program
        program.write_bytes(programs[target.triple])
        program.chmod(0o755)
        description = f"webot for {target.npm['os']} {target.npm['cpu']}; install {name} instead"
        package = {"name": names[target.triple], "description": description, **shared}
        package |= {"os": [target.npm["os"]], "cpu": [target.npm["cpu"]], "files": ["bin"]}
        finish(folder, package, f"# {names[target.triple]}\n\n{description}.\n")
    folder = out / folder_of(name)
    (folder / "bin").mkdir(parents=True)
    platforms = {f"{target.npm['os']} {target.npm['cpu']}": [names[target.triple], target.program] for target in targets}
    launcher = (HERE / "templates" / "npm.js").read_text()
    launcher = launcher.replace("'@PLATFORMS@'", json.dumps(platforms, indent=4))
    path = folder / "bin" / "webot.js"
    path.write_text(launcher)
    path.chmod(0o755)
    package = {"name": name, "description": about.description, "keywords": about.keywords, **shared}
    package |= {
        "bin": {"webot": "bin/webot.js"},
        "files": ["bin"],
        "engines": {"node": ">=16"},
        "optionalDependencies": {name: about.version for name in names.values()},
    }
    finish(folder, package, (ROOT / "README.md").read_text())


def folder_of(name):
    return name.removeprefix("@").replace("/", "-")


def finish(folder, package, readme):
    (folder / "package.json").write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n")
    (folder / "README.md").write_text(readme)
    (folder / "LICENSE").write_bytes((ROOT / "LICENSE").read_bytes())
