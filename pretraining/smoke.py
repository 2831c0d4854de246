"""The whole recipe in small, on pictures that it draws itself and a teacher of random weights: draws, trains, exports.

    python pretraining --smoke folder

Leaves in the folder what the app's test compares: `backbone/`, the exported network, and `golden.json`, pictures as bytes
with the vectors that PyTorch gives them (from the numbers that were exported), and how the losses went.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from export import as_exported, write_backbone
from network import load_student

HERE = Path(__file__).parent


def draw_corpus(folder, count=48):
    random = np.random.default_rng(1)
    folder.mkdir(parents=True)
    for number in range(count):
        side = 160 if number % 2 else 64
        picture = Image.new('RGB', (side, side), tuple(random.integers(0, 256, 3).tolist()))
        pencil = ImageDraw.Draw(picture)
        for _ in range(12):
            corners = np.sort(random.integers(0, side, (2, 2)), 0).ravel().tolist()
            pencil.ellipse(corners, fill=tuple(random.integers(0, 256, 3).tolist()))
        picture.save(folder / f'{number}.png')


def draw_teacher(path, widths=(3, 12, 24, 32), answers=10):
    """Convolutions of random weights, the mean over the picture, and a last convolution as classifier."""
    random = np.random.default_rng(2)
    arrays, convolutions, plan = {}, [], []
    shapes = [(o, i, 3, 3) for i, o in zip(widths[:-1], widths[1:])] + [(answers, widths[-1], 1, 1)]
    for number, shape in enumerate(shapes):
        last = number == len(shapes) - 1
        if last:
            plan.append(['m', -1, number, number + 1])
        arrays[f'w{number}'] = random.normal(0, np.sqrt(2 / np.prod(shape[1:])), shape).astype(np.float16)
        arrays[f'b{number}'] = np.zeros(shape[0], np.float32)
        convolutions.append({'stride': 1 if last else 2, 'groups': 1, 'act': not last})
        plan.append(['c', number, number + last, number + 1 + last])
    meta = json.dumps({'first': 0, 'conv': convolutions, 'plan': plan}).encode()
    np.savez(path, meta=np.frombuffer(meta, np.uint8), **arrays)


def golden(student, side, count=3):
    random = np.random.default_rng(3)
    pictures = random.integers(0, 256, (count, side, side, 3), dtype=np.uint8)
    with torch.inference_mode():
        vectors = as_exported(student).embed(torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1)
    return {'side': side, 'pictures': pictures.reshape(count, -1).tolist(), 'vectors': vectors.tolist()}


def train(folder, steps, *more):
    options = ['--corpus', folder / 'corpus', '--teacher', folder / 'teacher.npz', '--out', folder / 'student.pt']
    small = '--width 0.25 --features 64 --side 32 --last-side 64 --teacher-side 64 --batch 16 --round 32'
    subprocess.run([sys.executable, HERE / 'train.py', *options, *small.split(), '--steps', str(steps), *more], check=True)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder', type=Path)
    folder = parser.parse_args().folder
    draw_corpus(folder / 'corpus')
    draw_teacher(folder / 'teacher.npz')
    train(folder, 80)
    curve = torch.load(folder / 'student.pt', weights_only=True)['curve']
    train(folder, 40, '--start', folder / 'student.pt')
    curve += torch.load(folder / 'student.pt', weights_only=True)['curve']
    trained, side = load_student(folder / 'student.pt')
    print(write_backbone(trained, side, folder / 'backbone'))
    (folder / 'golden.json').write_text(json.dumps({**golden(trained, side), 'curve': curve}))
