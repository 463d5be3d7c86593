"""Written lines for training the line reader: words of the kind people write on forms, in fonts drawn after handwriting,
shaken, thinned, blurred and cut the way scans and the removal of what a form prints do it.

Fonts come from the Debian and npm packages listed in docs/readers.md; HELD_OUT fonts are never trained on.
Words come from name and place lists (docs/readers.md); one line in three is random, so that a name nobody has yet can be read.

    lines_data.py OUT.npz COUNT SEED [held-out]
"""
import csv
import glob
import random
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ALPHABET = (
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "àâäçéèêëîïôöùûüÿñßœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÑŒÆ .,-'/@_+()&:"
)
HEIGHT = 32
import os

REFERENCE = os.environ.get('NAME_LISTS', '../shared/data/matching/reference')
FONTS = os.environ.get('WEB_FONTS', 'node_modules/@fontsource')

# The writers of ../shared/data/paper/pages, and six more for our own held-out pages: never trained on.
PAGES = ['Breip', 'Klee', 'dkg', 'KaushanScript', 'BecauseWeLearn', 'BecauseWeBuild']
HELD_OUT = ['BecauseWeMentor', 'femkeklaver', 'patrick-hand', 'reenie-beanie', 'bad-script', 'sriracha']

DEBIAN = [
    'bwht/*.otf', 'fifthhorseman/*.ttf', 'breip/*.ttf', 'dancingscript/*', 'ecolier-court/*', 'femkeklaver/*', 'havana/*',
    'humor-sans/*', 'kaushanscript/*', 'klee/*', 'kristi/*', 'rufscript/*', 'tomsontalks/*', 'sjfonts/*', 'yusei-magic/*',
    'comic-neue/*', 'kiloji/*',
]


def fonts(held_out=False):
    files = [f for d in DEBIAN for f in glob.glob(f'/usr/share/fonts/*/{d}')]
    files += glob.glob(f'{FONTS}/*/files/*-latin-400-normal.woff')
    wanted = []
    for file in sorted(files):
        name = file.replace('-', '').lower()
        if any(p.replace('-', '').lower() in name for p in PAGES):
            continue
        held = any(p.replace('-', '').lower() in name for p in HELD_OUT)
        if held == held_out:
            wanted.append(file)
    return wanted


PRINT = glob.glob('/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf') + glob.glob('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf')


def rows(path, delimiter=','):
    with open(f'{REFERENCE}/{path}', encoding='utf8') as f:
        return list(csv.reader(f, delimiter=delimiter))[1:]


def small(text):
    """`JEAN-PIERRE` as people write it: Jean-Pierre."""
    return '-'.join(' '.join(w[:1].upper() + w[1:].lower() for w in p.split(' ')) for p in text.split('-'))


def words():
    fr_last = [small(r[0]) for r in rows('names-fr/noms_sorted_by_count.csv')[1:12000]]
    fr_first = [small(r[0]) for r in rows('names-fr/prenoms_sorted_by_count.csv')[:3000] if not r[0].startswith('_')]
    fr_city = [small(r[1]) for r in rows('names-fr/laposte_hexasmal.csv', ';')]
    de_first = [r[0] for r in rows('names-de-en/de_DE_given-name-gender.csv')]
    de_last = [r[0] for r in rows('names-de-en/de_DE_last-name.csv')]
    de_place = rows('names-de-en/de_DE_street-municipality-postcode.csv')
    en_first = [r[0] for r in rows('names-de-en/en_US_given-name-gender-ethnicity.csv')]
    en_last = [r[0] for r in rows('names-de-en/en_US_last-name.csv')[:15000]]
    return {
        'first': [fr_first, de_first, en_first],
        'last': [fr_last, de_last, en_last],
        'city': [fr_city, [r[1] for r in de_place], [w for w in fr_city[:3000]] + en_last[:3000]],
        'street': [r[0] for r in de_place],
    }


