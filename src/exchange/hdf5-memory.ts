/** HDF5 files that exist in memory alone: the library's own file system, one file at a time. */
import { File as Hdf5File, FS, ready } from 'h5wasm';
import type { Outcome } from '../outcome';

const name = 'model.h5';

async function write(fill: (file: Hdf5File) => void): Promise<Uint8Array<ArrayBuffer>> {
  await ready;
  const file = new Hdf5File(name, 'w');
  try {
    try {
      fill(file);
    } finally {
      file.close();
    }
    return new Uint8Array(FS!.readFile(name));
  } finally {
    FS!.unlink(name);
  }
}

async function read<T>(
  bytes: Uint8Array,
  look: (file: Hdf5File) => Outcome<T>,
): Promise<Outcome<T>> {
  await ready;
  FS!.writeFile(name, bytes);
  try {
    const file = new Hdf5File(name, 'r');
    try {
      return look(file);
    } finally {
      file.close();
    }
  } finally {
    FS!.unlink(name);
  }
}

export const inMemory = { write, read };
