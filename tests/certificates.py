"""Certificates for servers of the tests."""

import subprocess
from pathlib import Path


def make_certificates(folder: Path, *names: str) -> None:
    """Make two authorities, ``ours.pem`` and ``theirs.pem``, and ``server.pem`` that the first has signed.

    Args:
        folder: Where they are made, with their keys.
        names: Whom the server's is for: ``IP:127.0.0.1``, ``DNS:hall.example``.
    """
    for authority in ("ours", "theirs"):
        _openssl(
            folder,
            f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={authority} -keyout {authority}.key -out {authority}.pem",
        )
    (folder / "names").write_text(f"subjectAltName={','.join(names)}\n")
    _openssl(folder, "req -newkey rsa:2048 -nodes -subj /CN=hall.example -keyout server.key -out server.csr")
    _openssl(
        folder,
        "x509 -req -in server.csr -CA ours.pem -CAkey ours.key -CAcreateserial -days 2 -extfile names -out server.pem",
    )


def _openssl(folder: Path, command: str) -> None:
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
