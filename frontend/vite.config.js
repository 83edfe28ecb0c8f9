import { createHash } from "node:crypto";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

// The server's content security policy allows neither inline code nor data: addresses, so nothing may be inlined: every
// script, style sheet, font and picture is a file of its own, named by its content and cached for ever.
export default defineConfig({
  plugins: [tailwindcss(), picturesAsFiles()],
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    // The polyfill would be an inline script.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
  },
});

/** Moves the pictures that daisyUI writes into its style sheet as data: addresses out into files. */
function picturesAsFiles() {
  return {
    name: "pictures-as-files",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const sheet of Object.values(bundle)) {
          if (sheet.type !== "asset" || !sheet.fileName.endsWith(".css")) continue;
          sheet.source = sheet.source.toString().replace(/url\("data:image\/svg\+xml,((?:[^"\\]|\\.)*)"\)/g, (_url, encoded) => {
            const source = decodeURIComponent(encoded);
            const name = createHash("sha256").update(source).digest("hex").slice(0, 8);
            const fileName = `assets/picture-${name}.svg`;
            this.emitFile({ type: "asset", fileName, source });
            return `url("/${fileName}")`;
          });
          if (/url\(["']?data:/.test(sheet.source)) this.error(`${sheet.fileName} still holds a data: address`);
        }
      },
    },
  };
}
