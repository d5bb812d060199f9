"""The pictures of the README, made from the sample: python bench/pictures.py   (needs playwright and Chromium)

A page as a listener sees it and a build as an author sees it, small enough for a README.
"""

from __future__ import annotations

import io
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent.parent
PICTURES = HERE / "docs" / "pictures"
SLUG = "mistral"
WIDTH, HEIGHT = 1080, 960
COLOURS = 128
TERMINAL = """
main { display: inline-block; background: #1c1b22; color: #d8d5e0; padding: 22px 28px; border-radius: 10px;
  font: 15px/1.55 "DejaVu Sans Mono", monospace; white-space: pre; min-width: 900px }
.asked { color: #fff; font-weight: bold }
body { margin: 0 }
"""


def main() -> None:
    """Build the sample in a folder of its own, and take both pictures of it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "show"
        shutil.copytree(HERE / "script", root / "script")
        said = run(root, "build", "--engine", "espeak")
        with sync_playwright() as browsers:
            browser = browsers.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            view = {"width": WIDTH, "height": HEIGHT}
            save(
                terminal(browser.new_page(viewport=view, device_scale_factor=1.5), said),
                "terminal.png",
            )
            save(
                page(browser.new_page(viewport=view, device_scale_factor=1.5), root),
                "page.png",
            )
            browser.close()


def run(root: Path, *words: str) -> str:
    """What a command says, with itself in front."""
    command = [sys.executable, "-m", "podcast", "-C", str(root), *words]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True
    )
    return f"$ podcast {' '.join(words)}\n{done.stdout}".replace(f"{root}/", "").replace(
        str(root), "."
    )


def terminal(sheet: Page, said: str) -> bytes:
    """What was said, in the looks of a terminal."""
    lines = [
        f"<div{' class=asked' if one.startswith('$') else ''}>{isolated(escape(one))}</div>"
        for one in said.splitlines()
    ]
    sheet.set_content(f"<style>{TERMINAL}</style><main>{''.join(lines)}</main>")
    return sheet.locator("main").screenshot(omit_background=True)


def isolated(line: str) -> str:
    """A line whose Arabic does not turn what stands around it: a heading at its end, single words elsewhere."""
    start, colon, heading = line.rpartition("): ")
    if colon:
        return f"{start}{colon}<bdi>{heading}</bdi>"
    return re.sub(r"[\u0600-\u06ff]+(?: [\u0600-\u06ff]+)*", r"<bdi>\g<0></bdi>", line)


def page(sheet: Page, root: Path) -> bytes:
    """The episode's page in the middle of playing, a sentence lit up."""
    command = [sys.executable, "-m", "podcast", "-C", str(root), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = re.search(r"http://\S+/", server.stdout.readline())
        assert address
        sheet.goto(f"{address[0]}{SLUG}/")
        sheet.evaluate("document.querySelector('audio').currentTime = 9")
        sheet.wait_for_timeout(1500)
        sheet.evaluate("scrollTo(0, 0)")
        sheet.wait_for_timeout(300)
        picture = sheet.screenshot()
        server.send_signal(signal.SIGINT)
    return picture


def save(picture: bytes, name: str) -> None:
    """In few colours, which is enough for letters and flat surfaces."""
    small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS)
    small.save(PICTURES / name, optimize=True)
    print(f"{name}: {(PICTURES / name).stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
