"""The student: MobileNetV2 (Sandler et al. 2018) without its classifier, small enough to travel with a web page."""

import torch
from torch import nn
from torch.nn import functional

# Channels at width 1, repetitions, stride of the first. The very first block does not widen.
STAGES = [(16, 1, 1), (24, 2, 2), (32, 3, 2), (64, 4, 2), (96, 3, 1), (160, 3, 2), (320, 1, 1)]


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
        self.bits = None

    def forward(self, x):
        x = x if self.pad is None else self.pad(x)
        weight = self.conv.weight if self.bits is None else rounded(self.conv.weight, self.bits)
        y = self.norm(functional.conv2d(x, weight, None, self.conv.stride, self.conv.padding, groups=self.conv.groups))
        return y if self.linear else functional.relu6(y)


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
    """(n, 3, side, side) in [-1, 1] to a map (n, features, side/32, side/32); side is a multiple of 32.

    At width 1 what runs between its blocks has the shape of what runs between its teacher's, and can be held against it
    number by number; what makes it small is that a block widens by three where the teacher's widen by six.
    """

    def __init__(self, width=1.0, features=640, expansion=3):
        super().__init__()
        self.shape = {'width': width, 'features': features, 'expansion': expansion}
        channels = scaled(32, width)
        self.stem = ConvNorm(3, channels, 3, stride=2)
        blocks = []
        for base, repetitions, stride in STAGES:
            for repetition in range(repetitions):
                wanted = scaled(base, width)
                widening = expansion if blocks else 1
                blocks.append(Bottleneck(channels, wanted, stride if repetition == 0 else 1, widening))
                channels = wanted
        self.blocks = nn.Sequential(*blocks)
        self.last = ConvNorm(channels, features, 1)
        # The last ReLU6 begins one lower: what lies just below zero tells pictures apart, too.
        nn.init.ones_(self.last.norm.bias)

    def forward(self, x):
        return self.last(self.blocks(self.stem(x)))

    def sections(self):
        """The parts between which the student is held against the teacher: the stem belongs to the first block."""
        return [nn.Sequential(self.stem, self.blocks[0]), *self.blocks[1:]]

    def round_weights(self, bits):
        """From now on answers from 1×1 kernels as a quantised export has them, with one scale for each channel."""
        for layer in self.modules():
            if isinstance(layer, ConvNorm) and layer.conv.kernel_size == (1, 1):
                layer.bits = bits

    def embed(self, x):
        """The vector that the app keeps of a picture: the map's mean."""
        return self(x).mean((2, 3))


def rounded(weight, bits):
    """A kernel in so many bits, with a gradient as if it had not been rounded (Jacob et al. 2018, section 3)."""
    step = weight.detach().abs().amax((1, 2, 3), keepdim=True).clamp(min=1e-8) / (2 ** (bits - 1) - 1)
    return weight + ((weight / step).round() * step - weight).detach()


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
