"""Filled, signed and scanned pages of the kinds in ../shared/data/paper/pages, with their truth, in hands and with digits that
nothing was trained on: what thresholds and certainties are counted on (docs/readers.md).

    pages.py TEMPLATES DIGITS OUT_FOLDER COUNT SEED

Wants Ghostscript for the blank forms (PDF to grey at 300 dpi).
"""
import json
import math
import random
import subprocess
import sys
import zlib

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from lines_data import Writer, fonts, words
from train_digits import HELD_OUT, mnist

DPI = 300
MM = DPI / 25.4
MARKS = ['none'] * 9 + ['check', 'check', 'cross', 'bigcross', 'slash', 'light', 'fill', 'dot', 'void', 'scribble', 'speck', 'stray']
KINDS = ['clean300', 'office200', 'low150', 'bilevel200', 'skew300', 'rot200', 'photo', 'office200', 'photo']


class Page:
    def __init__(self, blank, rng):
        self.image, self.rng = blank.copy(), rng
        self.pen = rng.randrange(20, 90)

    def ink(self, mask, at, dark=None):
        self.image.paste(dark if dark is not None else self.pen, (round(at[0]), round(at[1])), mask)

    def strokes(self, points, wide, dark=None):
        """A stroke through points in millimetres, as a hand draws it: not straight, not even."""
        box = [min(p[0] for p in points) - 2, min(p[1] for p in points) - 2, max(p[0] for p in points) + 2, max(p[1] for p in points) + 2]
        size = (int((box[2] - box[0]) * MM * 2), int((box[3] - box[1]) * MM * 2))
        layer = Image.new('L', size, 0)
        draw = ImageDraw.Draw(layer)
        last = None
        for (ax, ay), (bx, by) in zip(points, points[1:]):
            for k in range(25):
                t = k / 24
                x = (ax + (bx - ax) * t + 0.12 * math.sin(3 * t + ax) - box[0]) * MM * 2
                y = (ay + (by - ay) * t + 0.12 * math.cos(4 * t + ay) - box[1]) * MM * 2
                if last:
                    draw.line([last, (x, y)], fill=255, width=max(1, round(wide * MM * 2)))
                last = (x, y)
        layer = layer.resize((size[0] // 2, size[1] // 2), Image.LANCZOS)
        self.ink(layer, (box[0] * MM, box[1] * MM), dark)


def mark(page, kind, box, round_box):
    rng = page.rng
    x, y, w, h = box
    at = lambda u, v: (x + u * w + rng.gauss(0, 0.12), y + v * h + rng.gauss(0, 0.12))
    wide = rng.uniform(0.3, 0.6)
    if kind in ('check', 'light'):
        page.strokes([at(0.15, 0.5), at(0.42, 0.85), at(0.95, 0.05)], wide * (0.7 if kind == 'light' else 1), rng.randrange(165, 190) if kind == 'light' else None)
    elif kind in ('cross', 'bigcross'):
        a, b = (0.15, 0.85) if kind == 'cross' else (-0.25, 1.25)
        page.strokes([at(a, a), at(b, b)], wide)
        page.strokes([at(a, b), at(b, a)], wide)
    elif kind == 'slash':
        page.strokes([at(0.1, 0.9), at(0.9, 0.1)], wide)
    elif kind == 'dot':
        page.strokes([at(0.4, 0.5), at(0.6, 0.5)], 1.2)
    elif kind in ('fill', 'scribble'):
        n = 9 if kind == 'fill' else 5
        page.strokes([at(0.18 if i % 2 else 0.82, 0.15 + 0.7 * i / n) for i in range(n + 1)], 0.32 if kind == 'scribble' else 0.3)
    elif kind == 'void':
        for i in range(14):
            page.strokes([at(-0.05, i / 13), at(1.05, i / 13)], 0.7)
    elif kind == 'speck':
        page.strokes([at(0.5, 0.4), at(0.53, 0.42)], 0.25)
    elif kind == 'stray':
        page.strokes([at(1.35, -0.2), at(2.6, 0.9)], 0.3)
    state = 'void' if kind == 'void' else 'empty' if kind in ('none', 'speck', 'stray') else 'ticked'
    return {'state': state, 'mark': kind}


def write(page, hand, text, roi):
    x, y, w, h = roi
    font, rng = hand.font, page.rng
    layer = Image.new('L', (int(font.getlength(text) * 1.3) + 60, hand.size * 3), 0)
    draw = ImageDraw.Draw(layer)
    at = 20.0
    for c in text:
        draw.text((at, hand.size * 0.7 + rng.gauss(0, 0.02 * hand.size)), c, fill=255, font=font)
        at += font.getlength(c) + rng.gauss(0.02, 0.012) * hand.size
    box = layer.getbbox()
    layer = layer.crop(box)
    ascent = hand.size * 0.7 + font.getmetrics()[0] - box[1]
    want = rng.uniform(3.6, 5.2) * MM / (font.getbbox('H')[3] - font.getbbox('H')[1])
    scale = min(want, (w - 4) * MM / layer.size[0])
    layer = layer.resize((max(2, int(layer.size[0] * scale)), max(2, int(layer.size[1] * scale))), Image.LANCZOS)
    page.ink(layer, ((x + rng.uniform(1, 5)) * MM, (y + h - rng.uniform(0.4, 1.6)) * MM - ascent * scale))


def comb(page, text, roi, digits, by_label):
    x, y, w, h = roi
    cell = w / len(text)
    for i, c in enumerate(text):
        picture = digits[page.rng.choice(by_label[int(c)])]
        size = page.rng.uniform(0.72, 0.92) * h
        layer = Image.fromarray(picture).resize((int(size * MM * 1.25), int(size * MM * 1.25)), Image.BICUBIC)
        left = (x + (i + 0.5) * cell) * MM - layer.size[0] / 2 + page.rng.gauss(0, 0.3) * MM
        page.ink(layer, (left, (y + h / 2) * MM - layer.size[1] / 2 + page.rng.gauss(0, 0.2) * MM))


def sign(page, roi):
    x, y, w, h = roi
    rng = page.rng
    px, points = x + rng.uniform(5, 25), []
    for _ in range(rng.randrange(9, 18)):
        px += rng.uniform(-1, 5)
        points.append((px, y + h * rng.uniform(0.25, 0.8)))
    page.strokes(points, rng.uniform(0.3, 0.6), rng.choice([None, None, None, 150]))


def value(field, lang, lists, rng, person):
    at = {'fr': 0, 'de': 1, 'en': 2}[lang]
    n = lambda k: ''.join(rng.choice('0123456789') for _ in range(k))
    day = lambda a, b: f'{rng.randrange(1, 29):02d}.{rng.randrange(1, 13):02d}.{rng.randrange(a, b)}'
    kind, name = field['type'], field['name']
    if kind == 'name':
        return person['last'] if name == 'last' else person['first']
    if kind == 'fullname':
        return '' if rng.random() < 0.6 else f"{rng.choice(lists['first'][at])} {rng.choice(lists['last'][at])}"
    if kind == 'city':
        return rng.choice(lists['city'][at][:400])
    if kind == 'street':
        return {'fr': f"{rng.randrange(1, 150)} rue {rng.choice(lists['city'][0])}", 'de': f"{rng.choice(lists['street'])} {rng.randrange(1, 120)}",
                'en': f"{rng.randrange(1, 150)} {rng.choice(lists['last'][2])} Road"}[lang]
    if kind == 'date':
        return day(1940, 2010) if name == 'birth' else day(2024, 2027)
    if kind == 'date8':
        return day(1940, 2010).replace('.', '')
    if kind == 'phone':
        return {'fr': f'06 {n(2)} {n(2)} {n(2)} {n(2)}', 'de': f'030 {n(5)} {n(3)}', 'en': f'07700 9{n(5)}'}[lang]
    if kind == 'email':
        plain = lambda t: ''.join(c for c in t.lower() if 'a' <= c <= 'z')
        return f"{plain(person['first'])}.{plain(person['last'])}@example.{rng.choice(['org', 'net', 'com'])}"
    return n(field['cells'])


def seen(page, kind, rng, nrng):
    """As a scanner or a phone gives it: the picture, and the map from millimetres to its pixels."""
    dpi = {'clean300': 300, 'skew300': 300, 'low150': 150, 'photo': 220}.get(kind, 200)
    angle = math.radians({'skew300': rng.choice([-1, 1]) * rng.uniform(3, 7), 'photo': rng.uniform(-5, 5)}.get(kind, rng.gauss(0, 0.8)))
    s = dpi / DPI
    w, h = int(210 / 25.4 * dpi), int(297 / 25.4 * dpi)
    grow = 1.18 if kind == 'photo' else 1
    W, H = int(w * grow), int(h * grow)
    c, t = math.cos(angle), math.sin(angle)
    base = np.array([[s * c, -s * t, 0], [s * t, s * c, 0], [0, 0, 1]]) @ np.array([[1, 0, -page.size[0] / 2], [0, 1, -page.size[1] / 2], [0, 0, 1]])
    base = np.array([[1, 0, W / 2], [0, 1, H / 2], [0, 0, 1]]) @ base
    if kind == 'photo':
        lean = np.array([[1, 0, 0], [0, 1, 0], [rng.uniform(-1.2e-4, 1.2e-4), rng.uniform(-0.8e-4, 0.8e-4), 1]])
        base = np.array([[1, 0, W / 2], [0, 1, H / 2], [0, 0, 1]]) @ lean @ np.array([[1, 0, -W / 2], [0, 1, -H / 2], [0, 0, 1]]) @ base
    quarter = rng.choice([90, 180, 270]) if kind == 'rot200' else 0
    border = 40 if kind != 'photo' and rng.random() < 0.25 else 252 if kind != 'photo' else rng.randrange(60, 120)
    back = np.linalg.inv(base)
    back /= back[2, 2]
    sharp = page.filter(ImageFilter.GaussianBlur(0.35 / s)) if s < 0.9 else page
    image = sharp.transform((W, H), Image.PERSPECTIVE, back.flatten()[:8], Image.BICUBIC, fillcolor=border)
    a = np.asarray(image.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.2 if kind == 'photo' else 0.8))), np.float32)
    a = 255 - (255 - a) * rng.uniform(0.82, 1.0)
    if kind == 'photo':
        ys, xs = np.mgrid[0:H, 0:W]
        a = a * (rng.uniform(0.45, 0.7) + 0.4 * (xs / W * rng.uniform(0, 1) + ys / H * rng.uniform(0, 1)))
    a = a + nrng.normal(0, rng.uniform(2, 7), a.shape)
    if kind == 'bilevel200':
        a = np.where(a < rng.uniform(140, 170), 0, 255)
    image = Image.fromarray(np.clip(a, 0, 255).astype(np.uint8))
    turn = {90: np.array([[0, -1, H], [1, 0, 0], [0, 0, 1]]), 180: np.array([[-1, 0, W], [0, -1, H], [0, 0, 1]]), 270: np.array([[0, 1, 0], [-1, 0, W], [0, 0, 1]])}
    H_px = base @ np.diag([MM, MM, 1])
    if quarter:
        image = image.transpose({90: Image.ROTATE_270, 180: Image.ROTATE_180, 270: Image.ROTATE_90}[quarter])
        H_px = turn[quarter] @ H_px
    H_px = H_px / H_px[2, 2]
    return image, H_px.flatten().tolist(), {'kind': kind, 'dpi': dpi, 'quarter': quarter}


