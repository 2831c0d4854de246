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

from corpus import read_corpus
from export import as_exported, folded, write_backbone
from network import Student, load_student

HERE = Path(__file__).parent
WIDTH = 0.25


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


def draw_teacher(path, pictures, answers=10):
    """A student of random weights, twice as wide inside as the one that will learn, written down as a plan."""
    torch.manual_seed(2)
    drawn = Student(WIDTH, 96, expansion=4)
    for layer in drawn.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):
            layer.momentum = 1
    with torch.no_grad():
        drawn(pictures.permute(0, 3, 1, 2).float() / 127.5 - 1)
    convolutions, plan, arrays = [], [], {}

    def add(kind, inputs, weight=None, bias=None, stride=1, linear=True):
        output = len(plan) + 1
        plan.append([kind, len(convolutions), inputs, output])
        if weight is not None:
            arrays[f'w{len(convolutions)}'], arrays[f'b{len(convolutions)}'] = weight, bias
            convolutions.append({'stride': stride, 'groups': len(weight) if weight.shape[1] == 1 else 1, 'act': not linear})
        return output

    convolution = lambda layer, inputs: add('c', inputs, *folded(layer), layer.conv.stride[0], layer.linear)
    name = convolution(drawn.stem, 0)
    for block in drawn.blocks:
        inside = name if block.expand is None else convolution(block.expand, name)
        inside = convolution(block.project, convolution(block.depthwise, inside))
        name = add('a', [inside, name]) if block.residual else inside
    pooled = add('m', convolution(drawn.last, name))
    random = np.random.default_rng(2)
    add('c', pooled, random.normal(size=(answers, 96, 1, 1)).astype(np.float32), np.zeros(answers, np.float32))
    meta = json.dumps({'first': 0, 'conv': convolutions, 'plan': plan}).encode()
    np.savez(path, meta=np.frombuffer(meta, np.uint8), **arrays)


def golden(student, side, count=3):
    random = np.random.default_rng(3)
    pictures = random.integers(0, 256, (count, side, side, 3), dtype=np.uint8)
    with torch.inference_mode():
        vectors = as_exported(student).embed(torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1)
    return {'side': side, 'pictures': pictures.reshape(count, -1).tolist(), 'vectors': vectors.tolist()}


def train(folder, script, steps, out, *more):
    options = ['--corpus', folder / 'corpus', '--teacher', folder / 'teacher.npz', '--out', folder / out]
    small = f'--width {WIDTH} --features 64 --side 64 --teacher-side 64 --batch 16 --round 32 --steps {steps}'
    subprocess.run([sys.executable, HERE / script, *options, *small.split(), *more], check=True)
    return torch.load(folder / out, weights_only=True)['curve']


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder', type=Path)
    folder = parser.parse_args().folder
    draw_corpus(folder / 'corpus')
    draw_teacher(folder / 'teacher.npz', read_corpus(folder / 'corpus')[0])
    curves = {
        'blocks': train(folder, 'blocks.py', 80, 'blocks.pt'),
        'whole': train(folder, 'train.py', 40, 'student.pt', '--start', folder / 'blocks.pt'),
        'alone': train(folder, 'train.py', 4, 'alone.pt', '--teacher-side', '96', '--hints', '0', '--bits', '6'),
    }
    trained, side = load_student(folder / 'student.pt')
    print(write_backbone(trained, side, folder / 'backbone'))
    (folder / 'golden.json').write_text(json.dumps({**golden(trained, side), 'curves': curves}))
