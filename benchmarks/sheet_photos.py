"""Photos of walk sheets that people filled in by hand, made from a seed, with what they meant.

Pens, hands and habits differ; paper is creased and bent; the light is bad, a shadow falls on it, a thumb
covers a corner, the camera shakes. Some pages went through an office scanner instead. Strokes are drawn, no
person made them.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from scipy import ndimage

from hustings.field.walk_sheets.paper import codes, drawings, layouts
from hustings.field.walk_sheets.paper.layouts import BOX, HEIGHT, LABELS, WIDTH, Box, Choice, Door, Question
from hustings.field.walk_sheets.paper.photos import projection

WORD = "benchmark"
SCALE = 7  # dots a millimetre of the clean page
_RESULTS = "Absent,Talked,Refused,Come back,Never again"
_DRAWN = 2  # times as large are strokes drawn
_WORDS = drawings.Words(
    "Turf 7", "Concarneau", ("Tick a box. Wrong? Strike it out from side to side.",),
    lambda page, of: f"Page {page} of {of}",
)  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """A photo: the layout that was printed, and the boxes that the walker meant."""

    content: bytes
    page: codes.Page
    boxes: list[Box]
    meant: list[bool]
    kind: str


def questionnaire(version: int) -> layouts.Layout:
    """Two questionnaires: the older sheet asks otherwise."""
    results = Question("result", "Result", _choices(_RESULTS))
    asked = [
        [Question("q1", "Will you vote?", _choices("Yes,No,Don't know")),
         Question("q2", "Subjects", _choices("Homes,Health,School,Buses"), is_many=True)],
        [Question("q1", "Subjects", _choices("Homes,Health,School,Buses,Jobs"), is_many=True),
         Question("q3", "Will help", _choices("Yes,No"))],
    ][version % 2]  # fmt: skip
    doors = [Door(str(n), f"Door {n}", f"{n // 6 + 1} Lilac Street") for n in range(40)]
    return layouts.made([results, *asked], doors)


def _choices(words: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), word) for n, word in enumerate(words.split(",")))


class Printer:
    """Clean pages of both questionnaires."""

    def __init__(self) -> None:
        self.layouts = {version: questionnaire(version) for version in (1, 2)}
        self.pages: dict[codes.Page, Image.Image] = {}
        for version, layout in self.layouts.items():
            pdf = pypdfium2.PdfDocument(drawings.pdf(layout, 123456, version, WORD, _WORDS))
            for number in range(1, layout.n_pages + 1):
                drawn = pdf[number - 1].render(scale=SCALE * 25.4 / 72, grayscale=True).to_pil()
                size = (round(WIDTH * SCALE), round(HEIGHT * SCALE))
                self.pages[codes.Page(123456, version, number)] = drawn.convert("L").resize(size)


def taken(printer: Printer, seed: int) -> Taken:
    """One photo, the same for a seed each time."""
    rng = np.random.default_rng(seed)
    pages = list(printer.pages)
    page = pages[int(rng.integers(len(pages)))]
    layout = printer.layouts[page.version]
    boxes = layout.boxes(page.number)
    hand = _Hand(rng)
    meant = _filled_in(rng, hand, layout, boxes)
    sheet = hand.on(printer.pages[page])
    kind = str(rng.choice(["photo", "covered", "scan", "fax"], p=[0.78, 0.12, 0.06, 0.04]))
    picture = _scanned(rng, sheet, kind) if kind in ("scan", "fax") else _photo(rng, sheet, kind)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=int(rng.integers(55, 93)))
    return Taken(out.getvalue(), page, boxes, meant, kind)


# --- The walker -------------------------------------------------------------------------------


class _Hand:
    """One walker's pen and habits."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.width = rng.uniform(0.3, 0.9)  # millimetres
        self.dark = rng.choice([rng.uniform(0.4, 0.6), rng.uniform(0.6, 0.95)], p=[0.2, 0.8])  # pencil, pen
        self.habit = rng.choice(["tick", "cross", "fill", "slash"], p=[0.45, 0.4, 0.09, 0.06])
        self.sloppy = rng.uniform(0.15, 0.7)
        size = (int(WIDTH * SCALE * _DRAWN), int(HEIGHT * SCALE * _DRAWN))
        self.layer = Image.new("L", size, 0)
        self.pen = ImageDraw.Draw(self.layer)

    def stroke(self, points: Sequence[tuple[float, float]], width: float = 1.0) -> None:
        """A line that trembles through these points, in millimetres."""
        shaky = np.array(points) + self.rng.normal(0, 0.08, (len(points), 2))
        scale = SCALE * _DRAWN
        wide = max(2, round(self.width * width * scale))
        self.pen.line([tuple(point) for point in shaky * scale], fill=255, width=wide, joint="curve")

    def mark(self, box: Box) -> None:
        x, y = np.array([box.x, box.y]) + self.rng.normal(0, self.sloppy * 0.8, 2).clip(-1, 1)
        size = self.rng.uniform(0.8, 1.25)
        habit = self.habit if self.rng.random() < 0.9 else self.rng.choice(["tick", "cross", "fill"])
        getattr(self, f"_{habit}")(x, y, size)

    def _tick(self, x: float, y: float, size: float) -> None:
        tail = size * self.rng.uniform(1.0, 1.5)
        self.stroke([(x - 1.5 * size, y - 0.2), (x - 0.5, y + 1.4 * size), (x + 2 * tail, y - 2 * tail)])

    def _cross(self, x: float, y: float, size: float) -> None:
        far = 1.7 * size
        self.stroke([(x - far, y - far), (x + far, y + far)])
        self.stroke([(x + far, y - far * 0.9), (x - far, y + far)])

    def _slash(self, x: float, y: float, size: float) -> None:
        self.stroke([(x - 1.6 * size, y + 1.9 * size), (x + 1.6 * size, y - 1.9 * size)])

    def _fill(self, x: float, y: float, size: float) -> None:
        n, far = int(self.rng.integers(6, 11)), 1.9 * min(size, 1.1)
        self.stroke([(x + (far if k % 2 else -far), y - far + 2 * far * k / n) for k in range(n + 1)], 1.2)

    def strike(self, box: Box) -> None:
        """A long line through a box, or two, or a scribble that is as wide."""
        left, right = (BOX / 2 + self.rng.uniform(2.4, 3.8, 2)).tolist()
        y, slope = box.y + self.rng.normal(0, 0.4), self.rng.uniform(-0.5, 0.5)
        if self.rng.random() < 0.25:
            n = int(self.rng.integers(4, 8))
            ends = [(box.x + (right if k % 2 else -left), y + (k / n - 0.5) * 1.6) for k in range(n + 1)]
            return self.stroke(ends)
        for n in range(2 if self.rng.random() < 0.3 else 1):
            self.stroke([(box.x - left, y - slope + n * 0.9), (box.x + right, y + slope + n * 0.9)])
        return None

    def note(self) -> None:
        """Words beside a door, as waves."""
        x, y = self.rng.uniform(30, LABELS - 25), self.rng.uniform(65, 255)
        n = int(self.rng.integers(8, 18))
        self.stroke([(x + k * 1.1, y + self.rng.uniform(-1.6, 1.6)) for k in range(n)], 0.8)

    def speck(self, boxes: Sequence[Box]) -> None:
        """The pen touched the paper, or dirt did."""
        box = boxes[int(self.rng.integers(len(boxes)))]
        x, y = np.array([box.x, box.y]) + self.rng.uniform(-4, 4, 2)
        self.stroke([(x, y), (x + 0.2, y + 0.1)], 0.7)

    def on(self, clean: Image.Image) -> Image.Image:
        ink = np.asarray(self.layer.resize(clean.size, Image.Resampling.BOX), dtype=np.float32) / 255
        uneven = ndimage.zoom(self.rng.uniform(0.75, 1, (60, 42)), 40, order=1)
        uneven = (
            np.resize(uneven, ink.shape)
            if uneven.shape < ink.shape
            else uneven[: ink.shape[0], : ink.shape[1]]
        )
        page = np.asarray(clean, dtype=np.float32) * (1 - ink * self.dark * uneven)
        return Image.fromarray(page.clip(0, 255).astype(np.uint8))


