"""Trains the line reader: convolutions over a line 32 pixels high, one guess for every four columns, joined by CTC.

    train_lines.py DATA_FOLDER OUT.pt MINUTES [START.pt]

Reads shard*.npz as they appear, reports on held.npz (fonts never trained on).
"""
import glob
import os
import random
import sys
import time

import numpy as np
import torch
import torch.nn as nn

from lines_data import ALPHABET

WIDTHS = (16, 32, 64, 96, 128)
SPANS = (1, 2, 4)


class Along(nn.Module):
    """Looks along the line, wider each time, and adds what it sees."""

    def __init__(self, n, step):
        super().__init__()
        self.conv = nn.Conv2d(n, n, (1, 5), padding=(0, 2 * step), dilation=(1, step), bias=False)
        self.norm = nn.BatchNorm2d(n)

    def forward(self, x):
        return x + torch.relu(self.norm(self.conv(x)))


class Lines(nn.Module):
    def __init__(self, classes):
        super().__init__()
        a, b, c, d, e = WIDTHS
        conv = lambda i, o, k, p: nn.Sequential(nn.Conv2d(i, o, k, padding=p, bias=False), nn.BatchNorm2d(o), nn.ReLU())
        self.c1, self.c2, self.c3, self.c4 = conv(1, a, 3, 1), conv(a, b, 3, 1), conv(b, c, 3, 1), conv(c, d, 3, 1)
        self.c5 = conv(d, e, (2, 3), (0, 1))
        self.both, self.down = nn.MaxPool2d(2), nn.MaxPool2d((2, 1))
        self.along = nn.ModuleList(Along(e, s) for s in SPANS)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Conv2d(e, classes, 1)

    def forward(self, x):
        x = self.both(self.c1(x))
        x = self.both(self.c2(x))
        x = self.down(self.c3(x))
        x = self.down(self.c4(x))
        x = self.c5(x)
        for layer in self.along:
            x = layer(x)
        return self.out(self.drop(x)).squeeze(2).permute(2, 0, 1).log_softmax(2)


class Pool:
    def __init__(self, folder):
        self.folder, self.seen, self.items = folder, set(), []

    def load(self, name):
        with np.load(name) as d:
            pixels, widths, texts = d['pixels'], d['widths'], d['texts']
        starts = np.concatenate([[0], np.cumsum(widths) * 32])
        return [(pixels[starts[i]:starts[i + 1]].reshape(widths[i], 32).T, str(texts[i])) for i in range(len(widths))]

    def more(self):
        for name in sorted(glob.glob(f'{self.folder}/shard*.npz')):
            if name not in self.seen:
                self.seen.add(name)
                self.items += self.load(name)
                self.items.sort(key=lambda item: item[0].shape[1])


def batch(items, rng=None):
    width = max(p.shape[1] for p, _ in items) + (8 if rng else 0)
    width = (width + 3) // 4 * 4
    x = np.zeros((len(items), 1, 32, width), np.float32)
    for i, (p, _) in enumerate(items):
        left, dy = 0, 0
        if rng:
            left, dy = rng.randrange(0, 9), rng.choice([-2, -1, -1, 0, 0, 0, 0, 1, 1, 2])
            if dy:
                p = np.roll(p, dy, 0)
        x[i, 0, :, left:left + p.shape[1]] = p
    x /= 255
    if rng:
        x *= np.array([rng.uniform(0.7, 1.25) for _ in items], np.float32)[:, None, None, None]
        x = np.minimum(x, 1)
    codes = [[ALPHABET.index(c) + 1 for c in t] for _, t in items]
    return torch.from_numpy(x), codes


def read(model, items, size=64):
    model.eval()
    out = []
    with torch.no_grad():
        for at in range(0, len(items), size):
            part = items[at:at + size]
            x, _ = batch(part)
            best = model(x.contiguous(memory_format=torch.channels_last)).argmax(2).T.numpy()
            for row in best:
                text, last = '', 0
                for k in row:
                    if k != last and k != 0:
                        text += ALPHABET[k - 1]
                    last = k
                out.append(text.strip())
    model.train()
    return out


def main():
    folder, target, minutes = sys.argv[1], sys.argv[2], float(sys.argv[3])
    torch.set_num_threads(int(os.environ.get('THREADS', '1')))
    torch.manual_seed(1)
    rng = random.Random(1)
    pool = Pool(folder)
    while not pool.items:
        pool.more()
        time.sleep(2)
    held = sorted(pool.load(f'{folder}/held.npz'), key=lambda i: i[0].shape[1])
    model = Lines(len(ALPHABET) + 1).to(memory_format=torch.channels_last)
    if len(sys.argv) > 4:
        model.load_state_dict(torch.load(sys.argv[4])['state'])
    print(sum(p.numel() for p in model.parameters()), 'parameters')
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-4)
    loss_of = nn.CTCLoss(zero_infinity=True)
    start, steps, losses = time.time(), 0, []
    average = {k: v.clone() for k, v in model.state_dict().items()}
    while True:
        share = (time.time() - start) / (minutes * 60)
        if share >= 1:
            break
        rate = 2.5e-3 * min(1, (steps + 1) / 300) * max(0.01, (1 - share) if share > 0.35 else 0.65)
        if len(sys.argv) > 4:
            rate = 1.8e-3 * min(1, (steps + 1) / 50) * max(0.01, 1 - share)
        for group in optimiser.param_groups:
            group['lr'] = rate
        at = rng.randrange(0, max(1, len(pool.items) - 48))
        x, codes = batch(rng.sample(pool.items[at:at + 400], min(48, len(pool.items))), rng)
        y = model(x.contiguous(memory_format=torch.channels_last))
        loss = loss_of(y, torch.tensor([c for code in codes for c in code]), torch.full((len(codes),), y.shape[0]), torch.tensor([len(c) for c in codes]))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        steps += 1
        losses.append(loss.item())
        settled = 100 if len(sys.argv) > 4 else 500
        if steps > settled:
            for k, v in model.state_dict().items():
                if v.dtype.is_floating_point:
                    average[k].mul_(0.998).add_(v, alpha=0.002)
                else:
                    average[k].copy_(v)
        elif steps == settled:
            average = {k: v.clone() for k, v in model.state_dict().items()}
        if steps % 250 == 0:
            keep = {k: v.clone() for k, v in model.state_dict().items()}
            model.load_state_dict(average)
            found = read(model, held)
            exact = sum(f == t for f, (_, t) in zip(found, held)) / len(held)
            torch.save({'state': model.state_dict(), 'alphabet': ALPHABET}, target)
            model.load_state_dict(keep)
            print(f'{time.time() - start:6.0f} s  {steps} steps  {len(pool.items)} lines  loss {np.mean(losses[-250:]):.3f}  held out exact {exact:.3f}', flush=True)
            pool.more()
    model.load_state_dict(average)
    torch.save({'state': model.state_dict(), 'alphabet': ALPHABET}, target)
    found = read(model, held)
    print('held out exact', sum(f == t for f, (_, t) in zip(found, held)) / len(held))


if __name__ == '__main__':
    main()
