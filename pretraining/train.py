"""Trains a student to see as its teacher sees. Labels are not used.

    python pretraining train --corpus ~/pictures --teacher teacher.npz --start blocks.pt --minutes 30 --out student.pt

The whole student at once, best begun from what blocks.py made. It is held against the teacher at the end, by the three
terms of distil.py, and (--hints) at the end of each block.

Work goes in rounds. While the student learns from one round of views, a second thread draws the next and has the teacher
answer it. Each view is learned from --passes times: on a processor the teacher's answers are dear.
"""

import argparse
import copy
import math
import os
import time
from concurrent.futures import ThreadPoolExecutor

import torch
from torch.nn import functional

from corpus import SIDE, read_corpus
from distil import Likeness, hint_loss
from network import Student, save_student
from teacher import Teacher
from views import draw_views


def arguments(description, rate):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--corpus', required=True, help='folder of pictures, or of npz files of pictures')
    parser.add_argument('--teacher', required=True, help='npz of a frozen network, see teacher.py')
    parser.add_argument('--out', default='student.pt')
    parser.add_argument('--start', help='an earlier --out to go on from')
    parser.add_argument('--device', default='cpu')
    parser.add_argument('--threads', type=int, default=1, help='for the student, and as many for the teacher')
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--minutes', type=float, default=60)
    parser.add_argument('--steps', type=int, help='ends after so many steps instead, however long they take')
    parser.add_argument('--width', type=float, default=1.0)
    parser.add_argument('--features', type=int, default=640)
    parser.add_argument('--expansion', type=int, default=3, help='how much wider a block is inside')
    parser.add_argument('--side', type=int, default=128, help='pixels a side of what the student sees')
    parser.add_argument('--teacher-side', type=int, default=128, help='and of what the teacher judges by')
    parser.add_argument('--hints', type=float, default=0.3, help='weight of what lies between the blocks; 0 without')
    parser.add_argument('--bits', type=int, help='learns with 1×1 kernels rounded to so many bits')
    parser.add_argument('--batch', type=int, default=64)
    parser.add_argument('--rate', type=float, default=rate)
    parser.add_argument('--round', type=int, default=2048, help='views answered at a time')
    parser.add_argument('--passes', type=int, default=2, help='times that a view is learned from')
    parser.add_argument('--sharp', type=float, default=0.7, help='share of views from pictures of at least 128 pixels')
    return parser.parse_args()