def _filled_in(
    rng: np.random.Generator, hand: _Hand, layout: layouts.Layout, boxes: Sequence[Box]
) -> list[bool]:
    meant: dict[tuple[int, str, str], bool] = {}
    by_key = {(box.row, box.question, box.choice): box for box in boxes}
    for row in range(boxes[-1].row + 1):
        if rng.random() < 0.12:
            continue  # nobody was there
        for question in layout.questions:
            if question.key != "result" and rng.random() < 0.5:
                continue
            keys = [choice.key for choice in question.choices]
            n = int(rng.integers(1, 4)) if question.is_many else 1
            ticked = list(rng.permutation(keys)[:n])
            if rng.random() < 0.03 and len(ticked) < len(keys):
                wrong = by_key[row, question.key, str(rng.choice([k for k in keys if k not in ticked]))]
                hand.mark(wrong)
                hand.strike(wrong)
            for key in ticked:
                hand.mark(by_key[row, question.key, str(key)])
                meant[row, question.key, str(key)] = True
    for _n in range(int(rng.integers(0, 4))):
        hand.note()
    for _n in range(int(rng.integers(0, 4))):
        hand.speck(boxes)
    return [meant.get((box.row, box.question, box.choice), False) for box in boxes]


# --- Paper, light and camera ------------------------------------------------------------------


