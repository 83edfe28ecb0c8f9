import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

// The server sends a content security policy without 'unsafe-inline' and without data: scripts, so nothing may be
// inlined: every script, style sheet, font and module is a file of its own, named by its content and cached for ever.
export default defineConfig({
  plugins: [tailwindcss()],
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