class Training:
    def __init__(self, options):
        self.options = options
        self.device = torch.device(options.device)
        self.random, self.drawing = (torch.Generator().manual_seed(options.seed + own) for own in (0, 1))
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        torch.set_flush_denormal(True)
        self.pictures, widths = read_corpus(options.corpus)
        self.pools = [pool for pool in ((widths >= SIDE).nonzero()[:, 0], (widths < SIDE).nonzero()[:, 0]) if len(pool)]
        print(f'{len(widths)} pictures, {int((widths >= SIDE).sum())} of them sharp', flush=True)
        self.teacher = self.placed(Teacher(options.teacher).eval())
        self.student = self.placed(Student(options.width, options.features, options.expansion))
        _, features, logits, *boundaries = self.answered_views(512)
        self.likeness = Likeness(options.features, features.shape[1], logits.shape[1]).to(self.device)
        self.likeness.measure(features.float())
        self.variances = [maps.float().var((0, 2, 3)).clamp(min=1e-4) for maps in boundaries]
        if options.start:
            saved = torch.load(options.start, map_location='cpu', weights_only=True)
            self.student.load_state_dict(saved['student'])
            self.likeness.load_state_dict(saved['likeness'])
        if options.bits:
            self.student.round_weights(options.bits)
        self.average = copy.deepcopy(self.student).requires_grad_(False)
        self.parameters = [*self.student.parameters(), *self.likeness.parameters()]
        self.optimiser = torch.optim.AdamW(
            [
                {'params': [p for p in self.parameters if p.ndim > 1], 'weight_decay': 0.02},
                {'params': [p for p in self.parameters if p.ndim <= 1], 'weight_decay': 0},
            ],
            lr=options.rate,
        )
        self.steps = self.seen = 0
        self.curve = []
        self.began = self.saved = time.time()

    def placed(self, network):
        return network.to(self.device, memory_format=torch.channels_last)

    def bfloat16(self):
        return torch.autocast(self.device.type, torch.bfloat16)

    def progress(self):
        if self.options.steps:
            return self.steps / self.options.steps
        return (time.time() - self.began) / (self.options.minutes * 60)

    def answered_views(self, count):
        """Fresh views as uint8, the teacher's features and logits of each, and for hints the maps between its blocks."""
        answers = []
        for _ in range(0, count, self.options.batch):
            view = ((draw_views(self.pictures[self.chosen()], self.options.side, self.drawing) + 1) * 127.5).round()
            view = view.to(torch.uint8).contiguous(memory_format=torch.channels_last)
            boundaries, pixels = [], self.placed_pixels(view)
            large = functional.interpolate(pixels, size=[self.options.teacher_side] * 2, mode='bilinear')
            with torch.no_grad(), self.bfloat16():
                features, logits = self.teacher(large, boundaries)
                if self.options.teacher_side != self.options.side and self.options.hints:
                    boundaries = []
                    self.teacher(pixels, boundaries)
            between = boundaries if self.options.hints else []
            answers.append((view, features.half(), logits.half(), *between))
        return [torch.cat(parts) for parts in zip(*answers)]

    def chosen(self):
        """Numbers of pictures for one batch, most from the sharper ones."""
        sharp = round(self.options.batch * self.options.sharp) if len(self.pools) > 1 else self.options.batch
        counts = [sharp, self.options.batch - sharp]
        draw = lambda pool, n: pool[torch.randint(len(pool), [n], generator=self.drawing)]
        numbers = torch.cat([draw(pool, n) for pool, n in zip(self.pools, counts)])
        return numbers[torch.randperm(len(numbers), generator=self.drawing)]

    def placed_pixels(self, views):
        return views.to(self.device).float().div_(127.5).sub_(1).contiguous(memory_format=torch.channels_last)

    def run(self):
        with ThreadPoolExecutor(1) as ahead:
            coming = ahead.submit(self.answered_views, self.options.round)
            while self.progress() < 1:
                answered = coming.result()
                coming = ahead.submit(self.answered_views, self.options.round)
                self.learn(answered)
                if time.time() - self.saved > 120:
                    self.save()
        self.save()

    def learn(self, answered):
        losses = []
        for _ in range(self.options.passes):
            order = torch.randperm(len(answered[0]), generator=self.random)
            for numbers in order.split(self.options.batch):
                if self.progress() < 1:
                    losses.append(self.step(*(part[numbers] for part in answered)))
        if losses:
            self.report(torch.tensor(losses).mean(0).tolist())

    def step(self, views, features, logits, *boundaries):
        with self.bfloat16():
            maps, hints = self.placed_pixels(views), []
            for section, theirs, variance in zip(self.student.sections(), boundaries, self.variances):
                maps = section(maps)
                hints.append(hint_loss(maps, theirs, variance))
            vectors = self.student.last(maps).mean((2, 3)) if hints else self.student.embed(maps)
        loss, parts = self.likeness(vectors.float(), features.float(), logits.float())
        hints = torch.stack(hints).sum() if hints else torch.zeros([])
        self.improve(loss + self.options.hints * hints)
        return [loss.item(), *(part.item() for part in parts), hints.item()]

    def improve(self, loss):
        for group in self.optimiser.param_groups:
            group['lr'] = self.rate()
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 5)
        self.optimiser.step()
        self.steps, self.seen = self.steps + 1, self.seen + self.options.batch
        self.follow()

    def rate(self):
        warm = min(1, (self.steps + 1) / 50)
        return self.options.rate * warm * 0.5 * (1 + math.cos(math.pi * min(1, self.progress()))) + 1e-5

    @torch.no_grad()
    def follow(self):
        """The moving average of the weights, which is what is kept."""
        keep = min(0.99, self.steps / (self.steps + 10))
        for mean, now in zip(self.average.state_dict().values(), self.student.state_dict().values()):
            mean.copy_(torch.lerp(mean, now, 1 - keep) if mean.is_floating_point() else now)

    def report(self, losses):
        self.curve.append([self.seen, *losses])
        minutes = (time.time() - self.began) / 60
        words = ' '.join(f'{name} {loss:.4f}' for name, loss in zip(('loss', 'features', 'answers', 'relations', 'hints'), losses))
        print(f'{minutes:.1f} min, {self.seen} views seen, {words}, {self.seen / minutes / 60:.0f} a second', flush=True)

    def save(self):
        extra = {'likeness': self.likeness.state_dict(), 'seen': self.seen, 'curve': self.curve}
        save_student(self.options.out + '.part', self.average, self.options.side, extra)
        os.replace(self.options.out + '.part', self.options.out)
        self.saved = time.time()


if __name__ == '__main__':
    Training(arguments(__doc__, rate=1e-3)).run()
