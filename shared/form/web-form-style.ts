/** The looks of the web form: the colours of the desk, light and dark, and no font to fetch. */
export const webFormStyle = `
:root{color-scheme:light dark;--ground:#f5f7f8;--paper:#fff;--text:#17212b;--quiet:#465462;--line:#6a7883;--accent:#0b5d73;--on:#fff;--stop:#a3242b;--focus:#0b3f8f}
@media (prefers-color-scheme:dark){:root{--ground:#10161b;--paper:#182028;--text:#e8edf1;--quiet:#b3bfc9;--line:#8494a0;--accent:#6cc5d9;--on:#06222b;--stop:#ff9f99;--focus:#9cc7ff}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem;background:var(--ground);color:var(--text);font:1.125rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
main{max-width:42rem;margin:0 auto;padding:2rem;border-radius:10px;background:var(--paper)}
h1,h2{line-height:1.25;text-wrap:balance}
h1{margin:0 0 .25rem}
fieldset{min-width:0;margin:1rem 0;padding:1rem 1.25rem;border:1px solid var(--line);border-radius:10px}
legend{padding:0 .5rem;font-weight:600}
.kind{display:block;color:var(--quiet);font-size:.875rem;font-weight:400}
.by{color:var(--quiet);font-size:1rem}
label{display:block;font-weight:600}
input,select{width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:6px;background:var(--paper);color:inherit;font:inherit}
.row{margin:0}
.row label{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;font-weight:400}
input[type=checkbox]{flex:none;width:1.5rem;height:1.5rem;min-height:0;accent-color:var(--accent)}
button,summary{min-height:2.75rem;cursor:pointer}
button{padding:.5rem 1.25rem;border:1px solid var(--accent);border-radius:6px;background:var(--accent);color:var(--on);font:inherit;font-weight:600}
summary{display:flex;align-items:center;color:var(--accent);text-decoration:underline;text-underline-offset:3px}
.trouble{color:var(--stop);font-weight:600}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
@media (max-width:32rem){body{padding:0}main{padding:1.25rem;border-radius:0}}
@media print{body{background:#fff;color:#000}}
`