# Accents stand in few of the lists (French ones are given without); people write them.
ACCENTS = {'e': 'éèêë', 'a': 'àâä', 'o': 'ôö', 'u': 'ùûü', 'i': 'îï', 'c': 'ç', 'E': 'ÉÈÊË', 'A': 'ÀÂÄ', 'O': 'ÔÖ',
           'U': 'ÙÛÜ', 'I': 'ÎÏ', 'C': 'Ç', 'n': 'ñ', 'N': 'Ñ'}


def accented(text, rng):
    return ''.join(rng.choice(ACCENTS[c]) if c in ACCENTS and rng.random() < 0.06 else c for c in text)


def line(lists, rng):
    kind = rng.random()
    lang = rng.randrange(3)
    pick = lambda key: rng.choice(lists[key][lang])
    case = lambda t: t.upper().replace('ẞ', 'SS') if rng.random() < 0.25 else t
    number = lambda a, b: str(rng.randrange(a, b))
    if kind < 0.13:
        text = case(pick('last'))
    elif kind < 0.24:
        text = case(pick('first'))
    elif kind < 0.30:
        text = case(f"{pick('first')} {pick('last')}")
    elif kind < 0.40:
        text = case(pick('city'))
    elif kind < 0.50:
        which = rng.random()
        if which < 0.4:
            way = rng.choice(['rue', 'avenue', 'impasse', 'chemin', 'place', 'allée', 'boulevard', 'route', 'quai', 'cours'])
            of = rng.choice(['de la', 'du', 'des', 'de', 'de l\'', ''])
            text = f"{number(1, 160)} {way} {of}{'' if of.endswith(chr(39)) else ' '}{rng.choice(lists['city'][0])}"
        elif which < 0.7:
            text = f"{rng.choice(lists['street'])} {number(1, 140)}"
        else:
            way = rng.choice(['Street', 'Road', 'Lane', 'Avenue', 'Park', 'Close', 'Drive', 'Way', 'Place', 'Terrace'])
            text = f"{number(1, 160)} {rng.choice(lists['last'][2])} {way}"
        text = case(text)
    elif kind < 0.64:
        sep = rng.choice('...../- ')
        day = f"{rng.randrange(1, 32):02d}{sep}{rng.randrange(1, 13):02d}{sep}{rng.randrange(1930, 2028)}"
        text = day if rng.random() < 0.85 else day.replace('19', '', 1)
    elif kind < 0.74:
        n = lambda k: ''.join(rng.choice('0123456789') for _ in range(k))
        text = rng.choice([
            lambda: f'0{n(1)} {n(2)} {n(2)} {n(2)} {n(2)}', lambda: f'0{n(9)}', lambda: f'0{n(2)} {n(5)} {n(3)}',
            lambda: f'0{n(4)} {n(6)}', lambda: f'+33 {n(1)} {n(2)} {n(2)} {n(2)} {n(2)}', lambda: f'0{n(3)}/{n(7)}',
            lambda: f'+49 {n(3)} {n(7)}', lambda: f'(0{n(2)}) {n(4)}-{n(3)}',
        ])()
    elif kind < 0.84:
        plain = lambda t: t.lower().translate(str.maketrans('àâäçéèêëîïôöùûüÿñ', 'aaaceeeeiioouuuyn')).replace('ß', 'ss').replace('œ', 'oe').replace('æ', 'ae').replace(' ', '').replace("'", '')
        host = rng.choice(['gmail.com', 'orange.fr', 'free.fr', 'web.de', 'gmx.de', 'gmx.net', 't-online.de', 'outlook.com', 'yahoo.fr',
                           'hotmail.com', 'example.org', 'example.net', 'example.com', 'wanadoo.fr', 'posteo.de', 'bluewin.ch', 'icloud.com'])
        text = f"{plain(pick('first'))}{rng.choice('...._-')}{plain(pick('last'))}{rng.choice(['', '', '', number(1, 99)])}@{host}"
    else:
        text = ''.join(rng.choice(ALPHABET) for _ in range(rng.randrange(2, 13))).strip()
        if rng.random() < 0.6:
            text = ''.join(rng.choice(ALPHABET[:62]) for _ in range(rng.randrange(2, 12)))
    if 0.0 < kind < 0.5:
        text = accented(text, rng)
    text = text.replace('’', "'").replace('  ', ' ').strip()
    return ''.join(c for c in text if c in ALPHABET)[:34]


