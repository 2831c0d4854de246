"""python pretraining blocks|train|export|lite|check_lite|probe ..., and python pretraining --smoke folder: see the head of each file."""

import runpy
import sys

COMMANDS = ('blocks', 'train', 'export', 'lite', 'check_lite', 'probe', 'smoke')

if __name__ == '__main__':
    command = sys.argv[1].removeprefix('--') if len(sys.argv) > 1 else ''
    if command not in COMMANDS:
        sys.exit(__doc__)
    sys.argv = [f'pretraining {command}', *sys.argv[2:]]
    runpy.run_module(command, run_name='__main__')
