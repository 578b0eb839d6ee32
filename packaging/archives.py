"""The archives that people and other packages download; the same program gives the same archive."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ["LICENSE", "README.md", "README.zh-CN.md"]
# The time of all files in archives, so that the same program gives the same archive: 1980-01-01, the first of zip.
TIME = (1980, 1, 1, 0, 0, 0)
TIME_S = 315532800


class Failure(Exception):
    """A mistake in the input, with a sentence for the maintainer."""


def make_archive(target, program, out):
    """Packs a program with licence and README; returns the archive's path."""
    members = [(target.program, program.read_bytes(), 0o755)]
    members += [(name, (ROOT / name).read_bytes(), 0o644) for name in DOCUMENTS]
    out.mkdir(parents=True, exist_ok=True)
    path = out / target.archive
    if target.is_windows:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data, mode in members:
                archive.writestr(zip_member(f"{target.folder}/{name}", mode), data)
        return path
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data, mode in members:
            member = tarfile.TarInfo(f"{target.folder}/{name}")
            member.size, member.mode, member.mtime = len(data), mode, TIME_S
            archive.addfile(member, io.BytesIO(data))
    # The header of gzip would hold the current time.
    path.write_bytes(gzip.compress(packed.getvalue(), 9, mtime=0))
    return path


def zip_member(name, mode):
    member = zipfile.ZipInfo(name, TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = (0o100000 | mode) << 16
    return member


def read_program(target, path):
    """Returns the program in an archive."""
    name = f"{target.folder}/{target.program}"
    try:
        if target.is_windows:
            with zipfile.ZipFile(path) as archive:
                return archive.read(name)
        with tarfile.open(path) as archive:
            return archive.extractfile(name).read()
    except FileNotFoundError:
        raise Failure(f"{path} is missing; --target makes a release of fewer programs") from None
    except KeyError:
        raise Failure(f"{path} holds no {name}") from None
