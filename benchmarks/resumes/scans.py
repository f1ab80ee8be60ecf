"""A resume as a scanner leaves it: pictures of slightly turned, grey, speckled pages, and no letters."""

import io
from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DOTS_PER_INCH = 200


def scan(source: Path, target: Path, rng: Random) -> None:
    """Renders every page, turns it by up to half a degree, adds noise, and writes a PDF of pictures only."""
    document = pypdfium2.PdfDocument(source)
    canvas = Canvas(str(target), invariant=1)
    for page in document:
        wide, high = page.get_size()
        picture = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")
        picture = _aged(picture, rng)
        stored = io.BytesIO()
        picture.save(stored, "JPEG", quality=72)
        canvas.setPageSize((wide, high))
        canvas.drawImage(ImageReader(stored), 0, 0, wide, high)
        canvas.showPage()
    document.close()
    canvas.save()


def _aged(picture: Image.Image, rng: Random) -> Image.Image:
    turned = picture.rotate(rng.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor=250)
    soft = turned.filter(ImageFilter.GaussianBlur(0.5))
    coarse = Image.frombytes("L", (256, 256), rng.randbytes(256 * 256)).resize(soft.size, Image.Resampling.BILINEAR)
    speckled = Image.blend(soft, coarse, 0.06)
    for _ in range(40):
        x, y = rng.randrange(soft.width - 3), rng.randrange(soft.height - 3)
        speckled.paste(90, (x, y, x + 2, y + 2))
    return speckled
