import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [vue()],
  // Relative addresses, so that the page also works behind a base path.
  base: "./",
  build: {
    outDir: "../../build/web/dist",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 1400,
    // The policy of the server allows no data: script and no inline one.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: { map: ["maplibre-gl"] },
        // The worker of MapLibre is an asset to Vite; as .js every server knows its media type.
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith(".mjs")) ? "assets/[name]-[hash].js" : "assets/[name]-[hash][extname]",
      },
    },
  },
});
