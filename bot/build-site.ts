/** Bundles what the pages of a help centre load; `dawen site` copies it beside them. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { siteParts } from './built-parts.ts';
import { bundleScript, bundleStyle } from './bundle.ts';

/** `packageRoot` is the folder of package.json, `outDir` usually its dist/site. Throws when the code does not compile. */
export async function buildSite(packageRoot: string, outDir: string): Promise<void> {
  const adapters = join(packageRoot, 'adapters');
  const source = join(adapters, 'site', 'client');
  await mkdir(outDir, { recursive: true });
  // a classic script: modules are not loaded from the disk
  const script = await bundleScript({ entry: join(source, 'site.ts'), format: 'iife' });
  const style = await bundleStyle([join(adapters, 'ui', 'tokens.css'), join(source, 'site.css')]);
  await writeFile(join(outDir, siteParts.script), script);
  await writeFile(join(outDir, siteParts.style), style);
  await copyFile(join(source, 'mark.svg'), join(outDir, siteParts.icon));
}
