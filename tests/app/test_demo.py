"""The demo: simulated visitors and clerks in the real windows, and the pictures they leave."""

import json
import subprocess
import sys
from pathlib import Path

import zxingcpp
from PIL import Image

ROOT = Path(__file__).parents[2]


def token(paper: Path) -> str:
    with Image.open(paper) as image:
        return zxingcpp.read_barcodes(image.convert("L"))[0].text


def test_a_morning_in_the_real_windows_leaves_a_picture_of_each_page_and_paper(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, str(ROOT / "main.py"), "demo", "--offscreen", "--visitors", "4", "--seed", "5"),
            *("--shots", str(tmp_path), "--json"),
        ],
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["visitors"] == 4
    assert told["completed"] + told["no_show"] == 4
    pictures = {Path(name).name for name in told["pictures"]}
    pages = {f"kiosk-{page}-id.png" for page in ("welcome", "agencies", "services", "service", "number-out")}
    assert pages <= pictures
    assert {"kiosk-welcome-en.png", "kiosk-welcome-su.png"} <= pictures
    assert any(name.startswith("display-") and name != "display-0-calls.png" for name in pictures)
    assert any(name.startswith("counter-") and name.endswith("-serving.png") for name in pictures)
    papers = sorted((tmp_path / "papers").glob("[0-9]*.png"))
    assert len(papers) == 4
    assert len({token(paper) for paper in papers}) == 4
    with Image.open(tmp_path / "kiosk-welcome-id.png") as kiosk:
        assert kiosk.size == (1080, 1920)