def main():
    templates, digit_folder, out, count, seed = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
    rng, nrng = random.Random(seed), np.random.default_rng(seed)
    pictures, labels = mnist(digit_folder)
    pictures, labels = pictures[-HELD_OUT:], labels[-HELD_OUT:]
    by_label = {d: [i for i, l in enumerate(labels) if l == d] for d in range(10)}
    lists = words()
    blanks = {}
    files = fonts(True)
    for i in range(count):
        name = ['NEWS-fr', 'NEWS-de', 'NEWS-en', 'IMG-fr', 'IMG-de', 'IMG-en'][i % 6]
        layout = json.load(open(f'{templates}/blank-{name}.json'))
        if name not in blanks:
            png = f'{out}/blank-{name}.png'
            subprocess.run(['gs', '-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pnggray', f'-r{DPI}', '-dTextAlphaBits=4', '-dGraphicsAlphaBits=4',
                            f'-sOutputFile={png}', f'{templates}/blank-{name}.pdf'], check=True)
            blanks[name] = Image.open(png).convert('L')
        page = Page(blanks[name], rng)
        hand = Writer(rng.choice(files), rng)
        while not hand.draws('abcxyzABCXYZ0123456789.@'):
            hand = Writer(rng.choice(files), rng)
        at = {'fr': 0, 'de': 1, 'en': 2}[layout['lang']]
        person = {'first': rng.choice(lists['first'][at][:800]), 'last': rng.choice(lists['last'][at][:3000])}
        upper = rng.random() < 0.25
        for field in layout['fields']:
            text = value(field, layout['lang'], lists, rng, person)
            text = text.upper() if upper and field['type'] in ('name', 'city', 'fullname') else text
            text = text if hand.draws(text) else ''.join(c for c in text if hand.has.get(c, False))
            field['value'] = text
            if text and field['kind'] == 'comb':
                comb(page, text, field['roi_mm'], pictures, by_label)
            elif text:
                write(page, hand, text, field['roi_mm'])
        for box in layout['boxes']:
            box.update(mark(page, rng.choice(MARKS), box['roi_mm'], box['round']))
        layout['signature'].update(present=rng.random() < 0.8, ink_mm=None)
        if layout['signature']['present']:
            sign(page, layout['signature']['roi_mm'])
        image, to_pixels, degrade = seen(page.image, rng.choice(KINDS), rng, nrng)
        id = f'held-{i:03d}'
        layout.update(id=id, file=f'{id}.jpg', H_mm2px=to_pixels, degrade=degrade, writer=hand.font.getname()[0])
        image.save(f'{out}/{id}.jpg', quality=rng.randrange(50, 86))
        json.dump(layout, open(f'{out}/{id}.json', 'w'), ensure_ascii=False)


if __name__ == '__main__':
    main()
