// api/web: puts a .br and a .gz beside each text file of the built page, as the server hands them out.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../../../build/web/dist");
const kText = /\.(html|js|css|svg|json)$/;

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

let plain = 0;
let packed = 0;
for (const file of filesBelow(dist).filter((path) => kText.test(path))) {
  const content = readFileSync(file);
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  plain += content.length;
  packed += brotli.length;
}
console.error(`page: ${(plain / 1024).toFixed(0)} KiB, ${(packed / 1024).toFixed(0)} KiB as brotli`);
