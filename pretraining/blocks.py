"""Trains each block of a student by itself, all at once, as a beginning for train.py. Labels are not used.

    python pretraining blocks --corpus ~/pictures --teacher teacher.npz --minutes 30 --out blocks.pt

Each block is given what the teacher's block before gives, and learns to answer with what the teacher's block gives (block-wise
distillation: Romero et al. 2015; Li et al. 2020). No block waits for those before it to have learned, a gradient has three
convolutions to cross, and the early blocks see thousands of places in one view: on a processor this is worth many times
what the whole student learns in the same time. What is left is that errors add up from block to block: train.py sees to that.
"""

import torch

from distil import hint_loss
from train import Training, arguments


class Blocks(Training):
    def step(self, views, features, logits, *boundaries):
        before = [self.placed_pixels(views), *boundaries]
        with self.bfloat16():
            hints = []
            for section, given, wanted, variance in zip(self.student.sections(), before, boundaries, self.variances):
                some = slice(places_alike(len(views), wanted.shape[2], boundaries[-1].shape[2]))
                hints.append(hint_loss(section(given[some]), wanted[some], variance))
            vectors = self.student.last(before[-1]).mean((2, 3))
        loss, parts = self.likeness(vectors.float(), features.float(), logits.float())
        hints = torch.stack(hints).sum()
        self.improve(loss + hints)
        return [loss.item(), *(part.item() for part in parts), hints.item()]


def places_alike(views, side, smallest):
    """How many views will do for maps of this side: an early block has seen enough places long before a late one."""
    return max(4, views * smallest // side)


if __name__ == '__main__':
    Blocks(arguments(__doc__, rate=5e-3)).run()
