"""A kiosk machine in a folder: what install-kiosk.sh put there, and how systemd reads its settings."""

import os
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
KIOSK = DEPLOY / "kiosk"
SESSIONS = ("x", "cage")
SCRIPTS = [path for path in sorted(DEPLOY.rglob("*")) if path.is_file() and path.read_bytes()[:2] == b"#!"]


def install(session: str, to: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """Install a kiosk into a folder."""
    return put_into(to, "install-kiosk.sh", "--session", session, *more)


def put_into(to: Path, script: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run one of the scripts that install; it puts all it brings into a folder."""
    return subprocess.run(
        ["bash", str(DEPLOY / script), *words],
        env={**os.environ, "DESTDIR": str(to)},
        capture_output=True,
        text=True,
        check=False,
    )


def settings(file: Path) -> dict[str, str]:
    """Read an environment file; each line holds for systemd and for a shell alike."""
    read = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            (word,) = shlex.split(line)
            name, _, value = word.partition("=")
            assert line == f'{name}="{value}"', f"systemd and the shell may read this differently: {line}"
            read[name] = value
    return read


def tree(folder: Path) -> dict[str, tuple[str, bytes, int]]:
    """Everything below a folder: where it leads, what stands in it, who may run it."""
    return {
        path.relative_to(folder).as_posix(): (
            os.readlink(path) if path.is_symlink() else "",
            b"" if path.is_symlink() else path.read_bytes(),
            path.lstat().st_mode,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }
