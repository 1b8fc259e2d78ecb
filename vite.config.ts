import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Builds the web pages into dist/web; nothing inline, so that the pages run under `script-src 'self'; style-src 'self'`. */
export default defineConfig({
  root: "src/web",
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: { proxy: { "/sandbox/api": "http://127.0.0.1:3000" } },
});
