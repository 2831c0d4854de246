"""Writes a student the way the app reads it: TensorFlow.js layers format, BatchNorm folded, float16.

    python pretraining export student.pt public/backbone

Then put the SHA-256 that it prints into src/collection/backbone-catalogue.ts.
"""

import argparse
import copy
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from network import load_student


def folded(layer):
    """A convolution's weights and bias with its BatchNorm worked in (Jacob et al. 2018, section 3.2)."""
    scale = layer.norm.weight / torch.sqrt(layer.norm.running_var + layer.norm.eps)
    weight = layer.conv.weight * scale[:, None, None, None]
    bias = layer.norm.bias - layer.norm.running_mean * scale
    return weight.detach().numpy(), bias.detach().numpy()


@torch.no_grad()
def as_exported(student):
    """The same network with the numbers that the files hold: folded, and rounded to float16."""
    rounded = copy.deepcopy(student).eval()
    for layer in rounded.modules():
        if hasattr(layer, 'conv') and hasattr(layer, 'norm'):
            weight, bias = (torch.from_numpy(np.ascontiguousarray(values)).half().float() for values in folded(layer))
            layer.conv.weight.copy_(weight)
            layer.norm.running_mean.zero_()
            layer.norm.running_var.fill_(1)
            layer.norm.weight.fill_((1 + layer.norm.eps) ** 0.5)
            layer.norm.bias.copy_(bias)
    return rounded


class LayersModel:
    """Layers and weights in the order they are added, as Keras and TensorFlow.js name them."""

    def __init__(self, side, name='vitrine_cnn'):
        self.layers, self.weights, self.eight_bits, self.name = [], [], {}, name
        shape = [None, side, side, 3]
        self.layers.append(
            {
                'class_name': 'InputLayer',
                'name': 'pixels',
                'config': {'name': 'pixels', 'batch_input_shape': shape, 'dtype': 'float32'},
                'inbound_nodes': [],
            }
        )

    def add(self, kind, name, config, *inputs):
        config = {'name': name, 'trainable': True, **config}
        nodes = [[[source, 0, 0, {}] for source in inputs]]
        self.layers.append({'class_name': kind, 'name': name, 'config': config, 'inbound_nodes': nodes})
        return name

    def convolution(self, name, layer, source):
        weight, bias = folded(layer)
        outputs, _, high, wide = weight.shape
        common = {
            'kernel_size': [high, wide],
            'strides': list(layer.conv.stride),
            'padding': 'same',
            'data_format': 'channels_last',
            'activation': 'linear',
            'use_bias': True,
        }
        if layer.conv.groups > 1:
            self.add('DepthwiseConv2D', name, {'depth_multiplier': 1, **common}, source)
            kernel = ('depthwise_kernel', weight.transpose(2, 3, 0, 1))
        else:
            self.add('Conv2D', name, {'filters': outputs, 'dilation_rate': [1, 1], **common}, source)
            kernel = ('kernel', weight.transpose(2, 3, 1, 0))
        self.weights += [(f'{name}/{part}', values) for part, values in (kernel, ('bias', bias))]
        return name if layer.linear else self.add('ReLU', f'{name}_relu', {'max_value': 6}, name)

    def projection(self, name, levels, step, lowest, source):
        """A linear layer at each place of the map, without bias, its kernel [in, out] kept in eight bits."""
        config = {
            'filters': levels.shape[1],
            'kernel_size': [1, 1],
            'strides': [1, 1],
            'dilation_rate': [1, 1],
            'padding': 'same',
            'data_format': 'channels_last',
            'activation': 'linear',
            'use_bias': False,
        }
        self.add('Conv2D', name, config, source)
        self.weights.append((f'{name}/kernel', levels[None, None]))
        self.eight_bits[f'{name}/kernel'] = {'dtype': 'uint8', 'scale': step, 'min': lowest}
        return name

    def files(self, output):
        """The text of model.json and the bytes of weights.bin."""
        specs = [
            {'name': name, 'shape': list(values.shape), 'dtype': 'float32', 'quantization': self.quantisation(name)}
            for name, values in self.weights
        ]
        config = {
            'name': self.name,
            'layers': self.layers,
            'input_layers': [['pixels', 0, 0]],
            'output_layers': [[output, 0, 0]],
        }
        topology = {
            'class_name': 'Model',
            'keras_version': '2.4.0',
            'backend': 'tensorflow',
            'model_config': {'class_name': 'Model', 'config': config},
        }
        model = {
            'format': 'layers-model',
            'generatedBy': 'Vitrine, pretraining',
            'modelTopology': topology,
            'weightsManifest': [{'paths': ['weights.bin'], 'weights': specs}],
        }
        types = (np.dtype(spec['quantization']['dtype']) for spec in specs)
        weights = b''.join(np.ascontiguousarray(values, kind).tobytes() for kind, (_, values) in zip(types, self.weights))
        return json.dumps(model), weights

    def quantisation(self, name):
        return {'original_dtype': 'float32', **self.eight_bits.get(name, {'dtype': 'float16'})}


def exported(student, side, network='vitrine_cnn'):
    model = LayersModel(side, network)
    name = model.convolution('stem', student.stem, 'pixels')
    for number, block in enumerate(student.blocks, 1):
        inside = name if block.expand is None else model.convolution(f'block{number}_expand', block.expand, name)
        inside = model.convolution(f'block{number}_depthwise', block.depthwise, inside)
        inside = model.convolution(f'block{number}_project', block.project, inside)
        name = model.add('Add', f'block{number}_add', {}, name, inside) if block.residual else inside
    name = model.convolution('features', student.last, name)
    projection = getattr(student, 'projection', None)
    return model.files(name if projection is None else model.projection('projection', *projection.stored(), name))


def write_backbone(student, side, folder, network='vitrine_cnn'):
    """Returns the SHA-256 of the weights."""
    text, weights = exported(student, side, network)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'model.json').write_text(text)
    (folder / 'weights.bin').write_bytes(weights)
    return hashlib.sha256(weights).hexdigest()


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('student')
    parser.add_argument('folder')
    wanted = parser.parse_args()
    print(write_backbone(*load_student(wanted.student), wanted.folder))
