"""Writes a trained network as resources/readers/NAME.json: norms folded into weights, weights as int8 with a factor each.

    export.py lines|digits MODEL.pt OUT.json
"""
import base64
import json
import sys

import numpy as np
import torch

ABOUT = {
    'digits': 'Digits in comb cells. Trained by scripts/readers/train_digits.py on 4,000 digits of MNIST (NIST SD-1 and SD-3, '
    'CC BY-SA 3.0; this file: CC BY-SA 3.0) and on digits of the handwriting fonts named in docs/readers.md (OFL-1.1, Apache-2.0 and Debian main).',
    'lines': 'Written lines. Trained by scripts/readers/train_lines.py on lines made by scripts/readers/lines_data.py from the fonts '
    'and word lists named in docs/readers.md. No real handwriting and no page of the evaluation was used.',
}


def main():
    kind, source, target = sys.argv[1:4]
    loaded = torch.load(source)
    state = loaded['state']
    names = ['c1', 'c2', 'c3', 'out'] if kind == 'digits' else ['c1', 'c2', 'c3', 'c4', 'c5', 'along0', 'along1', 'along2', 'out']
    layers, parts = [], []
    for name in names:
        if name == 'out':
            w, b = state['out.weight'].numpy(), state['out.bias'].numpy()
        else:
            conv, norm = ('conv', 'norm') if name.startswith('along') else ('0', '1')
            p = f'along.{name[5:]}' if name.startswith('along') else name
            g = (state[f'{p}.{norm}.weight'] / torch.sqrt(state[f'{p}.{norm}.running_var'] + 1e-5)).numpy()
            w = state[f'{p}.{conv}.weight'].numpy() * g[:, None, None, None]
            b = (state[f'{p}.{norm}.bias'] - state[f'{p}.{norm}.running_mean'] * torch.from_numpy(g)).numpy()
        out, into, rows, columns = w.shape
        scale = np.maximum(np.abs(w).reshape(out, -1).max(1) / 127, 1e-12).astype(np.float32)
        small = np.clip(np.round(w / scale[:, None, None, None]), -127, 127).astype(np.int8).tobytes()
        dilation = 2 ** int(name[5:]) if name.startswith('along') else 1
        layers.append({'name': name, 'out': out, 'in': into, 'rows': rows, 'columns': columns, 'dilation': dilation})
        parts += [scale.tobytes(), b.astype(np.float32).tobytes(), small, b'\0' * (-len(small) % 4)]
    file = {'about': ABOUT[kind], 'alphabet': loaded.get('alphabet', '0123456789'), 'layers': layers,
            'bytes': base64.b64encode(b''.join(parts)).decode()}
    with open(target, 'w', encoding='utf8') as f:
        json.dump(file, f, ensure_ascii=False, indent=1)
        f.write('\n')


if __name__ == '__main__':
    main()