class Writer:
    """One hand: a font with a habit."""

    def __init__(self, file, rng):
        self.size = rng.randrange(44, 68)
        self.font = ImageFont.truetype(file, self.size)
        self.has = {}
        blank = self.shape('\uffff')
        for c in ALPHABET:
            self.has[c] = c == ' ' or (self.shape(c) is not None and self.shape(c) != blank)

    def shape(self, c):
        mask = self.font.getmask(c)
        return (mask.size, bytes(mask)) if mask.size[0] and mask.size[1] and mask.getbbox() else None

    def draws(self, text):
        return all(self.has[c] for c in text)


def draw(writer, text, rng):
    font = writer.font
    apart = rng.random() < 0.5
    width = int(font.getlength(text) * 1.35) + 140
    image = Image.new('L', (width, writer.size * 3), 0)
    pen = ImageDraw.Draw(image)
    y0 = writer.size * 0.7
    if not apart:
        pen.text((50, y0), text, fill=255, font=font)
    else:
        x, wander = 50.0, 0.0
        space = rng.uniform(-0.02, 0.07) * writer.size
        shake = rng.uniform(0, 0.035) * writer.size
        for c in text:
            wander = 0.8 * wander + rng.gauss(0, shake)
            pen.text((x, y0 + wander), c, fill=255, font=font)
            x += font.getlength(c) + space + rng.gauss(0, shake * 0.7)
    a = rng.uniform(-0.25, 0.25)
    turn = rng.gauss(0, 0.012)
    sx = rng.uniform(0.85, 1.2)
    h = image.size[1] / 2
    image = image.transform(image.size, Image.AFFINE, (sx, a, -a * h, turn, 1, -turn * image.size[0] / 2), Image.BILINEAR)
    return np.asarray(image, dtype=np.float32) / 255


def smooth(array, sigma):
    image = Image.fromarray((np.clip(array, 0, 1) * 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(sigma)), dtype=np.float32) / 255