def _scanned(rng: np.random.Generator, sheet: Image.Image, kind: str) -> Image.Image:
    """An office scanner: a little aslant, either way up; a fax knows black and white only."""
    dots = int(rng.choice([6, 8, 11]))
    turned = sheet.rotate(rng.uniform(-2, 2) + 180 * rng.integers(2), Image.Resampling.BICUBIC, fillcolor=255)
    turned = turned.resize((int(WIDTH * dots), int(HEIGHT * dots)), Image.Resampling.LANCZOS)
    if kind == "fax":
        return turned.point(lambda light: 255 if light > 165 else 0)
    grain = np.asarray(turned, dtype=np.float32) + 3 * rng.standard_normal(
        turned.size[::-1], dtype=np.float32
    )
    return Image.fromarray(grain.clip(0, 255).astype(np.uint8))


def _photo(rng: np.random.Generator, sheet: Image.Image, kind: str) -> Image.Image:
    size = int(rng.integers(1350, 2000))
    width, height = size, round(size * 4 / 3)
    paper = _covered(rng, _creased(rng, sheet)) if kind == "covered" else _creased(rng, sheet)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    page_x, page_y = _seen_from(rng, x, y)
    page_x, page_y = _bent(rng, page_x, page_y)
    light = ndimage.map_coordinates(
        np.asarray(paper, dtype=np.float32), [page_y, page_x], order=1, mode="constant", cval=-1
    )
    grain = ndimage.zoom(
        8 * rng.standard_normal((40, 30), dtype=np.float32), (height / 40, width / 30), order=1
    )[:height, :width]
    table = rng.choice([rng.uniform(40, 120), rng.uniform(150, 215)], p=[0.75, 0.25])
    picture = np.where(light < 0, table + np.resize(grain, light.shape), light) * _lit(rng, x, y)
    picture = ndimage.gaussian_filter(picture, rng.uniform(0.3, 1.5))
    if rng.random() < 0.25:  # a shake
        picture = ndimage.uniform_filter1d(picture, int(rng.integers(2, 5)), axis=int(rng.integers(2)))
    picture += rng.standard_normal(picture.shape, dtype=np.float32) * np.float32(rng.uniform(2, 8))
    turned = np.rot90(picture, int(rng.choice([0, 0, 0, 1, 2, 3])))
    return Image.fromarray(turned.clip(0, 255).astype(np.uint8))


