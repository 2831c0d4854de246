"""Views: what teacher and student are shown, the very same pixels (Beyer et al. 2022: a good teacher is consistent)."""

import torch
import torch.nn.functional as F

LUMA = (0.299, 0.587, 0.114)
SEPIA = (1.0, 0.86, 0.66)


def draw_views(pictures, side, random):
    """One view of each picture: cropped, at times monochrome, toned, at times mixed with another.

    pictures: uint8 (n, h, w, 3). Returns float (n, 3, side, side) in [-1, 1].
    """
    x = cropped(pictures.permute(0, 3, 1, 2).float() / 127.5 - 1, side, random)
    return mixed(toned(monochrome(x, random), random), random)


def uniform(random, low, high, *shape):
    return torch.empty(shape).uniform_(low, high, generator=random)


def cropped(x, side, random, smallest=0.4):
    """A part of each picture, a little squeezed, half of them mirrored. What lies beyond an edge is reflected in it."""
    n = len(x)
    edge, ratio = uniform(random, smallest, 1, n).sqrt(), uniform(random, -0.2, 0.2, n).exp()
    wide, high = (edge * ratio).clamp(max=1), (edge / ratio).clamp(max=1)
    theta = torch.zeros(n, 2, 3)
    mirror = torch.where(uniform(random, 0, 1, n) < 0.5, -1.0, 1.0)
    theta[:, 0, 0], theta[:, 1, 1] = wide * mirror, high
    theta[:, 0, 2] = uniform(random, -1, 1, n) * (1 - wide)
    theta[:, 1, 2] = uniform(random, -1, 1, n) * (1 - high)
    grid = F.affine_grid(theta, [n, 3, side, side], align_corners=False)
    return F.grid_sample(x, grid, padding_mode='reflection', align_corners=False)


def monochrome(x, random, share=0.15):
    """A share of the pictures grey or sepia, as many scans of collections are."""
    n = len(x)
    grey = (x * torch.tensor(LUMA).view(1, 3, 1, 1)).sum(1, keepdim=True).expand_as(x)
    tint = torch.where(uniform(random, 0, 1, n, 1, 1, 1) < 0.5, torch.ones(1, 3, 1, 1), torch.tensor(SEPIA).view(1, 3, 1, 1))
    chosen = uniform(random, 0, 1, n, 1, 1, 1) < share
    return torch.where(chosen, (grey + 1) * tint - 1, x)


def toned(x, random):
    """Contrast and brightness, as lamps and scanners differ."""
    contrast, brightness = uniform(random, 0.8, 1.2, len(x), 1, 1, 1), uniform(random, -0.1, 0.1, len(x), 1, 1, 1)
    return (x * contrast + brightness).clamp(-1, 1)


def mixed(x, random, share=0.3):
    """A share of the pictures with up to half of another shining through."""
    amount = uniform(random, 0, 0.5, len(x), 1, 1, 1)
    chosen = uniform(random, 0, 1, len(x), 1, 1, 1) < share
    return torch.lerp(x, x.flip(0), amount * chosen)
