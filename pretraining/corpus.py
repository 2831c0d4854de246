"""The pictures: npz files of encoded pictures end to end (`data`: bytes, `offsets`: where each begins), or a folder."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from PIL import Image

SIDE = 128


def read_corpus(folder):
    """Every picture below a folder, squeezed to 128 by 128: uint8 (n, 128, 128, 3), and how many pixels wide each was."""
    encoded = []
    for path in sorted(Path(folder).rglob('*')):
        if path.suffix == '.npz':
            encoded.extend(packed(path))
        elif path.suffix.lower() in {'.jpg', '.jpeg', '.png', '.webp'}:
            encoded.append(path.read_bytes())
    pictures = np.empty((len(encoded), SIDE, SIDE, 3), np.uint8)
    widths = np.empty(len(encoded), np.int32)

    def decode(number):
        picture = Image.open(io.BytesIO(encoded[number])).convert('RGB')
        widths[number] = picture.width
        pictures[number] = np.asarray(picture.resize((SIDE, SIDE), Image.Resampling.BICUBIC))

    with ThreadPoolExecutor() as pool:
        for _ in pool.map(decode, range(len(encoded))):
            pass
    return torch.from_numpy(pictures), torch.from_numpy(widths)


def packed(path):
    file = np.load(path)
    data, offsets = file['data'].tobytes(), file['offsets']
    return [data[begin:end] for begin, end in zip(offsets[:-1], offsets[1:])]