def _creased(rng: np.random.Generator, sheet: Image.Image) -> Image.Image:
    page = np.asarray(sheet, dtype=np.float32) * rng.uniform(0.9, 1)
    height, width = page.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / SCALE
    for _n in range(int(rng.integers(0, 4))):
        angle = rng.choice([0, np.pi / 2, rng.uniform(0, np.pi)], p=[0.35, 0.35, 0.3])
        off = (x - rng.uniform(40, 170)) * np.cos(angle) + (y - rng.uniform(60, 240)) * np.sin(angle)
        page *= 1 - rng.uniform(0.05, 0.3) * np.exp(-((off / rng.uniform(0.15, 0.5)) ** 2))
        page *= 1 - rng.uniform(-0.06, 0.12) / (1 + np.exp(-off / 2))
    return Image.fromarray(page.clip(0, 255).astype(np.uint8))


def _covered(rng: np.random.Generator, sheet: Image.Image) -> Image.Image:
    """A thumb over one corner code."""
    left, top = codes.place(str(rng.choice(list(codes.CORNERS))))
    x, y = np.array([left, top]) + codes.CODE / 2 + rng.uniform(-4, 4, 2)
    wide, high = rng.uniform(8, 14), rng.uniform(8, 14)
    skin = Image.new("L", sheet.size, 0)
    area = [(x - wide) * SCALE, (y - high) * SCALE, (x + wide) * SCALE, (y + high) * SCALE]
    ImageDraw.Draw(skin).ellipse([float(edge) for edge in area], fill=255)
    blurred = skin.filter(ImageFilter.GaussianBlur(4))
    return Image.composite(Image.new("L", sheet.size, int(rng.integers(70, 190))), sheet, blurred)


def _seen_from(rng: np.random.Generator, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Dots of the page that each dot of the photo shows."""
    height, width = x.shape
    fill = rng.uniform(0.8, 0.93)
    high = min(height * fill, width * fill * HEIGHT / WIDTH)
    wide = high * WIDTH / HEIGHT
    corners = np.array([(-wide, -high), (wide, -high), (wide, high), (-wide, high)]) / 2
    angle = np.radians(float(np.clip(rng.normal(0, 3), -7, 7)))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    there = corners @ turn.T + [width / 2, height / 2] + rng.uniform(-0.035, 0.035, (4, 2)) * [wide, high]
    here = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)]) * SCALE
    m = projection(there, here)
    below = m[2, 0] * x + m[2, 1] * y + m[2, 2]
    return (m[0, 0] * x + m[0, 1] * y + m[0, 2]) / below, (m[1, 0] * x + m[1, 1] * y + m[1, 2]) / below


def _bent(rng: np.random.Generator, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Paper that does not lie flat: up to a good millimetre of sway."""
    far = rng.uniform(0, 1.3) * SCALE
    a, b, c, d = rng.uniform(0, 2 * np.pi, 4)
    span_x, span_y = WIDTH * SCALE, HEIGHT * SCALE
    new_x = x + far * np.sin(y / span_y * rng.uniform(2, 6) + a) * np.sin(x / span_x * 2 + b)
    new_y = y + far * np.sin(x / span_x * rng.uniform(2, 6) + c) * np.sin(y / span_y * 2 + d)
    return new_x, new_y


def _lit(rng: np.random.Generator, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    height, width = x.shape
    u, v = x / width - 0.5, y / height - 0.5
    angle = rng.uniform(0, 2 * np.pi)
    light = 1 - rng.uniform(0, 0.35) * (0.5 + u * np.cos(angle) + v * np.sin(angle))
    light *= 1 - rng.uniform(0, 0.3) * (u * u + v * v) * 2
    if rng.random() < 0.5:  # somebody stands in the light
        angle, edge = rng.uniform(0, 2 * np.pi), rng.uniform(0.004, 0.06)
        off = u * np.cos(angle) + v * np.sin(angle) + rng.uniform(-0.3, 0.3)
        off = off + 0.03 * np.sin((u * np.sin(angle) - v * np.cos(angle)) * rng.uniform(3, 9))
        light *= 1 - rng.uniform(0.15, 0.55) / (1 + np.exp(-off / edge))
    return np.asarray(light * rng.uniform(0.75, 1.05))
