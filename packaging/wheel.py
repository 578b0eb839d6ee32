"""Wheels that hold a program and no Python: `pip install` and `uv tool install` put it among the commands."""

import base64
import hashlib
import re
import zipfile

from archives import ROOT, Failure, zip_member


def write(out, name, about, target, program):
    """Writes a wheel; returns its path."""
    version = python_version(about.version)
    stem = f"{re.sub(r'[-_.]+', '_', name).lower()}-{version}"
    info = f"{stem}.dist-info"
    metadata = [
        "Metadata-Version: 2.4",
        f"Name: {name}",
        f"Version: {version}",
        f"Summary: {about.description}",
        f"License-Expression: {about.license}",
        "License-File: LICENSE",
        f"Keywords: {','.join(about.keywords)}",
        f"Project-URL: Source, {about.repository}",
        "Requires-Python: >=3.8",
        "Description-Content-Type: text/markdown; charset=UTF-8",
        "",
        (ROOT / "README.md").read_text(),
    ]
    tags = [f"py3-none-{tag}" for tag in target.wheel_tags]
    kind = ["Wheel-Version: 1.0", "Generator: webot", "Root-Is-Purelib: false", *(f"Tag: {tag}" for tag in tags), ""]
    members = [
        (f"{stem}.data/scripts/{target.program}", program, 0o755),
        (f"{info}/licenses/LICENSE", (ROOT / "LICENSE").read_bytes(), 0o644),
        (f"{info}/METADATA", "\n".join(metadata).encode(), 0o644),
        (f"{info}/WHEEL", "\n".join(kind).encode(), 0o644),
    ]
    record = [f"{path},sha256={digest(data)},{len(data)}" for path, data, _ in members]
    record += [f"{info}/RECORD,,", ""]
    members.append((f"{info}/RECORD", "\n".join(record).encode(), 0o644))
    path = out / f"{stem}-py3-none-{'.'.join(target.wheel_tags)}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data, mode in members:
            archive.writestr(zip_member(member, mode), data)
    return path


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def python_version(version):
    """Returns a version in Python's spelling: `1.0.0-rc.1` is `1.0.0rc1` there."""
    match = re.fullmatch(r"(\d+\.\d+\.\d+)(?:-(alpha|beta|rc)\.?(\d+))?", version)
    if not match:
        raise Failure(f"the version {version} has no form in Python; use alpha.N, beta.N or rc.N")
    number, stage, count = match.groups()
    return number + ({"alpha": "a", "beta": "b", "rc": "rc"}[stage] + count if stage else "")
