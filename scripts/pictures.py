"""Twelve screens of the demonstration at two widths, kept in docs/pictures: python -m scripts.pictures

It serves a demonstration of its own from an empty folder, opens the pages as the people who would, and writes small PNG files.
    --only case,desk      these screens alone
    --into FOLDER         elsewhere than docs/pictures
    --dark                in the dark scheme (for looking, not for keeping)
    --whole               the whole page, not the first screen of it
    --of URL DATA         a demonstration that is served already, and its folder of data
"""

import argparse
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.serving import QUIET, ROOT, House, served

WIDTHS = {1280: 960, 360: 780}
COLOURS = 200
HEAVIEST = 120_000  # bytes; the pictures are in every clone


@dataclass(frozen=True)
class Screen:
    """Who opens it ("" is a visitor), where, and what is done there first. `paper` is a picture that the page links to."""

    who: str
    path: str
    first: Callable[[Page], None] = lambda page: None
    paper: bool = False


def screens(house: House) -> dict[str, Screen]:
    """Twelve and a paper, in the order of the story: what anybody sees, then an institution, experts, the commission, the office."""
    case = {who: f"/sprawy/{uid}/" for who, uid in house.cases.items()}
    return {
        "register": Screen("", "/rejestr/"),
        "holder": Screen("", "/rejestr/?q=wzorcowo", open_holder),
        "verification": Screen("", "/rejestr/?q=wzorcowo", open_verification),
        "how": Screen("", "/jak-dostac-certyfikat/"),
        "desk": Screen("demo-kleksowo", "/pulpit/"),
        "application": Screen("demo-brudnopis", case["demo-brudnopis"] + "submit/", show_readiness),
        "indicator": Screen("demo-brudnopis-2", case["demo-brudnopis"] + "submit/S1.1/"),
        "comparison": Screen("demo-ekspert", case["demo-makietow"] + "agree_finding/"),
        "sitting": Screen("demo-komisja", case["demo-przykladowice"] + "decide/", open_sitting),
        "case": Screen("demo-przykladowice", case["demo-przykladowice"]),
        "office": Screen("demo-biuro", "/pulpit/"),
        "letter": Screen("demo-biuro", "/pulpit/", open_letter),
        "certificate": Screen("demo-wzorcowo", case["demo-wzorcowo"], paper=True),
    }


def open_holder(page: Page) -> None:
    page.locator('main a[href^="/rejestr/"]:not([href*="?"]):not([href="/rejestr/"])').first.click()


def open_verification(page: Page) -> None:
    open_holder(page)
    page.locator('main a[href^="/sprawdz/"]').first.click()


def open_letter(page: Page) -> None:
    page.locator('main a[href*="/pisma/"]').first.click()


def show_readiness(page: Page) -> None:
    page.locator("#h-tree").evaluate("heading => heading.scrollIntoView()")


def open_sitting(page: Page) -> None:
    """Calls the sitting if nobody has, and notes who has come."""
    page.locator('main a.button[href*="/posiedzenie/"]').first.click()
    call = page.get_by_role("button", name="Otwórz posiedzenie")
    if call.count():
        call.click()
    note = page.get_by_role("button", name="Zapisz obecność")
    if note.is_visible():  # once noted, it is folded away
        for name in page.locator('input[name="present"]').all():
            name.check()
        note.click()


def pictures(house: House, browser: Browser, into: Path, only: list[str], dark: bool, whole: bool) -> Iterator[Path]:
    for name, screen in screens(house).items():
        for width, height in WIDTHS.items():
            if only and name not in only:
                continue
            size = {"width": width, "height": height}
            context = browser.new_context(
                viewport=size, color_scheme="dark" if dark else "light", reduced_motion="reduce"
            )
            page = house.enter(context, screen.who) if screen.who else context.new_page()
            page.goto(house.url + screen.path)
            screen.first(page)
            page.wait_for_load_state("networkidle")
            taken = paper(page, house, width) if screen.paper else page.screenshot(full_page=whole)
            yield keep(taken, into / f"{name}-{width}.png")
            context.close()


def paper(page: Page, house: House, width: int) -> bytes:
    """The first page of the certificate as it would be printed, by poppler's pdftoppm."""
    address = page.locator('main a[href$="/pl.pdf"]').first.get_attribute("href") or ""
    document = page.request.get(house.url + address).body()
    asked = ["pdftoppm", "-png", "-f", "1", "-l", "1", "-scale-to-x", str(min(width, 900)), "-scale-to-y", "-1", "-"]
    return subprocess.run(asked, input=document, capture_output=True, check=True).stdout


def keep(taken: bytes, path: Path) -> Path:
    """Few colours, best compression; what is still too heavy is said."""
    image = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE)
    image.save(path, "PNG", optimize=True)
    heavy = path.stat().st_size
    print(f"{path.name}: {heavy // 1000} kB{', too heavy' if heavy > HEAVIEST else ''}", flush=True)
    return path


@contextmanager
def house_of(said: list[str] | None) -> Iterator[House]:
    if said:
        yield House(said[0], Path(said[1]))
        return
    with tempfile.TemporaryDirectory(prefix="gromada-pictures-") as folder, served(Path(folder)) as house:
        yield house


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="names of screens, parted by commas")
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--of", nargs=2, metavar=("URL", "DATA"))
    said = parser.parse_args()
    said.into.mkdir(parents=True, exist_ok=True)
    with house_of(said.of) as house, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", *QUIET])
        list(pictures(house, browser, said.into, [n for n in said.only.split(",") if n], said.dark, said.whole))
        browser.close()


if __name__ == "__main__":
    main()
