"""The pictures of the documentation, drawn anew from the claims that come along, in the system's Chromium.

Run it as `make images` after a change that is meant to alter how pages look, and look at each picture.
"""

from __future__ import annotations

import base64
import shutil
import struct
import tempfile
import zlib
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from layouts import layouts_page
from playwright.sync_api import Page, sync_playwright

from kg import resources
from kg.check import check, sound
from kg.site.map.page import map_page
from kg.site.timeline.page import timeline_page

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
HERE: Final = Path(__file__).parent
PICTURES: Final = {
    "map": (map_page, (1440, 900), ""),
    "sides": (map_page, (1440, 900), "#view=side"),
    "exchange": (map_page, (1440, 900), "#view=answers&around=s:nicholson-arms-2017-04&chosen=s:nicholson-arms-2017-04"),
    "phone": (map_page, (390, 844), "#chosen=e:n:john-nicholson>n:russia>accuses"),
    "timeline": (timeline_page, (1440, 900), ""),
    "layouts": (layouts_page, (1200, 630), ""),
}
"""For each picture its page, the size of the window and the link that it is of."""


PIXELS: Final = """async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let text = '';
    for (let i = 0; i < data.length; i += 30000) text += String.fromCharCode(...data.subarray(i, i + 30000));
    return [image.width, image.height, btoa(text)];
}"""


def small(png: bytes, page: Page) -> bytes:
    """The same picture in at most 256 colours, which flat drawings with smooth edges do not miss."""
    width, height, encoded = page.evaluate(PIXELS, base64.b64encode(png).decode())
    pixels = np.frombuffer(base64.b64decode(encoded), dtype=np.uint8).reshape(-1, 4)[:, :3]
    colours, where, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    palette = chosen(colours.astype(np.float64), counts)
    nearest = np.zeros(len(colours), dtype=np.int64)
    for _ in range(6):
        nearest = ((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
        for i in np.unique(nearest):
            members = nearest == i
            palette[i] = np.average(colours[members], axis=0, weights=counts[members])
    rows = nearest[where.reshape(-1)].astype(np.uint8).reshape(height, width)
    packed = zlib.compress(np.hstack((np.zeros((height, 1), dtype=np.uint8), rows)).tobytes(), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", np.rint(palette).astype(np.uint8).tobytes()), (b"IDAT", packed), (b"IEND", b""))
    written = (struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def chosen(colours: Array, counts: Array) -> Array:
    """The 256 colours to start from: the most frequent half, then always the one that is missed most, however rare its hue."""
    order = np.argsort(-counts, kind="stable")
    palette = [colours[i] for i in order[:128]]
    away = ((colours[:, None, :] - np.array(palette)[None, :, :]) ** 2).sum(axis=2).min(axis=1)
    while len(palette) < 256:
        palette.append(colours[int(np.argmax(away * counts**0.35))])
        away = np.minimum(away, ((colours - palette[-1]) ** 2).sum(axis=1))
    return np.array(palette)


def main() -> None:
    """Draw every picture into this folder."""
    claims = sound(check(resources.folder("claims")))
    title = claims.dataset.title if claims.dataset else "Claims"
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (drawn, (width, height), link) in PICTURES.items():
            page_file = Path(folder) / f"{name}.html"
            page_file.write_text(drawn(claims, title=title), encoding="utf-8")
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{page_file.as_uri()}{link}")
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            path = HERE / f"{name}.png"
            path.write_bytes(small(page.screenshot(), page))
            print(path.name, f"{path.stat().st_size:,} bytes")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
