"""Trains the reader of single digits from MNIST digits (CC BY-SA 3.0, NIST SD-1 and SD-3) and digits of handwriting fonts,
each shaken, cut and blurred the way comb cells on scanned forms are.

    train_digits.py DIGITS_FOLDER OUT.pt EPOCHS [START.pt SEED]

The last 1,000 of the 5,000 digits are never trained on: what is printed as `held out` is measured on them.
"""
import gzip
import random
import sys
import time

import numpy as np
import torch
import torch.nn as nn
from PIL import Image, ImageDraw, ImageFilter

from lines_data import Writer, fonts, smooth

SIZE = 28
HELD_OUT = 1000
VARIANTS = 10


def mnist(folder):
    with gzip.open(f'{folder}/digits-5000-images-idx3-ubyte.gz') as f:
        pictures = np.frombuffer(f.read(), np.uint8, offset=16).reshape(-1, 28, 28)
    with gzip.open(f'{folder}/digits-5000-labels-idx1-ubyte.gz') as f:
        labels = np.frombuffer(f.read(), np.uint8, offset=8)
    return pictures, labels


def drawn(rng):
    """Digits of handwriting fonts: the European 1 and 7, which MNIST hardly has."""
    out = []
    for file in fonts():
        writer = Writer(file, rng)
        for digit in '0123456789':
            if not writer.has[digit]:
                continue
            image = Image.new('L', (140, 140), 0)
            ImageDraw.Draw(image).text((40, 25), digit, fill=255, font=writer.font)
            box = image.getbbox()
            if box is None or box[3] - box[1] < 12:
                continue
            part = image.crop(box)
            scale = 20 / max(part.size)
            part = part.resize((max(2, round(part.size[0] * scale)), max(2, round(part.size[1] * scale))), Image.BOX)
            cell = Image.new('L', (28, 28), 0)
            cell.paste(part, ((28 - part.size[0]) // 2, (28 - part.size[1]) // 2))
            out.append((np.asarray(cell), int(digit)))
    return out


def worn(digit, rng, nrng):
    image = Image.fromarray(digit).resize((112, 112), Image.BICUBIC)
    canvas = Image.new('L', (160, 160), 0)
    canvas.paste(image, (24, 24))
    a, shear = rng.gauss(0, 0.09), rng.gauss(0, 0.12)
    sx, sy = rng.uniform(0.85, 1.25), rng.uniform(0.9, 1.15)
    m = np.array([[np.cos(a) * sx, np.sin(a) + shear], [-np.sin(a), np.cos(a) * sy]])
    shift = np.array([80, 80]) - m @ np.array([80, 80])
    canvas = canvas.transform(canvas.size, Image.AFFINE, (m[0, 0], m[0, 1], shift[0], m[1, 0], m[1, 1], shift[1]), Image.BILINEAR)
    ink = np.asarray(canvas, np.float32) / 255
    # Elastic: the hand differs every time.
    reach = rng.uniform(0, 4.5)
    field = lambda: np.asarray(Image.fromarray(nrng.uniform(0, 255, (6, 6)).astype(np.uint8)).resize((160, 160), Image.BICUBIC), np.float32) / 127.5 - 1
    ys, xs = np.mgrid[0:160, 0:160]
    ink = ink[np.clip(ys + reach * field(), 0, 159).astype(int), np.clip(xs + reach * field(), 0, 159).astype(int)]
    ink = smooth(ink, rng.uniform(1, 3.5))
    top = ink.max()
    if top < 0.05:
        return None
    ink = np.clip((ink / top - rng.uniform(0.25, 0.6)) * rng.uniform(2, 5), 0, 1)
    found = np.where(ink > 0.4)
    if len(found[0]) < 20:
        return None
    y0, y1, x0, x1 = found[0].min(), found[0].max(), found[1].min(), found[1].max()
    w, h = x1 - x0, y1 - y0
    # The bars of the comb were wiped, and a part of the digit with them; or a part of a bar was left.
    if rng.random() < 0.1:
        ink[:, :x0 + int(rng.uniform(0, 0.06) * w)] = 0
    if rng.random() < 0.1:
        ink[:, x1 - int(rng.uniform(0, 0.06) * w):] = 0
    if rng.random() < 0.15:
        ink[:y0 + int(rng.uniform(0, 0.1) * h)] = 0
    if rng.random() < 0.15:
        ink[y1 - int(rng.uniform(0, 0.1) * h):] = 0
    scale = rng.uniform(0.28, 0.7)
    size = max(8, int(160 * scale))
    small = np.asarray(Image.fromarray((ink * 255).astype(np.uint8)).resize((size, size), Image.BOX), np.float32) / 255
    small = smooth(small, rng.uniform(0.2, 1.0)) * rng.uniform(0.5, 1.05) + nrng.normal(0, rng.uniform(0, 0.07), small.shape)
    if rng.random() < 0.2:
        small = (small > rng.uniform(0.3, 0.5)).astype(np.float32)
    return normal(np.clip(small, 0, 1))


def normal(ink):
    """As shared/paper/digits.ts lays a cell: its ink 20 high (or wide) in the middle of 28 x 28."""
    near = np.asarray(Image.fromarray(((ink > 0.235) * 255).astype(np.uint8)).filter(ImageFilter.MaxFilter(3))) > 0
    ink = np.where(near, ink, 0)
    ys, xs = np.where(ink > 0.235)
    if len(ys) < 5:
        return None
    part = ink[ys.min():ys.max() + 1, xs.min():xs.max() + 1]
    scale = 20 / max(part.shape)
    size = (max(2, round(part.shape[1] * scale)), max(2, round(part.shape[0] * scale)))
    image = Image.fromarray((part * 255).astype(np.uint8)).resize(size, Image.BILINEAR)
    out = np.zeros((SIZE, SIZE), np.uint8)
    top, left = (SIZE - size[1]) // 2, (SIZE - size[0]) // 2
    out[top:top + size[1], left:left + size[0]] = np.asarray(image)
    return out


class Digits(nn.Module):
    def __init__(self):
        super().__init__()
        conv = lambda i, o: nn.Sequential(nn.Conv2d(i, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU(), nn.MaxPool2d(2))
        self.c1, self.c2, self.c3 = conv(1, 16), conv(16, 32), conv(32, 48)
        self.drop = nn.Dropout(0.3)
        self.out = nn.Conv2d(48, 10, 3)

    def forward(self, x):
        return self.out(self.drop(self.c3(self.c2(self.c1(x))))).flatten(1)


def many(items, times, rng, nrng):
    out = [(worn(d, rng, nrng), l) for _ in range(times) for d, l in items]
    out = [(d, l) for d, l in out if d is not None]
    return np.stack([d for d, _ in out]), np.array([l for _, l in out])


def main():
    folder, target, epochs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    torch.set_num_threads(1)
    start_from, seed = (sys.argv[4], int(sys.argv[5])) if len(sys.argv) > 5 else (None, 1)
    torch.manual_seed(seed)
    rng, nrng = random.Random(seed), np.random.default_rng(seed)
    pictures, labels = mnist(folder)
    items = list(zip(pictures, labels))
    x, y = many(items[:-HELD_OUT] + drawn(rng), VARIANTS, rng, nrng)
    hx, hy = many(items[-HELD_OUT:], 4, rng, nrng)
    print(len(x), 'to train on,', len(hx), 'held out', flush=True)
    x, y = torch.from_numpy(x).float().unsqueeze(1) / 255, torch.from_numpy(y).long()
    hx, hy = torch.from_numpy(hx).float().unsqueeze(1) / 255, torch.from_numpy(hy).long()
    model = Digits()
    if start_from:
        model.load_state_dict(torch.load(start_from)['state'])
    print(sum(p.numel() for p in model.parameters()), 'parameters')
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=1e-3)
    steps = epochs * (len(x) // 64)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3 if start_from else 4e-3, total_steps=steps + 1, pct_start=0.1 if start_from else 0.3)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.02)
    start = time.time()
    for epoch in range(epochs):
        model.train()
        order = torch.randperm(len(x))
        for at in range(0, len(x) - 63, 64):
            pick = order[at:at + 64]
            loss = loss_of(model(x[pick]), y[pick])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
        model.eval()
        with torch.no_grad():
            right = sum((model(hx[i:i + 500]).argmax(1) == hy[i:i + 500]).sum().item() for i in range(0, len(hx), 500))
        print(f'{time.time() - start:5.0f} s  epoch {epoch + 1}  loss {loss.item():.3f}  held out {right / len(hx):.4f}', flush=True)
        torch.save({'state': model.state_dict()}, target)


if __name__ == '__main__':
    main()
