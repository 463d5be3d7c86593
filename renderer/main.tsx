import { z } from 'zod'

// Zod probes for `new Function` when the first schema is made; our content policy would report that as a violation.
// So this comes before any schema is loaded, and everything else is loaded after it.
z.config({ jitless: true })
void import('./start').then(({ start }) => start())
