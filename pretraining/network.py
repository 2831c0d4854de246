"""The student: MobileNetV2 (Sandler et al. 2018) without its classifier, small enough to travel with a web page."""

import torch
from torch import nn

# Expansion, channels at width 1, repetitions, stride of the first.
STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]


class ConvNorm(nn.Module):
    """Convolution, BatchNorm and, unless it is linear, ReLU6.

    Where the stride is 2 the padding lies right and below only: that is TensorFlow's 'same' for even sides, and the
    exported network must see the very pixels that this one saw.
    """

    def __init__(self, inputs, outputs, kernel, stride=1, groups=1, linear=False):
        super().__init__()
        padding = kernel // 2 if stride == 1 else 0
        self.pad = nn.ZeroPad2d((0, 1, 0, 1)) if stride == 2 else None
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.05)
        self.linear = linear

    def forward(self, x):
        y = self.norm(self.conv(x if self.pad is None else self.pad(x)))
        return y if self.linear else nn.functional.relu6(y)


class Bottleneck(nn.Module):
    """Inverted residual: widen, filter each channel, narrow."""

    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        wide = inputs * expansion
        self.expand = ConvNorm(inputs, wide, 1) if expansion > 1 else None
        self.depthwise = ConvNorm(wide, wide, 3, stride, groups=wide)
        self.project = ConvNorm(wide, outputs, 1, linear=True)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        y = x if self.expand is None else self.expand(x)
        y = self.project(self.depthwise(y))
        return x + y if self.residual else y


class Student(nn.Module):
    """(n, 3, side, side) in [-1, 1] to a map (n, features, side/32, side/32); side is a multiple of 32."""

    def __init__(self, width=0.5, features=640):
        super().__init__()
        self.shape = {'width': width, 'features': features}
        channels = scaled(32, width)
        self.stem = ConvNorm(3, channels, 3, stride=2)
        blocks = []
        for expansion, base, repetitions, stride in STAGES:
            for repetition in range(repetitions):
                wanted = scaled(base, width)
                blocks.append(Bottleneck(channels, wanted, stride if repetition == 0 else 1, expansion))
                channels = wanted
        self.blocks = nn.Sequential(*blocks)
        self.last = ConvNorm(channels, features, 1)

    def forward(self, x):
        return self.last(self.blocks(self.stem(x)))

    def embed(self, x):
        """The vector that the app keeps of a picture: the map's mean."""
        return self(x).mean((2, 3))


def scaled(channels, width):
    """Channels at a width, in eights, never a tenth too few."""
    eights = max(8, int(channels * width + 4) // 8 * 8)
    return eights if eights >= 0.9 * channels * width else eights + 8


def save_student(path, student, side, extra=None):
    torch.save({'shape': student.shape, 'side': side, 'student': student.state_dict(), **(extra or {})}, path)


def load_student(path):
    """The network in evaluation mode, and the side in pixels that it was trained for."""
    saved = torch.load(path, map_location='cpu', weights_only=True)
    student = Student(**saved['shape'])
    student.load_state_dict(saved['student'])
    return student.eval(), saved['side']