def worn(ink, rng, nrng):
    """As a scanner and the reader's own cleaning leave it."""
    h, w = ink.shape
    x = np.arange(w)
    bend = rng.uniform(0, 2.2) * np.sin(x / rng.uniform(40, 160) + rng.uniform(0, 6)) + rng.uniform(0, 1) * np.sin(x / rng.uniform(12, 40))
    at = np.clip(np.arange(h)[:, None] + np.round(bend)[None, :].astype(int), 0, h - 1)
    ink = ink[at, x[None, :]]
    ys, xs = np.where(ink > 0.4)
    if len(ys) == 0:
        return None
    top, bottom, left, right = ys.min(), ys.max(), xs.min(), xs.max()
    ink = ink[max(0, top - 16):bottom + 17, max(0, left - 12):right + 13]
    # Pen: a broad or a hard one.
    ink = smooth(ink, rng.uniform(0.8, 2.2))
    ink = ink / np.percentile(ink[ink > 0.2 * ink.max()], 85)
    ink = np.clip((ink - rng.uniform(0.12, 0.5)) * rng.uniform(2.5, 6), 0, 1)
    # What is left of the rule, and of labels; what was taken with them.
    h, w = ink.shape
    if rng.random() < 0.3:
        y = rng.randrange(int(h * 0.6), h)
        for _ in range(rng.randrange(1, 5)):
            a = rng.randrange(0, w)
            ink[max(0, y - rng.randrange(1, 3)):y + 1, a:a + rng.randrange(3, 60)] = rng.uniform(0.4, 1)
    if rng.random() < 0.3:
        y = rng.randrange(int(h * 0.45), h)
        a = rng.randrange(0, w)
        ink[y:y + rng.randrange(1, 5), a:a + rng.randrange(20, max(21, w))] = 0
    if rng.random() < 0.15:
        a, b = rng.randrange(0, max(1, w // 2)), rng.randrange(0, max(1, h // 3))
        ink[b:b + rng.randrange(2, 10), a:a + rng.randrange(2, 24)] = rng.choice([0, 0.8])
    if rng.random() < 0.1:
        ink[:rng.randrange(1, max(2, h // 4)), :rng.randrange(1, max(2, w // 2))] = 0
    # A printed label the writing ran into: what touches the ink stays with it.
    if rng.random() < 0.3:
        letters = ''.join(rng.choice('abcdefghiklmnoprstuvwzABDEFGNOPSTVÉäé') for _ in range(rng.randrange(1, 7)))
        font = ImageFont.truetype(rng.choice(PRINT), max(8, int(h * rng.uniform(0.28, 0.42))))
        label = Image.new('L', (w, h), 0)
        ImageDraw.Draw(label).text((rng.randrange(-5, max(1, min(w - 10, 120))), -rng.randrange(0, max(2, h // 5))), letters, fill=rng.randrange(150, 256), font=font)
        ink = np.maximum(ink, np.asarray(label, np.float32) / 255)
    # Scanner.
    scale = rng.uniform(0.33, 0.85)
    image = Image.fromarray((ink * 255).astype(np.uint8)).resize((max(4, int(w * scale)), max(4, int(h * scale))), Image.BOX)
    ink = smooth(np.asarray(image, dtype=np.float32) / 255, rng.uniform(0.2, 1.0))
    ink = ink * rng.uniform(0.45, 1.05) + nrng.normal(0, rng.uniform(0.0, 0.06), ink.shape)
    if rng.random() < 0.18:
        ink = (ink > rng.uniform(0.3, 0.5)).astype(np.float32)
    return np.clip(ink, 0, 1)


def normal(ink):
    """As shared/paper/line-reader.ts lays a crop: its ink 26 rows high and in the middle of 32."""
    near = np.asarray(Image.fromarray(((ink > 0.235) * 255).astype(np.uint8)).filter(ImageFilter.MaxFilter(3))) > 0
    ink = np.where(near, ink, 0)
    ys, xs = np.where(ink > 0.235)
    if len(ys) < 6:
        return None
    part = ink[ys.min():ys.max() + 1, xs.min():xs.max() + 1]
    scale = min(26 / part.shape[0], 2.2)
    size = (max(2, round(part.shape[1] * scale)), max(2, round(part.shape[0] * scale)))
    image = Image.fromarray((part * 255).astype(np.uint8)).resize(size, Image.BILINEAR)
    width = (size[0] + 12 + 3) // 4 * 4
    if width > 640:
        return None
    out = np.zeros((HEIGHT, width), np.uint8)
    top = (HEIGHT - size[1]) // 2
    out[top:top + size[1], 6:6 + size[0]] = np.asarray(image)
    return out


def main():
    out, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rng, nrng = random.Random(seed), np.random.default_rng(seed)
    lists = words()
    files = fonts(len(sys.argv) > 4)
    hands = [Writer(f, rng) for f in files for _ in range(2)]
    hands = [h for h in hands if all(h.has[c] for c in ALPHABET[:62])]
    print(len(files), 'fonts,', len(hands), 'hands')
    pictures, texts = [], []
    while len(pictures) < count:
        text = line(lists, rng)
        writer = rng.choice(hands)
        if len(text) < 2 or not writer.draws(text):
            continue
        ink = worn(draw(writer, text, rng), rng, nrng)
        found = None if ink is None else normal(ink)
        if found is None or found.shape[1] < len(text) * 4 + 8:
            continue
        pictures.append(found)
        texts.append(text)
    widths = np.array([p.shape[1] for p in pictures], np.int32)
    np.savez(out, pixels=np.concatenate([p.T.reshape(-1) for p in pictures]), widths=widths, texts=np.array(texts))


if __name__ == '__main__':
    main()
