// Bundles and serves the page until Ctrl-C. PORT is where, 8088 unless it is set.
import { context } from 'esbuild'

const page = await context({
  entryPoints: ['page/editor.js'], outfile: 'page/editor.bundle.js', bundle: true, write: false, format: 'esm', logLevel: 'warning'
})
const { port } = await page.serve({ servedir: 'page', host: '127.0.0.1', port: Number(process.env.PORT ?? 8088) })
console.log(`The example is at http://127.0.0.1:${port}`)
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await page.dispose()
    process.exit()
  })
}
