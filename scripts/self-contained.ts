/**
 * `import script from './page.ts?self-contained'`: the module and all it imports as the text of one plain
 * script, for a page that must work without any other file.
 */
import { build, type Plugin, type Rollup } from 'vite';

const query = '?self-contained';
const mark = '\0self-contained:';

export function selfContained(): Plugin {
  return {
    name: 'self-contained',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(query)) return null;
      const resolved = await this.resolve(source.slice(0, -query.length), importer);
      // Without its ending: what comes back is JavaScript already.
      return resolved ? `${mark}${resolved.id.replace(/\.ts$/, '')}` : null;
    },
    async load(id) {
      if (!id.startsWith(mark)) return null;
      const code = await bundled(`${id.slice(mark.length)}.ts`);
      return `export default ${JSON.stringify(code)};`;
    },
  };
}

async function bundled(entry: string): Promise<string> {
  const made = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'predictor' },
    },
  })) as Rollup.RollupOutput[];
  const chunk = made[0]!.output[0];
  return chunk.code;
}
