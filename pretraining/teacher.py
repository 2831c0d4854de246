"""The teacher: any frozen network that was written down as a plan of convolutions, sums and one mean.

The npz holds `meta` (JSON: `first`, the name of the input; `conv`, a list of {stride, groups, act}; `plan`, steps
[kind, index, inputs, output] with kind 'c' for a convolution, 'a' for a sum, anything else for the mean over the
picture) and for each convolution its weights `w0`, `w1` ... and biases `b0`, `b1` ..., BatchNorm folded.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Teacher(nn.Module):
    """(n, 3, side, side) in [-1, 1] to its pooled features and its logits, both (n, numbers).

    `boundaries`, if given, is filled with the maps between its blocks: what comes out of each convolution that is linear,
    after the sum where one follows. The last convolution, the classifier, is none of them.
    """

    def __init__(self, path):
        super().__init__()
        file = np.load(path)
        meta = json.loads(file['meta'].tobytes())
        self.first, self.plan, self.convolutions = meta['first'], meta['plan'], meta['conv']
        tensor = lambda name: nn.Parameter(torch.from_numpy(file[name].astype(np.float32)), requires_grad=False)
        numbers = range(len(self.convolutions))
        self.kernels = nn.ParameterList(tensor(f'w{number}') for number in numbers)
        self.biases = nn.ParameterList(tensor(f'b{number}') for number in numbers)

        following = [kind for kind, *_ in self.plan[1:]]
        self.ends = {
            output
            for (kind, index, _, output), next_kind in zip(self.plan, following)
            if kind == 'a' or (kind == 'c' and not self.convolutions[index]['act'] and next_kind != 'a')
        }

    def forward(self, x, boundaries=None):
        values, pooled = {self.first: x}, None
        for kind, index, inputs, output in self.plan:
            if kind == 'c':
                values[output] = self.convolve(index, values[inputs])
            elif kind == 'a':
                values[output] = values[inputs[0]] + values[inputs[1]]
            else:
                pooled = values[output] = values[inputs].mean((2, 3), keepdim=True)
            if boundaries is not None and output in self.ends:
                boundaries.append(values[output])
        return pooled.flatten(1), values[output].flatten(1)

    def convolve(self, index, x):
        kernel, step = self.kernels[index], self.convolutions[index]
        x = F.pad(x, same_padding(x.shape, kernel.shape[-1], step['stride']))
        x = F.conv2d(x, kernel, self.biases[index], stride=step['stride'], groups=step['groups'])
        return F.relu6(x) if step['act'] else x


def same_padding(shape, kernel, stride):
    """TensorFlow's 'same': what is missing, the odd pixel right and below."""
    left_right_top_bottom = []
    for side in (shape[3], shape[2]):
        missing = max((-(-side // stride) - 1) * stride + kernel - side, 0)
        left_right_top_bottom += [missing // 2, missing - missing // 2]
    return left_right_top_bottom
